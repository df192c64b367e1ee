import type { Address } from '../kernel/address.ts';
import type { Clock } from '../kernel/clock.ts';
import { newReference, newToken } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { maskDigits } from '../kernel/redaction.ts';
import type { Fence, Queryable } from '../storage/database.ts';
import type { PersonalChats } from '../storage/personal-chats.ts';
import type { Begun, FormRow, TurnStore } from '../storage/turn-store.ts';
import { countsOf } from './counts.rules.ts';
import { decide } from './decide.ts';
import type { Edge, Voice } from './engine-api.ts';
import { apology, engineText, receiptCard } from './engine-words.ts';
import { withNotedChat } from './noted-chat.ts';
import type { Outcome, Reply } from './reply.ts';
import { linesOf, positionOf, type Session, sessionFrom, topFrame, withTranscript } from './session.ts';
import { localeOf, type Rules, type Scene, type Stage } from './stage.ts';
import type { Input, Turn } from './turn.ts';

export interface EngineOptions {
  readonly rules: Rules;
  readonly store: TurnStore;
  readonly chats: Pick<PersonalChats, 'note'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Filled by `app` once the edges exist. */
  readonly voices: ReadonlyMap<Address['edge'], Voice>;
}

/** A lease lasts 15 s; renewed often enough to survive a missed renewal. */
const renewMs = 5_000;
const typingAfterMs = 700;
/** Clients show typing for about 3 s. */
const typingEveryMs = 3_000;
const decisionsPerTurn = 3;

/** One turn at work. A class because its parts share a lease. */
export class TurnWork {
  readonly reference = newReference();
  readonly #options: EngineOptions;
  readonly #turn: Turn;
  readonly #edge: Edge;
  readonly #owner: string;
  /** The submitted form is ours to end; until the store said otherwise it is asked for. */
  #hasForm = true;

  constructor(options: EngineOptions, given: { turn: Turn; edge: Edge; owner: string }) {
    this.#options = options;
    this.#turn = given.turn;
    this.#edge = given.edge;
    this.#owner = given.owner;
  }

  get #lease() {
    const { address, activityKey, input } = this.#turn;
    const token = input.kind === 'form' && this.#hasForm ? { token: input.token } : {};
    return { address, activityKey, ...token, owner: this.#owner, now: this.#options.clock.now() };
  }

  begin(): Promise<Begun> {
    const echo = this.#edge.echo?.(this.#turn);
    return this.#options.store.begin({ ...this.#lease, ...(echo ? { echo } : {}) });
  }

