import { z } from 'zod';
import type { Audit, AuditedAct } from '../storage/audit.ts';
import type { DataSubject, PersonData } from '../storage/person-data.ts';

const personCommands = ['export-person', 'erase-person'] as const;

/** What is asked, whether here or of the program that has the database. */
export const PersonRequest = z.object({
  command: z.enum(personCommands),
  id: z.string().min(1).max(200),
  addresses: z.array(z.string().min(3).max(254)).max(50),
  /** An erasure that only says what it would do. */
  really: z.boolean(),
});
export type PersonRequest = z.infer<typeof PersonRequest>;

export const PersonAnswer = z.object({ ok: z.boolean(), text: z.string() });
export type PersonAnswer = z.infer<typeof PersonAnswer>;

const usage = [
  'export-person <directory id> [address …]',
  '  Writes what the database has about a person as JSON to standard output: personal data, so send it to a file that others cannot read.',
  'erase-person [--really] <directory id> [address …]',
  '  Takes it out of the database; without --really it only says how much there is. Tickets stay, without a word about the person; the audit keeps a pseudonym.',
  '  The addresses are those they may have typed or been mailed at: give all that are on record. The directory is not asked, for they may have left it.',
];

/** The words after the command's name; a text says what is wrong with them. */
export function personRequestFrom(command: PersonRequest['command'], args: readonly string[]): PersonRequest | string {
  const unknown = args.find((arg) => arg.startsWith('-') && !(command === 'erase-person' && arg === '--really'));
  const [id, ...addresses] = args.filter((arg) => !arg.startsWith('-'));
  const parsed = PersonRequest.safeParse({ command, id, addresses, really: args.includes('--really') });
  if (unknown) return [`there is no option ${unknown}`, ...usage].join('\n');
  if (!parsed.success) return usage.join('\n');
  if (parsed.data.id.includes('@')) {
    return ['the first word is the id of the person in the directory, not an address', ...usage].join('\n');
  }
  const wrong = addresses.find((address) => !address.includes('@'));
  return wrong === undefined ? parsed.data : [`${wrong} is not an address`, ...usage].join('\n');
}

interface Parts {
  readonly data: PersonData;
  readonly audit: Pick<Audit, 'add'>;
  readonly now: () => Date;
}

/** Does it, and writes it into the audit, where nothing says who sat at the machine. */
export async function answerPersonRequest(parts: Parts, request: PersonRequest): Promise<PersonAnswer> {
  return request.command === 'export-person' ? exported(parts, request) : erased(parts, request);
}

async function exported({ data, audit, now }: Parts, subject: DataSubject): Promise<PersonAnswer> {
  const rows = await data.export(subject);
  await audit.add(entry('person-exported', now(), subject.id));
  return { ok: true, text: JSON.stringify({ person: subject.id, exportedAt: now(), ...rows }, null, 2) };
}

async function erased({ data, audit, now }: Parts, { really, ...subject }: PersonRequest): Promise<PersonAnswer> {
  const erasure = await data.erase(subject, { now: now(), really });
  if (!erasure.ok) {
    const text =
      'Nothing was erased: they have said “This wasn’t me”, and what stops others from resetting their PIN would be lost. Lift the freeze at the help desk first; a report of a code is over after a day.';
    return { ok: false, text };
  }
  if (really) await audit.add(entry('person-erased', now()));
  const counts = Object.entries(erasure.rows).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
  const what = counts.length > 0 ? counts.join(', ') : 'nothing';
  return { ok: true, text: really ? `Erased: ${what}.` : `There is: ${what}. Nothing was erased: say --really.` };
}

/** An erasure names nobody: the entries before it have a pseudonym. */
const entry = (what: AuditedAct, at: Date, id?: string) => ({
  at,
  who: { id: 'command-line', name: 'Command line', role: 'administrator' },
  what,
  ...(id === undefined ? {} : { person: { id, displayName: '' } }),
});
