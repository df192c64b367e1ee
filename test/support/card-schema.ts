import { z } from 'zod';

/**
 * The part of Adaptive Card 1.5 that our templates use, stricter than the standard: an unknown property fails, every input has a label and an
 * error message, every text wraps, and no word stands in a file. Needed because `adaptivecards` itself forgives all of that.
 */

/** Values of the standard are read without regard to case by every renderer. */
const oneOf = (...values: readonly string[]) =>
  z.string().refine((value) => values.includes(value.toLowerCase()), `is none of ${values.join(', ')}`);

/** One expression and nothing else. */
const Expression = z.string().regex(/^\$\{[^{}]+\}$/, 'is not one expression');
/** Expressions, and between them signs, but no letter: sentences live in the features' strings. */
const Words = z
  .string()
  .min(1)
  .refine((text) => !/\p{L}/u.test(text.replace(/\$\{[^{}]+\}/g, '')), 'has words in it');

const templating = { $when: Expression.optional(), $data: Expression.optional() };
const size = oneOf('small', 'default', 'medium', 'large', 'extralarge');
const element = {
  ...templating,
  id: z.string().optional(),
  isVisible: z.boolean().optional(),
  separator: z.boolean().optional(),
  spacing: oneOf('none', 'small', 'default', 'medium', 'large', 'extralarge', 'padding').optional(),
};

const TextBlock = z.strictObject({
  ...element,
  type: z.literal('TextBlock'),
  text: Words,
  wrap: z.literal(true),
  style: oneOf('default', 'heading', 'columnheader').optional(),
  size: size.optional(),
  weight: oneOf('lighter', 'default', 'bolder').optional(),
  color: oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention').optional(),
  isSubtle: z.boolean().optional(),
  fontType: oneOf('default', 'monospace').optional(),
  horizontalAlignment: oneOf('left', 'center', 'right').optional(),
});

const FactSet = z.strictObject({
  ...element,
  type: z.literal('FactSet'),
  facts: z.array(z.strictObject({ ...templating, title: Words, value: Words })).min(1),
});

/** The names on which tests, scripts and integrations rely. */
const inputIds = [
  'email',
  'code',
  'pin',
  'pinConfirmation',
  'helpful',
  'comment',
  'summary',
  'callback',
  'reply',
  'solution',
  'say',
  'solveNote',
  'note',
] as const;
const secretIds: readonly string[] = ['code', 'pin', 'pinConfirmation'];
const input = {
  ...element,
  id: z.enum(inputIds),
  label: Expression,
  errorMessage: Expression,
  isRequired: z.boolean(),
};

const InputText = z
  .strictObject({
    ...input,
    type: z.literal('Input.Text'),
    maxLength: z.union([z.number().int().min(1).max(2_000), Expression]),
    style: oneOf('text', 'tel', 'url', 'email', 'password').optional(),
    isMultiline: z.boolean().optional(),
    placeholder: Expression.optional(),
    regex: z.string().optional(),
    value: Expression.optional(),
  })
  .refine(({ id, style, value }) => !secretIds.includes(id) || (style?.toLowerCase() === 'password' && !value), {
    message: 'is a secret: it is masked and never filled in',
  });

const InputChoiceSet = z.strictObject({
  ...input,
  type: z.literal('Input.ChoiceSet'),
  style: oneOf('compact', 'expanded').optional(),
  wrap: z.boolean().optional(),
  value: Expression.optional(),
  choices: z.array(z.strictObject({ ...templating, title: Words, value: z.string().min(1) })).min(1),
});

const action = {
  ...templating,
  id: z.string().optional(),
  title: Words,
  tooltip: Expression.optional(),
  style: oneOf('default', 'positive', 'destructive').optional(),
};
const Submission = z
  .record(z.string(), z.string())
  .refine((data) => Boolean(data.form && data.token) !== Boolean(data.ask), {
    message: 'is neither a form with its token nor a wish',
  });
const Submit = z.strictObject({
  ...action,
  type: z.literal('Action.Submit'),
  data: Submission,
  associatedInputs: z.literal('none').optional(),
});
const OpenUrl = z.strictObject({ ...action, type: z.literal('Action.OpenUrl'), url: Expression });
const ToggleVisibility = z.strictObject({
  ...action,
  type: z.literal('Action.ToggleVisibility'),
  targetElements: z.array(z.string()).min(1),
});
/** A wish takes no inputs along: what is half typed, a PIN perhaps, stays in the form. */
const Action = z
  .discriminatedUnion('type', [Submit, OpenUrl, ToggleVisibility])
  .refine((given) => given.type !== 'Action.Submit' || !given.data.ask || given.associatedInputs === 'none', {
    message: 'is a wish that would take inputs along',
  });

const ActionSet = z.strictObject({ ...element, type: z.literal('ActionSet'), actions: z.array(Action).min(1) });
const Column = z.strictObject({
  ...element,
  type: z.literal('Column').optional(),
  width: z.union([z.string(), z.number()]).optional(),
  get items() {
    return z.array(Element);
  },
});
const ColumnSet = z.strictObject({ ...element, type: z.literal('ColumnSet'), columns: z.array(Column).min(1) });
const Container = z.strictObject({
  ...element,
  type: z.literal('Container'),
  style: oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent').optional(),
  get items() {
    return z.array(Element);
  },
});

const Element: z.ZodType = z.lazy(() =>
  z.discriminatedUnion('type', [TextBlock, FactSet, InputText, InputChoiceSet, ActionSet, ColumnSet, Container]),
);

export const CardTemplate = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  lang: z.literal('${lang}'),
  fallbackText: z.literal('${fallbackText}'),
  speak: z.literal('${speak}'),
  body: z.array(Element).min(1),
  actions: z.array(Action).optional(),
});
