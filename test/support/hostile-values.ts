import fc from 'fast-check';

const repeated = (part: string, times: number): string => part.repeat(times);

/** Texts that broke somebody's program once. None is longer than a request may be. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff\ud83d',
  '\u202egnp.exe\u202c',
  '\u2066\u2067\u2069\u200f\u061c',
  'z\u200b\u200d\u2060\ufeffw',
  `e${repeated('\u0301', 3_000)}`,
  repeated('👨‍👩‍👧‍👦', 300),
  repeated('\ufdfa', 2_000),
  repeated('İ', 1_000),
  '１２３４５６７８',
  '٧٤٩٢٠١٨٣',
  '\u2028\u2029\u0085',
  '\u001b[2J\u0007',
  '__proto__',
  'constructor',
  'prototype.polluted',
  'toString',
  '../../../../etc/passwd',
  '..%2f..%2f%00',
  "' OR 1=1; DROP TABLE tickets; --",
  "$1 $$ \\x00 E'\\\\'",
  `\${form.token} \${data.pin} {0}`,
  '{count, plural, one {#} other {',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '[reset here](http://evil.example) ![x](http://evil.example/x.png)',
  '%s%n%x %0d%0aSet-Cookie: a=b',
  'a\r\nX-Injected: 1\r\n\r\n',
  repeated('9', 400),
  '1e999',
  'NaN',
  '-0',
  'undefined',
  'null',
  'true',
  repeated('a', 60_000),
  `${repeated('1 ', 900)}x`,
  `111${repeated(' ', 1_900)}x`,
  repeated('1.1-1/1_', 250),
  repeated('a@', 120),
  `${repeated('a.', 120)}@${repeated('b.', 120)}`,
  repeated('reset my pin mute ', 110),
  repeated('\u200b1', 600),
  repeated('(', 1_500),
  repeated('ß', 2_000),
  'I forgot my PIN',
  'cancel',
  'reset-pin:__proto__',
  'dtmf-key:constructor',
  'dial-in-number:12345678',
];

/** What makes Markdown, HTML or Adaptive Cards show something else than what is written. */
export const misleading = /\]\s*[([:]|<[a-z/!?]|\{\{/iu;

const keys = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', '\u0000', '\ud800', '$data', '$when'],
  ...['form', 'token', 'ask', 'pin', 'pinConfirmation', 'code', 'email', 'again', 'help', 'skip', 'helpful', 'comment'],
  ...[
    'summary',
    'value',
    'text',
    'type',
    'from',
    'conversation',
    'recipient',
    'channelData',
    'entities',
    'attachments',
  ],
  ...[
    'id',
    'role',
    'aadObjectId',
    'tenantId',
    'serviceUrl',
    'channelId',
    'locale',
    'replyToId',
    'deliveryMode',
    'name',
  ],
];

export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(...keys) },
  );

const nested = (depth: number, isArray: boolean): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = isArray ? [value] : { a: value };
  return value;
};

/** Any JSON at all, with what is deep, wide or out of range more often than chance would have it. */
export const hostileJson = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    hostileText(),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53, 0.1, [], {}, [[]], [null], Array(500).fill(0)),
    fc.tuple(fc.integer({ min: 1, max: 2_000 }), fc.boolean()).map(([depth, isArray]) => nested(depth, isArray)),
    // As JSON.parse makes it: an own property, whatever its name.
    fc.tuple(fc.constantFrom(...keys), hostileText()).map(([key, text]) => Object.fromEntries([[key, text]])),
  );

/** What is done to one place of a valid value. */
export interface Mutation {
  readonly kind: 'replace' | 'retype' | 'remove' | 'add' | 'wrap' | 'append';
  /** Which place: 0 to 1 of all there are. */
  readonly place: number;
  readonly key: string;
  readonly text: string;
  readonly json: unknown;
}

const mutation = (): fc.Arbitrary<Mutation> =>
  fc.record({
    kind: fc.constantFrom('replace', 'retype', 'remove', 'add', 'wrap', 'append'),
    place: fc.double({ min: 0, max: 0.999, noNaN: true }),
    key: fc.constantFrom(...keys),
    text: hostileText(),
    json: hostileJson(),
  });

/** Something hostile behind one text of a value, which may well stay valid. */
export const additions = (): fc.Arbitrary<readonly Mutation[]> =>
  mutation().map((one) => [{ ...one, kind: 'append', text: one.text.slice(0, 100) }]);

/** One to three at once: more, and nothing valid is left. */
export const mutations = (): fc.Arbitrary<readonly Mutation[]> => fc.array(mutation(), { minLength: 1, maxLength: 3 });

type Path = readonly string[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (!isObject(value) || path.length > 8) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

/** A copy of `value` with the mutations applied, one after the other. */
export const mutated = (value: unknown, all: readonly Mutation[]): unknown =>
  all.reduce((changed, one) => {
    const paths = pathsIn(changed);
    const path = paths[Math.floor(one.place * paths.length)] ?? [];
    return changedAt(changed, path, one);
  }, value);

function changedAt(value: unknown, [key, ...rest]: Path, one: Mutation): unknown {
  if (key === undefined) return changed(value, one);
  if (!isObject(value)) return value;
  const parts = Object.entries(value).flatMap(([name, part]) =>
    name !== key
      ? [[name, part]]
      : rest.length === 0 && one.kind === 'remove'
        ? []
        : [[name, changedAt(part, rest, one)]],
  );
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function changed(value: unknown, { kind, key, text, json }: Mutation): unknown {
  switch (kind) {
    case 'replace':
      return text;
    case 'wrap':
      return [value];
    case 'append':
      return typeof value === 'string' ? value + text : value;
    case 'add':
      return isObject(value) && !Array.isArray(value)
        ? Object.fromEntries([...Object.entries(value), [key, json]])
        : json;
    default:
      return json;
  }
}

/** `count` values of `arbitrary`, the same for the same seed. */
export const samples = <Value>(arbitrary: fc.Arbitrary<Value>, count: number, seed: number): readonly Value[] =>
  fc.sample(arbitrary, { numRuns: count, seed });
