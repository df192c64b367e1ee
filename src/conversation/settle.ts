import type { Claim } from '../storage/turn-store.ts';
import { engineText } from './engine-words.ts';
import type { Next, StepTurn } from './flow.ts';
import { apply, showAgain, withOutcome } from './moves.ts';
import { beganFrom, type Frame, type Session, topFrame } from './session.ts';
import { hashOf, localeOf, type Scene, type Stage, say, stepTurn } from './stage.ts';

/** What the store said of the submitted form, and where that form was shown. `unasked`: nobody pressed anything just now. */
export type FormClaim = Claim & { readonly flow?: string; readonly step?: string; readonly unasked?: true };
type Lapsed = Extract<FormClaim, { status: 'lapsed' }>;
type Began = Pick<Session, 'frames' | 'confirmation'>;

/**
 * Somebody began this form and never ended it: the flow reads back what came of it, as it stood then, and nothing is done again.
 * Where the conversation has left that step since (cancelled, begun anew, upgraded), what was done is still said and the rest stays
 * as it is. Undefined: there is nothing to say about it.
 */
export async function settle(stage: Stage, scene: Scene, form: Lapsed): Promise<Scene | undefined> {
  const began = beganFrom(form.began) ?? scene.session;
  const asked = began.frames.at(-1);
  const flow = asked && stage.rules.flows.get(asked.flow);
  if (!asked || !flow || asked.flow !== form.flow || asked.step !== form.step) return undefined;
  const state = hashOf(flow) === asked.hash ? asked.state : flow.begin({});
  const next = await flow.settle?.(turnThen(stage, scene, { began, state }), form.startedAt);
  if (!isThere(scene, began, asked)) return saidOnly(scene, next);
  if (next) return apply(stage, scene, next);
  return showAgain(stage, say(scene, engineText('interrupted', localeOf(stage, scene.session))));
}

/** A confirmation that has lapsed meanwhile still says whose change it was. */
function turnThen(stage: Stage, scene: Scene, { began, state }: { began: Began; state: unknown }): StepTurn {
  const turn = stepTurn(stage, { ...scene.session, frames: began.frames }, state);
  return began.confirmation ? { ...turn, confirmation: began.confirmation } : turn;
}

/** At the same step, and for the same person. */
function isThere({ session }: Scene, began: Began, asked: Frame): boolean {
  const frame = topFrame(session);
  return frame?.flow === asked.flow && frame.step === asked.step && session.confirmation?.at === began.confirmation?.at;
}

function saidOnly(scene: Scene, next: Next<unknown> | undefined): Scene | undefined {
  if (!next || !('say' in next) || !next.say?.length) return undefined;
  return say(withOutcome(scene, next), ...next.say);
}
