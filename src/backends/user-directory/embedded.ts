import { z } from 'zod';
import { StartError } from '../../kernel/errors.ts';
import { identifiersOf, PersonRecord, personFrom } from './person-record.ts';
import {
  type FoundPerson,
  mostNamed,
  namedPeople,
  nameTyped,
  type Person,
  type UserDirectory,
} from './user-directory.ts';

/** Enough for a large company in one process; more belongs into a real directory. */
const mostPeople = 200_000;
/** A whole list of problems helps nobody, the first ones do. */
const shownProblems = 5;

const People = z.array(PersonRecord).min(1).max(mostPeople);

/**
 * A directory out of one file's JSON, kept in memory: every look-up is one step, and it never fails.
 * With `codesToOtherMails` codes may go to the addresses that people have elsewhere.
 * Throws StartError that names `DIRECTORY_FILE` and the places in the JSON, never a value of it.
 */
export function embeddedUserDirectory(content: unknown, { codesToOtherMails = false } = {}): UserDirectory {
  const parsed = People.safeParse(content);
  if (!parsed.success) throw problem(parsed.error.issues.map((issue) => `${place(issue.path)} ${issue.message}`));

  const byId = new Map<string, Person>();
  const byIdentifier = new Map<string, FoundPerson>();
  const twice: string[] = [];
  for (const [index, record] of parsed.data.entries()) {
    const person = personFrom(record, { codesToOtherMails });
    if (byId.has(person.id)) twice.push(`[${index}].${record.id ? 'id' : 'userPrincipalName'} is someone else's too`);
    byId.set(person.id, person);
    for (const identifier of identifiersOf(record)) {
      byIdentifier.set(
        identifier,
        byIdentifier.has(identifier) ? { ok: false, reason: 'several' } : { ok: true, person },
      );
    }
  }
  if (twice.length > 0) throw problem(twice);

  return {
    byId: async (id) => byId.get(id.toLowerCase()),
    byIdentifier: async (typed) => byIdentifier.get(typed.trim().toLowerCase()) ?? { ok: false, reason: 'nobody' },
    byName: async (typed) => {
      const beginning = nameTyped(typed)?.toLowerCase();
      const hits: Person[] = [];
      if (beginning === undefined) return namedPeople(hits);
      for (const person of byId.values()) {
        if (` ${person.displayName.toLowerCase()}`.includes(` ${beginning}`)) hits.push(person);
        // As a directory elsewhere: one more than is shown, and not half the company in order.
        if (hits.length > mostNamed) break;
      }
      return namedPeople(hits);
    },
  };
}

function problem(all: readonly string[]): StartError {
  const more = all.length > shownProblems ? `; and ${all.length - shownProblems} more` : '';
  return new StartError(`DIRECTORY_FILE: ${all.slice(0, shownProblems).join('; ')}${more}`);
}

/** `[3].mail`, as a person finds it in the file. */
const place = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('') || 'the whole';
