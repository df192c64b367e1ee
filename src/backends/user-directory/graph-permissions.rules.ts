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
  'Mail.Send': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Permission = keyof typeof enough;

/** What the program's application has to be permitted. */
export const neededPermissions = (does: {
  readonly readsGroups: boolean;
  readonly sendsMail: boolean;
}): readonly Permission[] => [
  'User.Read.All',
  ...(does.readsGroups ? (['GroupMember.Read.All'] as const) : []),
  ...(does.sendsMail ? (['Mail.Send'] as const) : []),
];

export const isPermitted = (roles: readonly string[], permission: Permission): boolean =>
  [permission, ...enough[permission]].some((role) => roles.includes(role));

/** What is missing of `needed`, and what is there beyond it: whoever steals the credential has that, too. */
export function permissionFindings(
  roles: readonly string[],
  needed: readonly Permission[],
  about: string,
): readonly Finding[] {
  const missing = needed.filter((permission) => !isPermitted(roles, permission));
  const more = roles.filter((role) => !needed.some((permission) => permission === role));
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
