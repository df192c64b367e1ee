/** Nobody sees it, and no line breaks at it. */
const joiner = '\u2060';

/**
 * Every text is Markdown to the clients that show it, and to some of them HTML; names, offices, phone numbers and agents' words come from
 * outside. What could lead somewhere else than it says (links, pictures, tags, Adaptive Cards' own functions) is taken apart by a
 * character without width; a bare address stays what it is. Not by a backslash: Teams on phones shows it (microsoft/AdaptiveCards#5590).
 */
export const literal = (text: string): string =>
  text
    .replace(/\](?=\s*[([:])/gu, `]${joiner}`)
    .replace(/<(?=[a-z/!?])/giu, `<${joiner}`)
    .replace(/\{(?=\{)/gu, `{${joiner}`);

/** Properties of a card's elements that are shown or spoken. */
const shown = new Set(['text', 'title', 'label', 'errorMessage', 'fallbackText', 'speak', 'altText', 'placeholder']);

/** A filled card with every text of it literal. Inputs' values, data and addresses of links stay as they are. */
export function literalCard(node: unknown, name = ''): unknown {
  if (typeof node === 'string') return shown.has(name) ? literal(node) : node;
  if (Array.isArray(node)) return node.map((part) => (name === 'facts' ? literalFact(part) : literalCard(part)));
  if (typeof node !== 'object' || node === null || name === 'data') return node;
  return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, literalCard(part, key)]));
}

const literalFact = (fact: unknown): unknown =>
  typeof fact === 'object' && fact !== null
    ? Object.fromEntries(
        Object.entries(fact).map(([key, part]) => [key, typeof part === 'string' ? literal(part) : part]),
      )
    : fact;
