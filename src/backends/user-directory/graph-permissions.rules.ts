import { type Finding, problem, warning } from '../../kernel/finding.ts';

/** What the README asks for, and what does instead because it allows more; of Graph's pages "List users", "Get group" and "user: checkMemberGroups". */
const enough = {
  'User.Read.All': ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'GroupMember.Read.All': [
    'GroupMember.ReadWrite.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Permission = keyof typeof enough;

/** What the program's application has to be permitted. */
export const neededPermissions = (readsGroups: boolean): readonly Permission[] =>
  readsGroups ? ['User.Read.All', 'GroupMember.Read.All'] : ['User.Read.All'];

/** Of an application that mails, too. Exchange's own roles do as well, and better, for one mailbox; those are in no token. */
export const permittedToMailers = ['Mail.Send'];

export const isPermitted = (roles: readonly string[], permission: Permission): boolean =>
  [permission, ...enough[permission]].some((role) => roles.includes(role));

/** What is missing of `needed`, and what is there beyond it and `permitted`: whoever steals the credential has that, too. */
export function permissionFindings(
  roles: readonly string[],
  { needed, permitted }: { readonly needed: readonly Permission[]; readonly permitted: readonly string[] },
  about: string,
): readonly Finding[] {
  const missing = needed.filter((permission) => !isPermitted(roles, permission));
  const more = roles.filter((role) => ![...needed, ...permitted].includes(role));
  return [
    ...missing.map((permission) =>
      problem(
        about,
        `has no ${permission}`,
        'Add it to the application in Entra, as an application permission with an administrator’s consent.',
      ),
    ),
    ...(more.length > 0
      ? [
          warning(
            about,
            `is permitted more than is needed: ${more.join(', ')}`,
            `Take it away; ${needed.join(' and ')} ${needed.length > 1 ? 'are' : 'is'} enough.`,
          ),
        ]
      : []),
  ];
}
