import type { NullableOption, User } from '@microsoft/microsoft-graph-types';

/** A query that Graph refuses. */
export class BadQuery extends Error {
  constructor(
    readonly code: 'Request_BadRequest' | 'Request_UnsupportedQuery' | 'BadRequest',
    message: string,
  ) {
    super(message);
  }
}

const text = [
  'id',
  'userPrincipalName',
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'employeeId',
  'department',
  'country',
  'usageLocation',
  'userType',
  'createdDateTime',
  'lastPasswordChangeDateTime',
  'onPremisesSamAccountName',
  'onPremisesUserPrincipalName',
] as const satisfies readonly (keyof User)[];
const lists = [
  'businessPhones',
  'otherMails',
  'proxyAddresses',
  'imAddresses',
] as const satisfies readonly (keyof User)[];
const known: readonly string[] = [...text, ...lists, 'accountEnabled'];

/** Without `$select` a user is these and no more. */
const usual = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
];

/** What can be compared by `eq` at once; the others want an advanced query, or cannot be filtered by. */
const plain: readonly string[] = ['id', 'mail', 'userPrincipalName', 'employeeId', 'userType', 'department', ...lists];
const advanced: readonly string[] = ['mobilePhone', 'preferredLanguage', 'onPremisesSamAccountName'];
const withEnds: readonly string[] = ['mail', 'userPrincipalName', 'otherMails', 'proxyAddresses'];

/** What is selected of a user; a property without a value is null, one that was not selected is absent. */
export function selected(user: User, $select: string | null): Readonly<Record<string, unknown>> {
  const names = $select?.split(',') ?? usual;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new BadQuery('BadRequest', `Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`);
  }
  const values = new Map(Object.entries(user));
  const empty = (name: string) => (lists.some((list) => list === name) ? [] : null);
  return Object.fromEntries(names.map((name) => [name, values.get(name) ?? empty(name)]));
}

type Test = (user: User) => boolean;

interface Clause {
  readonly test: Test;
  readonly isAdvanced: boolean;
}

const literal = "'((?:[^']|'')*)'";
const comparison = new RegExp(`^(\\w+) (eq|ne) ${literal}`);
const anyOf = new RegExp(`^(\\w+)/any\\((\\w+):\\2 eq ${literal}\\)`);
const call = new RegExp(`^(startsWith|endsWith)\\((\\w+), ?${literal}\\)`);

/** `a eq 'x' or b/any(p:p eq 'y')`: clauses joined by `or`. `isAllowed`: header and `$count` of an advanced query are there. */
export function filtered(users: readonly User[], $filter: string, isAllowed: boolean): readonly User[] {
  const clauses = clausesOf($filter);
  if (clauses.some(({ isAdvanced }) => isAdvanced) && !isAllowed) {
    throw new BadQuery('Request_UnsupportedQuery', 'Unsupported Query.');
  }
  return users.filter((user) => clauses.some(({ test }) => test(user)));
}

function clausesOf(filter: string): readonly Clause[] {
  const clauses: Clause[] = [];
  for (let rest = filter; ; ) {
    const found = [comparison, anyOf, call].map((form) => form.exec(rest)).find((match) => match !== null);
    if (!found) throw new BadQuery('Request_BadRequest', 'Invalid filter clause');
    clauses.push(clauseFrom(found));
    rest = rest.slice(found[0].length);
    if (rest === '') return clauses;
    if (!rest.startsWith(' or ')) throw new BadQuery('Request_BadRequest', 'Invalid filter clause');
    rest = rest.slice(' or '.length);
  }
}

function clauseFrom([all, first = '', second = '', quoted = '']: RegExpExecArray): Clause {
  const value = quoted.replaceAll("''", "'");
  if (call.test(all)) {
    const ends = first === 'endsWith';
    if (ends && !withEnds.includes(second)) throw new BadQuery('Request_UnsupportedQuery', 'Unsupported Query.');
    const lower = value.toLowerCase();
    const holds = (text: string) => text.toLowerCase()[ends ? 'endsWith' : 'startsWith'](lower);
    return { test: (user) => textsOf(user, second).some(holds), isAdvanced: ends };
  }
  if (!plain.includes(first) && !advanced.includes(first)) {
    throw new BadQuery('Request_UnsupportedQuery', `Unsupported or invalid query filter clause for '${first}'.`);
  }
  const isEqual = (user: User) => textsOf(user, first).some((text) => same(text, value));
  const isNot = second === 'ne';
  return { test: (user) => isEqual(user) !== isNot, isAdvanced: isNot || advanced.includes(first) };
}

/** Entra compares without regard to case. Of the scheme of a proxy address, where capitals have a meaning, that is not known: here they count. */
function same(one: string, other: string): boolean {
  const scheme = (address: string) => /^[a-z]+:/i.exec(address)?.[0] ?? '';
  return scheme(one) === scheme(other) && one.toLowerCase() === other.toLowerCase();
}

function textsOf(user: User, name: string): readonly string[] {
  const value: unknown = new Map<string, NullableOption<unknown>>(Object.entries(user)).get(name);
  return [value].flat().filter((part) => typeof part === 'string');
}
