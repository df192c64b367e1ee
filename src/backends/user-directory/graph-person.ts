import { z } from 'zod';
import { GraphTrouble } from '../graph/graph-trouble.ts';
import { PersonRecord } from './person-record.ts';

/** What is asked of every person, because something reads it; all of it needs User.Read.All and no more. The README lists it. */
const always = [
  'id',
  'userPrincipalName',
  'employeeId',
  'displayName',
  'mail',
  'accountEnabled',
  'userType',
  'country',
  'usageLocation',
  'businessPhones',
  'mobilePhone',
  'proxyAddresses',
  'otherMails',
  'preferredLanguage',
  'createdDateTime',
  'lastPasswordChangeDateTime',
] as const;
const sip = 'imAddresses';
const everything = [...always, sip] as const;

/** `sipAddresses`: those of Skype for Business are read, too. */
export interface AskedOf {
  readonly sipAddresses: boolean;
}

export const askedProperties = ({ sipAddresses }: AskedOf): readonly string[] => (sipAddresses ? everything : always);

/** People type these, or an import does: a value that is no use is left out like an empty one, and must not keep its owner from being helped. */
const mayBeLeftOut: readonly PropertyKey[] = [
  'employeeId',
  'mail',
  'country',
  'usageLocation',
  'businessPhones',
  'mobilePhone',
  'proxyAddresses',
  'preferredLanguage',
  'otherMails',
  sip,
];

/** Without these nobody may be let in. `accountEnabled` is null where it may not be read. */
const Sure = z.looseObject({
  id: z.guid(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullable(),
  userType: z.string().nullish(),
});

/** A person of a directory that gives everybody an id. */
export type GraphPerson = PersonRecord & { readonly id: string };

/** One `user` of Graph's; what was not asked for is not read. Throws GraphTrouble `bad-answer` for anything of another shape. */
export function graphPersonFrom(json: unknown): GraphPerson {
  const sure = Sure.safeParse(json);
  if (!sure.success) throw wrongShape();
  const { id, accountEnabled, userType, userPrincipalName } = sure.data;
  const user = {
    ...Object.fromEntries(everything.map((name) => [name, sure.data[name]])),
    accountEnabled: accountEnabled ?? false,
    // Accounts of old have none; a guest of old is known by the name.
    userType: userType ?? (userPrincipalName.includes('#EXT#') ? 'Guest' : 'Member'),
  };
  const record = PersonRecord.safeParse(user);
  const parsed = record.success ? record : PersonRecord.safeParse(withoutUseless(user, record.error.issues));
  if (!parsed.success) throw wrongShape();
  return { ...parsed.data, id: id.toLowerCase() };
}

/** Nothing of the answer goes into the error: it is somebody's data. */
export const wrongShape = (): GraphTrouble =>
  new GraphTrouble({ fault: 'bad-answer', message: 'Graph’s answer has another shape' });

/** A value of the wrong type stays, and is found wrong again: that is no slip of a person's. */
function withoutUseless(user: object, issues: readonly z.core.$ZodIssue[]): object {
  const useless = new Set(
    issues
      .filter(({ code, path: [name = ''] }) => code !== 'invalid_type' && mayBeLeftOut.includes(name))
      .map(({ path }) => path.join(' ')),
  );
  const kept = Object.entries(user).filter(([name]) => !useless.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((_, index) => !useless.has(`${name} ${index}`)) : value,
    ]),
  );
}
