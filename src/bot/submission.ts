import { z } from 'zod';
import type { FormValues, Input } from '../conversation/turn.ts';
import { Secret } from '../kernel/secret.ts';

/** Inputs whose value may never be stored, echoed or logged. */
const secretInputs: readonly string[] = ['pin', 'pinConfirmation', 'code'];
/** No card of ours has more than a handful. */
const maxInputs = 32;

const Wish = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z-]*(:[A-Za-z0-9-]+)?(;[a-z]+=[A-Za-z0-9-]+)*$/);
const Key = z
  .string()
  .max(200)
  .regex(/^[\w./:-]+$/);
const Inputs = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), z.string().max(2_000));
const Submission = z.object({ form: Key, token: Key });

/** What a card's button sends: `{form, token, …inputs}` or `{ask}`. Anything odd in it, and all of it is `nothing`. */
export function inputFromData(data: unknown): Input {
  const fields = ownFields(data);
  if (fields.has('ask')) return inputFromWish(fields.get('ask'));

  const submission = Submission.safeParse(Object.fromEntries(fields));
  const inputs = Inputs.safeParse(
    Object.fromEntries([...fields].filter(([name]) => !Object.hasOwn(Submission.shape, name))),
  );
  if (!submission.success || !inputs.success || fields.size > maxInputs) return { kind: 'nothing' };
  return { kind: 'form', ...submission.data, values: formValues(inputs.data) };
}

export function inputFromWish(intent: unknown): Input {
  const wish = Wish.safeParse(intent);
  return wish.success ? { kind: 'ask', intent: wish.data } : { kind: 'nothing' };
}

function ownFields(data: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof data === 'object' && data !== null ? Object.entries(data) : []);
}

function formValues(inputs: Readonly<Record<string, string>>): FormValues {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      secretInputs.includes(name) ? new Secret(value) : storable(value),
    ]),
  );
}

/** What no database takes (NUL, other control characters, lone surrogates) becomes a space; line breaks and tabs stay. */
export const storable = (text: string): string => text.replace(/[^\P{Cc}\n\r\t]|\p{Cs}/gu, ' ');
