import sinon from 'sinon';
import { z } from 'zod';
import { createEngine } from '../../src/conversation/engine.ts';
import type { Deliver, Edge, Engine, Voice } from '../../src/conversation/engine-api.ts';
import { type Flow, flow, type Next, type Problem, step } from '../../src/conversation/flow.ts';
import type { Outcome, Reply } from '../../src/conversation/reply.ts';
import { card, text } from '../../src/conversation/say.ts';
import { type Rules, tablesOf } from '../../src/conversation/stage.ts';
import type { FormValues, Input, Turn } from '../../src/conversation/turn.ts';
import type { Address } from '../../src/kernel/address.ts';
import { limits } from '../../src/kernel/limits.ts';
import type { Log } from '../../src/kernel/log.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { personalChatsStore } from '../../src/storage/personal-chats-store.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';

export const tinyAddress: Address = { edge: 'bot-framework', channel: 'test', conversation: 'c1', sender: 'u1' };

const form = (id: string, problem?: Problem) =>
  card(`order/${id}`, {
    locale: 'en',
    words: {},
    data: { problem: problem?.reason ?? '', ...problem?.values },
    fallbackText: `form ${id} ${problem?.reason ?? ''}`.trim(),
    form: id,
  });

/** What `order` does when its form is submitted; replaced by a test. */
export type Act = (size: string, stillOurs: () => Promise<boolean>) => Promise<Next<{ size?: string }>>;

const order = (act: Act): Flow<{ size?: string }> => ({
  id: 'order',
  start: 'size',
  personal: true,
  begin: () => ({}),
  settle: async (_turn, startedAt) => ({ kind: 'finish', say: [text(`settled ${startedAt.toISOString()}`)] }),
  steps: {
    size: step({
      changes: true,
      form: () => z.object({ size: z.string().min(1, 'empty') }),
      show: (_turn, problem) => [form('size', problem)],
      submit: (turn, { size }: { size: string }) => act(size, turn.stillOurs),
    }),
    colour: step({
      form: () => z.object({ colour: z.string() }),
      show: () => [form('colour')],
      text: async (_turn, typed) =>
        typed.reveal() === 'red' ? { kind: 'finish' as const, say: [text('red it is')] } : undefined,
      submit: async () => ({ kind: 'finish' as const, say: [text('coloured')] }),
    }),
  },
});

const change = (act: Act): Flow<object> => ({
  id: 'change',
  start: 'new',
  personal: true,
  requires: 'confirmed-identity',
  changes: true,
  begin: () => ({}),
  settle: async (turn) => ({ kind: 'finish', say: [text(`read back for ${turn.confirmation?.person}`)] }),
  steps: {
    new: step({
      changes: true,
      form: () => z.object({ pin: z.instanceof(Secret) }),
      show: (turn) => [form('new'), text(`for ${turn.confirmation?.person}`)],
      submit: async (turn, { pin }: { pin: Secret }) => {
        await act(pin.reveal(), turn.stillOurs);
        return { kind: 'go' as const, step: 'done', spent: 'change' as const };
      },
    }),
    done: step<object, unknown>({ last: true, show: () => [text('changed')] }),
  },
});

const who: Flow<object> = {
  id: 'who',
  start: 'name',
  personal: true,
  begin: () => ({}),
  steps: {
    name: step({
      form: () => z.object({ name: z.string() }),
      show: () => [form('name')],
      submit: async (_turn, { name }: { name: string }) => ({
        kind: 'finish' as const,
        confirmed: { person: name, proof: name },
      }),
    }),
  },
};

const intents: Readonly<Record<string, string>> = {
  order: 'order',
  change: 'change',
  key: 'key',
  cancel: 'cancel',
  help: 'help',
  back: 'back',
  'start over': 'start-over',
};

export interface TinyBot {
  readonly engine: Engine;
  readonly delivered: Outcome[];
  /** The channel takes nothing from now on, or again. */
  channelTakes(all: boolean): void;
  readonly escalated: string[];
  /** Sends one input; forms take their token from the newest card that was said. */
  send(input: Input, more?: Partial<Turn>, edge?: Edge): Promise<Outcome>;
  type(words: string): Promise<Outcome>;
  submit(outcome: Outcome, values: FormValues, more?: Partial<Turn>): Promise<Outcome>;
  advance(seconds: number): void;
}

