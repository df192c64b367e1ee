import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadCards } from '../../src/bot/cards.ts';
import type { Entities, Feature, StepTurn } from '../../src/conversation/flow.ts';
import type { CardReply, Reply } from '../../src/conversation/reply.ts';
import { sampleSite } from '../../src/features/dial-in-help/sample-site.ts';
import type { Locale } from '../../src/kernel/locale.ts';
import { Site } from '../../src/kernel/site.ts';
import { silentLog } from './tiny-bot.ts';

export const site = Site.parse(sampleSite);

/** A turn in which nobody is known, in a private chat. */
export const answerTurn = (locale: Locale, conversationKind: 'personal' | 'group' = 'personal'): StepTurn => ({
  address: { edge: 'bot-framework', channel: 'test', conversation: 'c1', sender: 'u1' },
  conversationKind,
  path: 'anonymous',
  requester: 'r1',
  locale,
  now: new Date('2026-11-02T10:00:00Z'),
  reference: '7F3A-9KQ2',
  position: '',
  state: {},
  transcript: [],
  stillOurs: async () => true,
  log: silentLog,
});

/** What a feature's answer says. */
export async function asked(
  feature: Feature,
  id: string,
  { locale = 'en', entities = {} }: { locale?: Locale; entities?: Entities } = {},
): Promise<readonly Reply[]> {
  const answer = feature.answers?.find((candidate) => candidate.id === id);
  if (!answer) throw new Error(`no answer ${id}`);
  return answer.answer(answerTurn(locale), entities);
}

const cards = loadCards(fileURLToPath(new URL('../../cards', import.meta.url)));

/** Every text and title that a card shows, in order. Fails the test where a placeholder is left or a value is missing. */
export function shownIn(reply: CardReply): readonly string[] {
  const filled = JSON.stringify(cards.fill(reply, { channel: 'webchat' }));
  if (/\$\{|undefined/.test(filled)) throw new Error(`${reply.card} is not filled: ${filled}`);
  return valuesOf(JSON.parse(filled), ['text', 'title']);
}

/** The `ask` of every button, in order. */
export const asksIn = (reply: CardReply): readonly string[] =>
  valuesOf(cards.fill(reply, { channel: 'webchat' }), ['ask']);

export const urlsIn = (reply: CardReply): readonly string[] =>
  valuesOf(cards.fill(reply, { channel: 'webchat' }), ['url']);

function cardsOf(replies: readonly Reply[]): readonly CardReply[] {
  return replies.filter((reply) => reply.kind === 'card');
}

export function onlyCard(replies: readonly Reply[]): CardReply {
  const [first, ...others] = cardsOf(replies);
  if (!first || others.length > 0) throw new Error('not one card');
  return first;
}

/** What the button of this title does, in the last message that has one: a wish of a card, or words that are typed for the person. */
export function buttonIn(
  replies: readonly Reply[],
  title: string,
): { readonly kind: 'ask'; readonly ask: string } | { readonly kind: 'text'; readonly text: string } {
  for (const reply of replies.toReversed()) {
    const choice = 'choices' in reply ? reply.choices?.find((candidate) => candidate.title === title) : undefined;
    if (choice) return { kind: 'text', text: choice.text };
    const ask = reply.kind === 'card' ? askIn(cards.fill(reply, { channel: 'webchat' }), title) : undefined;
    if (ask !== undefined) return { kind: 'ask', ask };
  }
  throw new Error(`no button “${title}”`);
}

const Button = z.object({ title: z.string(), data: z.object({ ask: z.string() }) });

function askIn(node: unknown, title: string): string | undefined {
  const button = Button.safeParse(node);
  if (button.success && button.data.title === title) return button.data.data.ask;
  if (typeof node !== 'object' || node === null) return undefined;
  for (const part of Object.values(node)) {
    const found = askIn(part, title);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valuesOf(node: unknown, names: readonly string[]): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((item) => valuesOf(item, names));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    names.includes(name) && typeof value === 'string' ? [value] : valuesOf(value, names),
  );
}
