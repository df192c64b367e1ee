import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import type { CardReply } from '../conversation/reply.ts';
import { literalCard } from './literal.ts';

export type Card = Readonly<Record<string, unknown>>;

/** The compiled `cards/`. */
export interface Cards {
  /** The reply's card as JSON for this channel. Throws where there is no such file. */
  fill(reply: CardReply, options: { readonly channel: string }): Card;
}

/** Reads every `<folder>/<feature>/<name>.json` now, and compiles each once, when it is first filled: that costs 30 times as much as filling. */
export function loadCards(folder: string): Cards {
  const templates = new Map(cardNames(folder).map((name) => [name, compiling(join(folder, `${name}.json`))]));

  return {
    fill(reply, { channel }) {
      const template = templates.get(reply.card)?.();
      if (!template) throw new Error(`no such card: ${reply.card}`);
      const { words: t, data, form, fallbackText, speak, locale: lang } = reply;
      const expanded = template.expand({
        $root: { t, data, form: form ?? { id: '', token: '' }, fallbackText, speak, lang },
      });
      const card = literalCard(expanded);
      return asCard(channel === 'msteams' ? withExecute(card) : card);
    },
  };
}

/** Names as a reply gives them, such as `reset-pin/choose`. */
export function cardNames(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: feature }) =>
      readdirSync(join(folder, feature))
        .filter((file) => file.endsWith('.json'))
        .map((file) => `${feature}/${file.slice(0, -'.json'.length)}`),
    )
    .sort();
}

function compiling(file: string): () => Template {
  const source: object = JSON.parse(readFileSync(file, 'utf8'));
  let made: Template | undefined;
  return () => {
    made ??= new Template(source);
    return made;
  };
}

/** Teams replaces a card in place only for `Action.Execute`; Web Chat ignores that, so it is made for Teams alone. Older Teams clients fall back to the submit. */
function withExecute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withExecute);
  if (!isRecord(node)) return node;
  if (node.type === 'Action.Submit') return execute(node);
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, withExecute(value)]));
}

function execute(submit: Readonly<Record<string, unknown>>): unknown {
  const { data } = submit;
  if (!isRecord(data)) return submit;
  const verb = typeof data.form === 'string' ? data.form : 'ask';
  return { ...submit, type: 'Action.Execute', verb, fallback: submit };
}

function asCard(card: unknown): Card {
  if (!isRecord(card)) throw new Error('a card is not an object');
  return card;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
