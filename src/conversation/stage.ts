import { createHash } from 'node:crypto';
import type { Limits } from '../kernel/limits.ts';
import type { Locale } from '../kernel/locale.ts';
import type { Log } from '../kernel/log.ts';
import type { Fence } from '../storage/database.ts';
import type { Answer, Confirmation, Escalate, Feature, Flow, Step, StepTurn } from './flow.ts';
import type { CardReply, Reply } from './reply.ts';
import type { Routing } from './routing.ts';
import { type Frame, positionOf, type Session, validConfirmation } from './session.ts';
import type { Turn } from './turn.ts';

/** What the engine knows of the bot: its flows and answers, and the few words that features own. */
export interface Rules {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly routing: Routing;
  readonly escalate: Escalate;
  readonly welcome: (turn: StepTurn) => readonly Reply[];
  readonly help: (turn: StepTurn) => readonly Reply[];
  /** Hands what was typed, masked, to the agent who talks in this conversation; answers what is said to that. Undefined: nobody does any more. `key`: of the turn. */
  readonly hear: (
    turn: StepTurn,
    typed: { readonly masked: string; readonly key: string },
  ) => Promise<readonly Reply[] | undefined>;
  /** Addresses that lead to a one-to-one chat, said after "let us go on in private". */
  readonly wayToPrivate: (turn: StepTurn) => readonly string[];
  /** The flow that confirms who somebody is. */
  readonly confirmFlow: string;
  /** How a sender is known, and what the policy asks of them; never empty. A confirmation counts only while it is the same. */
  readonly confirmationBasis: (turn: Pick<Turn, 'path' | 'vouchedFor' | 'stranger'>) => string;
  readonly limits: Limits;
}

/** One turn being decided. */
export interface Stage {
  readonly rules: Rules;
  readonly turn: Turn;
  readonly reference: string;
  readonly now: Date;
  readonly stillOurs: Fence;
  /** An agent talks here: what is typed is theirs. */
  readonly isInTalk: boolean;
  readonly log: Log;
}

/** How far the turn has come: values, so that a lost race is decided again from the start. */
export interface Scene {
  readonly session: Session;
  readonly said: readonly Reply[];
  readonly receipt?: CardReply;
  /** Something was written or called that must not happen twice. */
  readonly changed: boolean;
  /** What its flow was for is done. */
  readonly isDone?: true;
}

export const say = (scene: Scene, ...replies: readonly Reply[]): Scene => ({
  ...scene,
  said: [...scene.said, ...replies],
});

export const withFrames = (scene: Scene, frames: readonly Frame[]): Scene => ({
  ...scene,
  session: { ...scene.session, frames: [...frames] },
});

export const localeOf = (stage: Stage, session: Session): Locale => session.locale ?? stage.turn.locale;

/** Who is confirmed in this turn, if anybody is. */
export const confirmationIn = ({ rules, turn, now }: Stage, session: Session): Confirmation | undefined =>
  validConfirmation(session, now, {
    seconds: rules.limits.confirmationSeconds,
    basis: rules.confirmationBasis(turn),
  });

/** `stage` and `session` as a step, an answer or an escalation sees them. */
export function stepTurn(stage: Stage, session: Session, state: unknown = undefined): StepTurn {
  const { turn, now, reference, log } = stage;
  const confirmation = confirmationIn(stage, session);
  return {
    address: turn.address,
    conversationKind: turn.conversationKind,
    path: turn.path,
    ...(turn.vouchedFor ? { vouchedFor: turn.vouchedFor } : {}),
    ...(turn.stranger ? { stranger: turn.stranger } : {}),
    requester: turn.requester,
    locale: localeOf(stage, session),
    now,
    reference,
    position: positionOf(session),
    state,
    ...(confirmation ? { confirmation } : {}),
    transcript: session.transcript,
    stillOurs: stage.stillOurs,
    log,
  };
}

export function flowNamed(rules: Rules, id: string): Flow {
  const flow = rules.flows.get(id);
  if (!flow) throw new Error(`there is no flow ${id}`);
  return flow;
}

export function stepOf(rules: Rules, frame: Frame): Step<unknown> {
  const step = flowNamed(rules, frame.flow).steps[frame.step];
  if (!step) throw new Error(`flow ${frame.flow} has no step ${frame.step}`);
  return step;
}

const hashes = new WeakMap<Flow, string>();

/** Changes when a step is added, removed or moved; a saved position of another hash is not used. */
export function hashOf(flow: Flow): string {
  const known = hashes.get(flow);
  if (known) return known;
  const shape = JSON.stringify([flow.id, flow.start, Object.keys(flow.steps)]);
  const hash = createHash('sha256').update(shape).digest('base64url').slice(0, 12);
  hashes.set(flow, hash);
  return hash;
}

/** Frames that this code still understands. */
export const framesFit = (rules: Rules, session: Session): boolean =>
  session.frames.every((frame) => {
    const flow = rules.flows.get(frame.flow);
    return flow !== undefined && hashOf(flow) === frame.hash && frame.step in flow.steps;
  });

/** The tables of all features; a name given twice is a mistake of ours. */
export function tablesOf(features: readonly Feature[]): Pick<Rules, 'flows' | 'answers'> {
  const flows = features.flatMap((feature) => feature.flows ?? []);
  const answers = features.flatMap((feature) => feature.answers ?? []);
  return { flows: byId(flows), answers: byId(answers) };
}

function byId<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map(things.map((thing) => [thing.id, thing]));
  if (map.size !== things.length) throw new Error('two features share a name');
  return map;
}
