/** What stands between `[` and `]` in a template: a call, a text, a number, or what a call's answer has under a name. */
export type Expression =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'part'; readonly of: Expression; readonly name: string };

/** A text that begins with `[` and not with `[[` is an expression. */
export const isExpression = (text: string): boolean => text.startsWith('[') && !text.startsWith('[[');

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign';
  readonly value: string;
}

const pattern = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_]\w*)|([()[\].,]))/uy;

/** Reads a whole expression; throws where it is not balanced, or where anything but the language's own signs stands in it. */
export function readExpression(text: string): Expression {
  if (!isExpression(text) || !text.endsWith(']')) throw new Error(`not an expression: ${text}`);
  const tokens = tokensOf(text.slice(1, -1));
  const reader = readerOf(tokens, text);
  const expression = reader.expression();
  reader.end();
  return expression;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (text.slice(pattern.lastIndex).trim() !== '') {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new Error(`not understood: ${text.slice(at)}`);
    const [, quoted, digits, name, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll("''", "'") });
    else if (digits !== undefined) tokens.push({ kind: 'number', value: digits });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'sign', value: sign ?? '' });
  }
  return tokens;
}

function readerOf(tokens: readonly Token[], text: string) {
  let at = 0;
  const isSign = (value: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.value === value;
  const next = (kind: Token['kind'], value?: string): string => {
    const token = tokens[at];
    if (token?.kind !== kind || (value !== undefined && token.value !== value)) {
      throw new Error(`${value ?? kind} is expected and ${token?.value ?? 'the end'} is there: ${text}`);
    }
    at += 1;
    return token.value;
  };

  function expression(): Expression {
    const token = tokens[at];
    if (token?.kind === 'text') return { kind: 'text', value: next('text') };
    if (token?.kind === 'number') return { kind: 'number', value: Number(next('number')) };
    let read: Expression = { kind: 'call', name: next('name'), args: args() };
    while (isSign('.')) {
      next('sign', '.');
      read = { kind: 'part', of: read, name: next('name') };
    }
    return read;
  }

  function args(): readonly Expression[] {
    next('sign', '(');
    const read: Expression[] = [];
    while (!isSign(')')) {
      if (read.length > 0) next('sign', ',');
      read.push(expression());
    }
    next('sign', ')');
    return read;
  }

  return {
    expression,
    end: () => {
      if (at < tokens.length) throw new Error(`goes on after its end: ${text}`);
    },
  };
}

/** Every call in an expression, outermost first. */
export function* callsIn(expression: Expression): Iterable<Extract<Expression, { kind: 'call' }>> {
  if (expression.kind === 'part') yield* callsIn(expression.of);
  if (expression.kind !== 'call') return;
  yield expression;
  for (const arg of expression.args) yield* callsIn(arg);
}

/** An expression written in one way: what is equal here is equal there. */
export function written(expression: Expression): string {
  switch (expression.kind) {
    case 'text':
      return `'${expression.value}'`;
    case 'number':
      return String(expression.value);
    case 'part':
      return `${written(expression.of)}.${expression.name}`;
    case 'call':
      return `${expression.name}(${expression.args.map(written).join(', ')})`;
  }
}
