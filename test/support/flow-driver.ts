import type { Entities, Flow, Next, Problem, StepTurn } from '../../src/conversation/flow.ts';
import type { CardReply, Reply } from '../../src/conversation/reply.ts';
import type { FormValues } from '../../src/conversation/turn.ts';
import { Secret } from '../../src/kernel/secret.ts';

type TurnOf = () => Omit<StepTurn, 'state' | 'position'>;

/** Walks one flow without the engine: each call is one turn, and what a step decides is kept for the next. */
export function flowDriver(
  flow: Flow,
  turnNow: TurnOf,
  entities: Entities = {},
  from?: { readonly at: string; readonly state: unknown },
) {
  let state = from?.state ?? flow.begin(entities);
  let at = from?.at ?? flow.start;
  let last: Next<unknown> | undefined;
  let problem: Problem | undefined;

  const turn = (): StepTurn => ({ ...turnNow(), state, position: `${flow.id}/${at}` });
  const step = () => {
    const found = flow.steps[at];
    if (!found) throw new Error(`no step ${at}`);
    return found;
  };
  const follow = (next: Next<unknown> | undefined, values: Problem['values'] = {}) => {
    last = next;
    problem = undefined;
    if (next?.kind === 'go') at = next.step;
    if (next?.kind === 'again') problem = { reason: next.reason, values };
    if ((next?.kind === 'go' || next?.kind === 'again') && next.state !== undefined) state = next.state;
    return next;
  };

  return {
    turn,
    get at() {
      return at;
    },
    get state() {
      return state;
    },
    get next() {
      return last;
    },
    /** What the last answer led to, in short: `go code`, `again wrong-code`, `escalate …`, `ask …`, `finish`. */
    get went() {
      if (last?.kind === 'go') return `go ${last.step}`;
      if (last?.kind === 'again' || last?.kind === 'escalate') return `${last.kind} ${last.reason}`;
      return last?.kind === 'ask' ? `ask ${last.intent}` : last?.kind;
    },
    enter: async () => follow(await flow.enter?.(turn())),
    show: async (): Promise<readonly Reply[]> => step().show(turn(), problem),
    async submit(values: FormValues) {
      const { form, submit } = step();
      const parsed = await (await form?.(turn()))?.safeParseAsync(values);
      if (!parsed || !submit) throw new Error(`${at} takes no form`);
      const open = Object.entries(values).flatMap(([id, value]) => (value instanceof Secret ? [] : [[id, value]]));
      const reason = parsed.error?.issues[0]?.message ?? '';
      if (!parsed.success) return follow({ kind: 'again', reason }, Object.fromEntries(open));
      return follow(await submit(turn(), parsed.data), Object.fromEntries(open));
    },
    type: async (text: string) => follow(await step().text?.(turn(), new Secret(text))),
    signIn: async (result: 'done' | 'failed') => follow(await step().signIn?.(turn(), result)),
    settle: async (startedAt: Date) => follow(await flow.settle?.(turn(), startedAt)),
  };
}

export const saidBy = (next: Next<unknown> | undefined): readonly Reply[] =>
  next && 'say' in next && next.say ? next.say : [];

export const textOf = (replies: readonly Reply[]): string =>
  replies
    .map((reply) =>
      reply.kind === 'text' || reply.kind === 'sign-in' ? reply.text : reply.kind === 'card' ? reply.fallbackText : '',
    )
    .join('\n');

export function cardOf(replies: readonly Reply[]): CardReply {
  const card = replies.find((reply) => reply.kind === 'card');
  if (!card) throw new Error('no card was shown');
  return card;
}
