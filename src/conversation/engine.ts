import type { Address } from '../kernel/address.ts';
import { BackendError } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Abandoned, Unsaid } from '../storage/turn-store.ts';
import type { Delivered, Edge, Engine, Speaking, TurnKey } from './engine-api.ts';
import { apology } from './engine-words.ts';
import { outcomeFrom, repeated } from './repeats.ts';
import type { Outcome, Reply } from './reply.ts';
import { sessionFrom } from './session.ts';
import type { FormClaim } from './settle.ts';
import type { Turn } from './turn.ts';
import { type EngineOptions, TurnWork } from './turn-work.ts';

/** Takes turns: begin, decide, end. Everything that must survive is in `store`; the process remembers only what is under way. */
export function createEngine(options: EngineOptions): Engine {
  const { store, clock, log, rules, voices } = options;
  const running = new Set<Promise<unknown>>();

  const track = <T>(work: Promise<T>): Promise<T> => {
    const settled = work.then(ignore, ignore).finally(() => running.delete(settled));
    running.add(settled);
    return work;
  };

  const speak = async (address: Address, replies: readonly Reply[], how: Speaking = {}): Promise<Delivered> => {
    const { kept, record, ...manner } = how;
    const { reference } = await store.session(address);
    const voice = voices.get(address.edge);
    const outcome: Outcome = { replies, ...manner };
    const history = voice?.history?.(address, outcome, clock.now());
    if (history) await store.append(address.conversation, history.rows, record);
    const heard = await voice?.deliver(address, reference ?? kept, outcome);
    if (heard === 'gone' && reference !== undefined) await store.forgetReference(address, reference);
    if (!history && heard === undefined) await record?.();
    return heard;
  };

  const said: Engine['said'] = ({ address, activityKey }) => {
    const marked = store.said(address, activityKey);
    track(marked.catch((error: unknown) => log.warn('what was said could not be written down', { err: error })));
  };

  /** Outside its turn. Where that fails it stays unsaid, and is tried again. A turn that was taken over is not ours to say. */
  const deliver = async (turn: TurnKey, reference: unknown, outcome: Outcome): Promise<void> => {
    if (outcome.only) return;
    const voice = voices.get(turn.address.edge);
    await voice?.deliver(turn.address, reference, outcome);
    if (!voice?.history) said(turn);
  };

  const sayNow = async ({ reference, outcome, ...turn }: Unsaid): Promise<void> => {
    try {
      await deliver(turn, reference, outcomeFrom(outcome));
    } catch (error) {
      log.warn('what a dead process left unsaid could not be delivered', { err: error });
    }
  };

  const settleOne = async (owner: string, form: Abandoned): Promise<void> => {
    const session = sessionFrom(form.session.state, clock.now());
    if (!session.seen) return;
    const { vouchedFor, ...seen } = session.seen;
    const turn: Turn = {
      ...seen,
      ...(vouchedFor ? { vouchedFor } : {}),
      address: form.address,
      conversationKind: 'personal',
      activityKey: form.activityKey,
      input: { kind: 'form', form: form.step, token: form.token, values: {} },
    };
    const voice = voices.get(form.address.edge);
    const edge: Edge = voice?.history ? { history: voice.history } : { speaks: true };
    const claim: FormClaim & { activity?: string } = { ...form, status: 'lapsed', unasked: true };
    const work = new TurnWork(options, { turn, edge, owner });
    const outcome = await work.run({
      activity: { status: 'ours' },
      form: claim,
      session: form.session,
      isInTalk: false,
    });
    await deliver(turn, form.reference, outcome);
  };

  /** A database that is away rejects for all of them; any other fault is this form's alone. */
  const settleOrLog = (owner: string, form: Abandoned): Promise<void> =>
    settleOne(owner, form).catch((error: unknown) => {
      if (error instanceof BackendError && error.backend === 'database') throw error;
      log.warn('an abandoned form was not settled, or what came of it not delivered', { err: error });
    });

  return {
    async handle(turn, edge) {
      const work = new TurnWork(options, { turn, edge, owner: newId() });
      const begun = await work.begin();
      const repeat = await repeated(options, turn, begun);
      if (repeat) return repeat;
      const finished = track(work.run(begun));
      return withinBudget(finished, rules.limits.turnBudgetMs, () => {
        const late = finished
          .catch((error: unknown): Outcome => {
            log.error('a late turn failed', { reference: work.reference, err: error });
            return { replies: [apology(turn.locale, work.reference)] };
          })
          .then((outcome) => deliver(turn, turn.reference, outcome))
          .catch((error: unknown) =>
            log.warn('a late answer could not be delivered', { reference: work.reference, err: error }),
          );
        track(late);
        return work.interim(begun);
      });
    },
    said,
    speak,
    async settleAbandoned() {
      const owner = newId();
      try {
        for (const form of await store.takeAbandoned(owner, clock.now(), 10)) await track(settleOrLog(owner, form));
      } finally {
        await track(store.takeUnsaid(clock.now(), 10).then((left) => Promise.all(left.map(sayNow))));
      }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

const ignore = (): void => undefined;

/** `work` if it ends within `ms`; else what `otherwise` says meanwhile. */
async function withinBudget<T>(work: Promise<T>, ms: number, otherwise: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  const first = await Promise.race([work.then((done) => ({ done })), late]).finally(() => clearTimeout(timer));
  return first === 'late' ? otherwise() : first.done;
}