/** An engine around three small flows, on a real turn store. */
export function tinyBot(
  database: Database,
  options: { act?: Act; upgraded?: boolean; log?: Log; deliver?: Deliver } = {},
): TinyBot {
  let now = new Date('2026-11-02T10:00:00Z');
  let count = 0;
  const act: Act = options.act ?? (async () => ({ kind: 'go', step: 'colour' }));
  const first = order(act);
  const upgraded = { ...first, steps: { ...first.steps, extra: first.steps.colour ?? {} } };
  const delivered: Outcome[] = [];
  const escalated: string[] = [];
  let channelTakes = true;
  const rules: Rules = {
    ...tablesOf([
      {
        flows: [
          flow(
            options.upgraded
              ? { ...upgraded, steps: { ...first.steps, extra: step<{ size?: string }, unknown>({ show: () => [] }) } }
              : first,
          ),
          flow(change(act)),
          flow(who),
        ],
      },
      { answers: [{ id: 'key', personal: false, answer: () => [text('*6')] }] },
    ]),
    routing: {
      understand: (words) => {
        // What a step may have asked for, and what a sentence might just mean as well.
        if (words === 'red') return { intent: 'cancel', confidence: 0.6, entities: {}, nearest: [] };
        const intent = intents[words];
        return intent
          ? { intent, confidence: 1, entities: {}, nearest: [] }
          : { confidence: 1, entities: {}, nearest: ['order', 'key', 'change'] };
      },
      routes: {
        order: { flow: 'order' },
        change: { flow: 'change' },
        key: { answer: 'key' },
        cancel: { engine: 'cancel' },
        help: { engine: 'help' },
        back: { engine: 'back' },
        'start-over': { engine: 'start-over' },
      },
      title: (intent) => `title of ${intent}`,
    },
    escalate: async (_turn, why) => {
      escalated.push(why.reason);
      return [text(`ticket for ${why.reason}`)];
    },
    welcome: () => [text('welcome')],
    help: () => [text('menu')],
    hear: async () => undefined,
    wayToPrivate: () => ['this way'],
    confirmFlow: 'who',
    confirmationBasis: ({ path, vouchedFor }) => `${path} ${vouchedFor?.directoryId}`,
    limits: { ...limits, turnBudgetMs: limits.turnBudgetMs },
  };
  const voice: Voice = {
    deliver: async (address, reference, outcome) => {
      if (!channelTakes) throw new Error('the channel is away');
      delivered.push(outcome);
      return options.deliver?.(address, reference, outcome);
    },
  };
  const engine = createEngine({
    rules,
    store: turnStoreOn(database),
    chats: personalChatsStore(database, []),
    clock: { now: () => now },
    log: options.log ?? silentLog,
    voices: new Map([['bot-framework', voice]]),
  });
  const send: TinyBot['send'] = (input, more = {}, edge = {}) => {
    count += 1;
    const turn: Turn = {
      address: tinyAddress,
      conversationKind: 'personal',
      path: 'anonymous',
      requester: 'r1',
      activityKey: `a${count}`,
      locale: 'en',
      input,
      ...more,
    };
    return engine.handle(turn, edge);
  };
  return {
    engine,
    delivered,
    escalated,
    channelTakes: (all) => {
      channelTakes = all;
    },
    send,
    type: (words) => send({ kind: 'text', text: new Secret(words), masked: words }),
    submit: (outcome, values, more) => send({ kind: 'form', ...formOf(outcome), values }, more),
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}

/** The form that an outcome shows. */
export function formOf(outcome: Outcome): { form: string; token: string } {
  const shown = outcome.replies.findLast((reply) => reply.kind === 'card' && reply.form);
  if (shown?.kind !== 'card' || !shown.form) throw new Error('no form was shown');
  return { form: shown.form.id, token: shown.form.token };
}

export const wordsOf = (outcome: Outcome): string[] =>
  outcome.replies.map((reply: Reply) =>
    reply.kind === 'card' ? reply.fallbackText : reply.kind === 'text' ? reply.text : 'end',
  );

export const silentLog: Log = {
  debug: sinon.fake(),
  info: sinon.fake(),
  warn: sinon.fake(),
  error: sinon.fake(),
  with: () => silentLog,
};
