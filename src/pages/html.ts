import { escapeHtml } from '../kernel/escape-html.ts';

const markup = Symbol('markup');

/** Text that is HTML already: only `html` makes it. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand between the pieces of a template; `undefined` and `false` print nothing. */
export type HtmlValue = Html | string | number | false | undefined | readonly HtmlValue[];

/** HTML with every value escaped, for text and for attributes in double quotes. Nothing turns a plain string into HTML. */
export function html(pieces: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const printed = pieces.map((piece, index) => (index < values.length ? piece + print(values[index]) : piece));
  return { [markup]: printed.join('') };
}

/** The finished page. */
export const render = (page: Html): string => page[markup];

function print(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return markup in value ? value[markup] : value.map(print).join('');
}
