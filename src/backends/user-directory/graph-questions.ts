import { z } from 'zod';
import type { GraphQuestion } from '../graph/graph-connection.ts';
import { type AskedOf, askedProperties, type GraphPerson, graphPersonFrom, wrongShape } from './graph-person.ts';
import { identifiersOf } from './person-record.ts';
import { mostNamed } from './user-directory.ts';

/** Two would tell one from several; a few more, because a hit is looked at again here. */
const $top = '5';

const selecting = (asked: AskedOf) => ({ $select: askedProperties(asked).join(',') });

const People = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });
const Groups = z.object({ value: z.array(z.string()) });

/** `id` is a GUID. By name nobody is ever asked for in a path, where `$`, `#` and quotes would each need a rule of their own. */
export const personQuestion = (id: string, asked: AskedOf): GraphQuestion => ({
  path: `/users/${id}`,
  query: selecting(asked),
});

export function personAnswer(id: string, json: unknown): GraphPerson | undefined {
  const person = json === undefined ? undefined : graphPersonFrom(json);
  if (person && person.id !== id) throw wrongShape();
  return person;
}

/**
 * Everybody who has this identifier in any of its places, in one question; undefined where it cannot be anybody's.
 * All of it is plain filtering, which reads the directory as it is: advanced queries (`ConsistencyLevel: eventual`) read a copy that lags behind.
 */
export function peopleQuestion(identifier: string, asked: AskedOf): GraphQuestion | undefined {
  const literal = literalOf(identifier);
  if (isAddress(identifier)) {
    const proxy = (scheme: string) => `proxyAddresses/any(p:p eq '${scheme}:${literal.slice(1)})`;
    const places = [`mail eq ${literal}`, `userPrincipalName eq ${literal}`, proxy('smtp'), proxy('SMTP')];
    return { path: '/users', query: { ...selecting(asked), $filter: places.join(' or '), $top } };
  }
  if (!isEmployeeId(identifier)) return undefined;
  return { path: '/users', query: { ...selecting(asked), $filter: `employeeId eq ${literal}`, $top } };
}

/** Each hit is compared once more as the embedded directory would: Graph may think two spellings equal that are not. */
export function peopleAnswer(identifier: string, json: unknown): GraphPerson | 'nobody' | 'several' {
  const page = People.safeParse(json);
  if (!page.success) throw wrongShape();
  const hits = page.data.value.map(graphPersonFrom).filter((person) => identifiersOf(person).has(identifier));
  const people = new Map(hits.map((person) => [person.id, person]));
  if (people.size > 1 || page.data['@odata.nextLink'] !== undefined) return 'several';
  return [...people.values()][0] ?? 'nobody';
}

/** Everybody whose name begins like this, or the given name or surname by itself: plain filtering again, one more than is shown. */
export function namedQuestion(name: string, asked: AskedOf): GraphQuestion {
  const literal = literalOf(name);
  const $filter = ['displayName', 'givenName', 'surname'].map((part) => `startsWith(${part},${literal})`).join(' or ');
  return { path: '/users', query: { ...selecting(asked), $filter, $top: String(mostNamed + 1) } };
}

export function namedAnswer(json: unknown): readonly GraphPerson[] {
  const page = People.safeParse(json);
  if (!page.success) throw wrongShape();
  return page.data.value.map(graphPersonFrom);
}

const literalOf = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One person, whoever it is, with everything that is ever asked of one. */
export const anybodyQuestion = (asked: AskedOf): GraphQuestion => ({
  path: '/users',
  query: { ...selecting(asked), $top: '1' },
});

/** Throws GraphTrouble where this is not what Graph answers. */
export function anybodyAnswer(json: unknown): void {
  if (!People.safeParse(json).success) throw wrongShape();
}

/** Is there such a group? `id` is a GUID. */
export const groupQuestion = (id: string): GraphQuestion => ({ path: `/groups/${id}`, query: { $select: 'id' } });

/** Reads, though it is a POST; groups within groups count. */
export const groupsQuestion = (id: string, groupIds: readonly string[]): GraphQuestion => ({
  path: `/users/${id}/checkMemberGroups`,
  body: { groupIds },
});

/** Is the person in one of the groups asked for? */
export function groupsAnswer(json: unknown): boolean {
  const groups = Groups.safeParse(json);
  if (!groups.success) throw wrongShape();
  return groups.data.value.length > 0;
}

/** 113 characters are the most of a user principal name, 254 of a mail address. */
const isAddress = (text: string): boolean => text.length <= 254 && /^[^\s\p{C}@]+@[^\s\p{C}@]+$/u.test(text);
const isEmployeeId = (text: string): boolean => /^[^\s\p{C}@]{1,16}$/u.test(text);
