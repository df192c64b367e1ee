import { z } from 'zod';
import { callsIn, type Expression, isExpression, readExpression, written } from './arm-expression.ts';

const Parameter = z.strictObject({
  type: z.enum(['string', 'securestring', 'int', 'bool', 'object', 'array']),
  defaultValue: z.unknown().optional(),
  allowedValues: z.array(z.unknown()).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minValue: z.number().optional(),
  maxValue: z.number().optional(),
  metadata: z.strictObject({ description: z.string() }),
});

/** A template as far as ours go. */
export const Template = z.strictObject({
  $schema: z.string(),
  contentVersion: z.string(),
  metadata: z.strictObject({ description: z.string() }),
  parameters: z.record(z.string(), Parameter),
  variables: z.record(z.string(), z.unknown()).default({}),
  resources: z.array(
    z.looseObject({
      type: z.string(),
      apiVersion: z.string(),
      name: z.string(),
      condition: z.string().optional(),
      scope: z.string().optional(),
      dependsOn: z.array(z.string()).default([]),
      properties: z.unknown().optional(),
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ type: z.string(), value: z.string() })),
});
export type Template = z.infer<typeof Template>;
export type Resource = Template['resources'][number];

interface Text {
  /** Such as `resources.3.properties.version`. */
  readonly path: string;
  readonly text: string;
}

/** Every text at any depth, keys of objects too, for those may be expressions. */
export function* textsIn(value: unknown, path = ''): Iterable<Text> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) yield { path: `${path}.${key}`, text: key };
    yield* textsIn(inner, path === '' ? key : `${path}.${key}`);
  }
}

/** Every expression at any depth; throws at the first that cannot be read. */
export const expressionsIn = (value: unknown): readonly { readonly path: string; readonly expression: Expression }[] =>
  [...textsIn(value)]
    .filter(({ text }) => isExpression(text))
    .map(({ path, text }) => ({ path, expression: readExpression(text) }));

/** The first argument of every call of a function, such as the names of parameters. */
export const namesGivenTo = (name: string, value: unknown): readonly string[] =>
  expressionsIn(value).flatMap(({ expression }) =>
    [...callsIn(expression)].flatMap((call) => {
      const [first] = call.args;
      return call.name === name && first?.kind === 'text' ? [first.value] : [];
    }),
  );

/** The id that `resourceId` gives a resource: its type, and the parts of its name, written in one way. */
export function idOf({ type, name }: Pick<Resource, 'type' | 'name'>): string {
  return `${type}: ${partsOf(name).join(' / ')}`;
}

/** `[concat(variables('vaultName'), '/secret-key')]` has two parts, as `resourceId` wants them. */
function partsOf(name: string): readonly string[] {
  if (!isExpression(name)) return name.split('/').map((part) => `'${part}'`);
  const read = readExpression(name);
  if (read.kind !== 'call' || read.name !== 'concat' || !name.includes("'/")) return [written(read)];
  const parts: string[][] = [[]];
  for (const arg of read.args) {
    const pieces = arg.kind === 'text' ? arg.value.split('/') : [undefined];
    pieces.forEach((piece, at) => {
      if (at > 0) parts.push([]);
      if (piece !== '') parts.at(-1)?.push(piece === undefined ? written(arg) : `'${piece}'`);
    });
  }
  return parts.map((part) => part.join('+'));
}

/** What `resourceId('type', a, b)` names, in the same way. */
export const idNamedBy = (call: Extract<Expression, { kind: 'call' }>): string => {
  const [type, ...names] = call.args;
  return `${type?.kind === 'text' ? type.value : '?'}: ${names.map(written).join(' / ')}`;
};