  async run(begun: Begun): Promise<Outcome> {
    const renewal = setInterval(() => this.#renew(), renewMs);
    let typing = setTimeout(() => {
      this.#edge.typing?.(this.#turn);
      typing = setInterval(() => this.#edge.typing?.(this.#turn), typingEveryMs);
    }, typingAfterMs);
    const startedAt = performance.now();
    try {
      return await this.#decideAndSave(begun, startedAt);
    } finally {
      clearInterval(renewal);
      clearTimeout(typing);
    }
  }

  /** "Still working", said at once; the answer follows by the edge's `deliver`. */
  async interim(begun: Begun): Promise<Outcome> {
    const { store, clock } = this.#options;
    const { address, locale, input } = this.#turn;
    const receiptFor = begun.form?.activity;
    const outcome: Outcome = {
      only: 'interim',
      replies: [engineText('stillWorking', locale)],
      ...(input.kind === 'form' ? { receipt: receiptCard('sent', locale) } : {}),
      ...(receiptFor ? { receiptFor } : {}),
    };
    const history = this.#edge.history?.(address, outcome, clock.now());
    if (history) await store.append(address.conversation, history.rows);
    return outcome;
  }

  #renew(): void {
    const { store, log } = this.#options;
    store
      .renew(this.#lease)
      .catch((error: unknown) => log.warn('a lease was not renewed', { reference: this.reference, err: error }));
  }

  async #decideAndSave(begun: Begun, startedAt: number): Promise<Outcome> {
    const { store, rules, log, clock } = this.#options;
    this.#hasForm = begun.form?.status === 'ours' || begun.form?.status === 'lapsed';
    let stored = begun.session;
    for (let decision = 1; decision <= decisionsPerTurn; decision += 1) {
      const now = clock.now();
      const before = await this.#noted(sessionFrom(stored.state, now), now);
      const stillOurs: Fence = (tx) => this.#mayChange(tx);
      const { isInTalk } = begun;
      const stage: Stage = { rules, turn: this.#turn, reference: this.reference, now, stillOurs, isInTalk, log };
      const scene = await decide(stage, before, begun.form);
      if (!scene) return takenOver;
      const outcome = await this.#save(stage, scene, {
        version: stored.version,
        receiptFor: begun.form?.activity,
        before,
      });
      if (outcome) {
        this.#logTurn(before, scene.session, startedAt);
        return outcome;
      }
      stored = await store.session(this.#turn.address);
    }
    log.warn('a turn lost every race', { reference: this.reference });
    return { replies: [apology(this.#turn.locale, this.reference)] };
  }

  /** A chat that cannot be noted is noted by a later turn. */
  #noted(session: Session, now: Date): Promise<Session> {
    const { chats, log } = this.#options;
    return withNotedChat(chats, session, { turn: this.#turn, now }).catch((error: unknown) => {
      log.warn('a personal chat was not noted', { reference: this.reference, err: error });
      return session;
    });
  }

  async #mayChange(tx: Queryable | undefined): Promise<boolean> {
    if (this.#hasForm && !(await this.#options.store.isOurs(this.#lease, tx))) return false;
    return this.#edge.stillThere?.(tx) ?? true;
  }

  /** Undefined where another turn was quicker and nothing was changed by this one: decide again. */
  async #save(
    stage: Stage,
    scene: Scene,
    { version, receiptFor, before }: { version: number; receiptFor: string | undefined; before: Session },
  ): Promise<Outcome | undefined> {
    const { store, clock } = this.#options;
    const { outcome, forms } = withTokens(scene, receiptFor);
    // When it is said, not when the turn began: pages sort by it, and "still working" was said in between.
    const saidAt = clock.now();
    const render = (rendered: Outcome) => this.#edge.history?.(this.#turn.address, rendered, saidAt);
    const history = render(outcome);
    // Only a flow leaves a form behind: other turns need not render what would take its place.
    const left =
      before.frames.length > 0
        ? render({ replies: [receiptCard('closed', localeOf(stage, scene.session))] })
        : undefined;
    const closed = left?.rows[0]?.activity;
    const end = {
      ...this.#lease,
      version,
      session: withWhatWasSaid(stage, scene),
      reference: this.#turn.reference,
      outcome,
      forms: forms.map((form) => shownIn(form, history?.shownIn)),
      counts: countsOf(before, scene, stage.now),
      history: history?.rows ?? [],
      position: positionOf(scene.session),
      ...(closed ? { closed } : {}),
      ...(this.#edge.speaks ? { unsaid: true as const } : {}),
    };
    const saved = await store.end({ ...end, force: false });
    if (saved === 'saved') return outcome;
    if (saved === 'taken') return takenOver;
    if (!scene.changed) return undefined;
    const newer = sessionFrom((await store.session(this.#turn.address)).state, stage.now);
    const confirmation = stricter(end.session.confirmation, newer.confirmation, stage.now);
    const forced = await store.end({ ...end, session: { ...end.session, confirmation }, force: true });
    return forced === 'taken' ? takenOver : outcome;
  }

  #logTurn(before: Session, after: Session, startedAt: number): void {
    this.#options.log.info('turn', {
      reference: this.reference,
      channel: this.#turn.address.channel,
      input: this.#turn.input.kind,
      from: positionOf(before),
      to: positionOf(after),
      ms: Math.round(performance.now() - startedAt),
    });
  }
}

/** Another process says what became of it. */
const takenOver: Outcome = { replies: [], only: 'repeat' };

/** Of two turns at once: a change that one of them spent, or a confirmation that one of them ended, stays so. One that was made in this turn counts. */
function stricter(mine: Session['confirmation'], newer: Session['confirmation'], now: Date): Session['confirmation'] {
  if (!mine || mine.at === now.toISOString()) return mine;
  if (newer?.at !== mine.at) return null;
  return { ...mine, changesLeft: Math.min(mine.changesLeft, newer.changesLeft) };
}

const shownIn = (form: FormRow, activities: ReadonlyMap<string, FormRow['activity']> | undefined): FormRow => {
  const activity = activities?.get(form.token);
  return activity ? { ...form, activity } : form;
};

/** Gives each form of the present step its one-use token. */
function withTokens(scene: Scene, receiptFor: string | undefined): { outcome: Outcome; forms: FormRow[] } {
  const frame = topFrame(scene.session);
  const forms: FormRow[] = [];
  const replies = scene.said.map((reply): Reply => {
    if (reply.kind !== 'card' || !reply.form || reply.form.id !== frame?.step) return reply;
    const token = newToken(128);
    forms.push({ token, flow: frame.flow, step: frame.step });
    return { ...reply, form: { id: reply.form.id, token } };
  });
  const receipt = scene.receipt ? { receipt: scene.receipt, ...(receiptFor ? { receiptFor } : {}) } : {};
  return { outcome: { replies, ...receipt }, forms };
}

/** What stands for an input in a transcript. */
function wordsOf(input: Input): string {
  if (input.kind === 'text') return input.masked;
  if (input.kind === 'form') return maskDigits(`[${input.form}]`);
  return input.kind === 'ask' ? maskDigits(`[${input.intent}]`) : '';
}

/** The session as it is saved: with both sides of this turn in the transcript, masked. */
function withWhatWasSaid(stage: Stage, scene: Scene): Session {
  const { input } = stage.turn;
  const at = stage.now.toISOString();
  const words = wordsOf(input);
  const mine = words ? [{ at, from: 'person' as const, text: words }] : [];
  return withTranscript(scene.session, [...mine, ...linesOf(scene.said, stage.now)]);
}
