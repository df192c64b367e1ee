import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultPinPolicy, pinProblem } from '../../src/kernel/pin-policy.rules.ts';
import type { Form } from './conversation.ts';

/** A conversation over a channel whose other end may die at any moment. */
export interface Line {
  /** A turn that nobody answers is no error: the person looks at the screen and goes on. */
  say(text: string): Promise<void>;
  submit(form: Form, values: Readonly<Record<string, string>>): Promise<void>;
  /** The newest form on the screen that was not answered. */
  form(): Promise<Form | undefined>;
  /** Everything that the bot has said so far, in order. */
  heard(): Promise<readonly string[]>;
}

const Mail = z.object({ to: z.string(), subject: z.string(), text: z.string() });

/** What the embedded mailer has delivered, oldest first. */
function mailsIn(dataDir: string): readonly z.infer<typeof Mail>[] {
  const folder = join(dataDir, 'outbox');
  return namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => Mail.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The code that a mail brings, if it brings one. */
export const codeIn = (text: string): string | undefined => /^\d{6,8}$/m.exec(text)?.[0];

export const codesTo = (dataDir: string, address: string): readonly string[] =>
  mailsIn(dataDir).flatMap((mail) => (mail.to === address ? (codeIn(mail.text) ?? []) : []));

export const noticesTo = (dataDir: string, address: string) =>
  mailsIn(dataDir).filter((mail) => mail.to === address && codeIn(mail.text) === undefined);

/** Waits until `find` finds something; fails by the time that `patienceMs` have passed. */
export async function eventually<T>(
  what: string,
  find: () => T | undefined | Promise<T | undefined>,
  patienceMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Person {
  readonly address: string;
  /** Where the mailbox is. */
  readonly dataDir: string;
  /** By the token of the form that each was typed into. */
  readonly pins: Map<string, string>;
  /** Waits until another code may be asked for. */
  readonly wait: () => void;
  /** How long somebody who has answered a form waits for the next one before asking anew: what a dead process left unsaid comes within that. */
  readonly patienceMs?: number;
  /** How long they wait for a code. */
  readonly codeWaitMs?: number;
}

/** What this person types into this form: each form gets a PIN of its own, the same form the same one. */
function pinFor(person: Person, { token }: Form): string {
  const chosen = person.pins.get(token) ?? somePin(person.pins.size);
  person.pins.set(token, chosen);
  return chosen;
}

/** The n-th of some 12-digit numbers that policy takes: long enough to stand nowhere else by chance. */
function somePin(count: number): string {
  const numbers = Array.from({ length: 100 }, (_, index) => String(947_301_628_051 + index * 37_000_941));
  const taken = numbers.filter((pin) => pinProblem(pin, defaultPinPolicy, { phones: [] }, 2026) === undefined);
  return taken[count] ?? '';
}

/** What somebody does who wants a new PIN and is not put off: answers the form on the screen, else asks again. Resolves with what was submitted last. */
export async function nextMove(line: Line, person: Person): Promise<string> {
  const form = await line.form();
  const last = (await line.heard()).at(-1) ?? '';
  if (/Please wait \d+ second/.test(last)) person.wait();
  switch (form?.form) {
    case 'who':
      await line.submit(form, { email: person.address });
      return 'who';
    case 'code':
      if (!/Do you need a new code\?/.test(last)) return enterCode(line, person, form);
      await line.submit(form, { again: 'true' });
      return 'again';
    case 'choose': {
      const pin = pinFor(person, form);
      await line.submit(form, { pin, pinConfirmation: pin });
      return 'choose';
    }
    case 'issue':
      await line.submit(form, {});
      return 'issue';
    case 'ask':
      await line.submit(form, { helpful: 'yes', comment: 'quick' });
      return 'ask';
    default:
      if (person.patienceMs && underWay.has(line) && (await comes(line, person.patienceMs))) return 'patience';
      underWay.add(line);
      await line.say('I forgot my PIN');
      return 'wish';
  }
}

/** Nobody types a code again at once that was wrong: the mail with the new one is on its way. */
const typedLast = new WeakMap<Line, string>();

async function enterCode(line: Line, person: Person, form: Form): Promise<string> {
  const words = await line.heard();
  const wrong = /That is not the right code/.test(words.at(-1) ?? '') ? typedLast.get(line) : undefined;
  const patientUntil = Date.now() + (person.patienceMs || Number.POSITIVE_INFINITY);
  const codeOrWord = async () => {
    const newest = codesTo(person.dataDir, person.address).at(-1);
    // No newer one comes: what was said late, by whoever took over, was about the one before.
    if (newest !== wrong || Date.now() > patientUntil) return newest;
    return (await line.heard()).length > words.length ? '' : undefined;
  };
  const code = await eventually('a code', codeOrWord, person.codeWaitMs);
  if (code === '') return 'heard';
  typedLast.set(line, code);
  await line.submit(form, { code });
  return 'code';
}

/** Lines on which a new PIN was asked for. */
const underWay = new WeakSet<Line>();

/** Whether something new is said, or a form appears, within that time. */
async function comes(line: Line, patienceMs: number): Promise<boolean> {
  const { length } = await line.heard();
  const found = eventually(
    'a word',
    async () => ((await line.form()) || (await line.heard()).length > length ? true : undefined),
    patienceMs,
  );
  return found.catch(() => false);
}

/** Waits for what a dead process owes somebody who is under way. */
export async function hearsOut(line: Line, { patienceMs = 0 }: Person): Promise<void> {
  if (underWay.has(line)) await comes(line, patienceMs);
}

/** Whether somebody has what they came for, and has said how it was. */
export const isThrough = async (line: Line): Promise<boolean> =>
  (await line.heard()).some((words) => /Thank you for your feedback/.test(words));

/** On to the end: “Your PIN is set”, and feedback. */
export async function goOn(line: Line, person: Person, mostMoves = 12): Promise<void> {
  const moves: string[] = [];
  for (let move = 0; move < mostMoves; move += 1) {
    if (await isThrough(line)) return;
    moves.push(await nextMove(line, person));
  }
  if (await isThrough(line)) return;
  throw new Error(`stuck after ${moves.join(', ')}; heard: ${(await line.heard()).slice(-4).join(' | ')}`);
}
