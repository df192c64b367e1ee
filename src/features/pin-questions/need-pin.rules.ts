import type { Entities } from '../../conversation/flow.ts';
import type { Platform, Site } from '../../kernel/site.ts';

/** In what part somebody calls; each platform has its own. */
export const rolesOf = {
  'skype-for-business': ['lead', 'attend', 'desk-phone', 'room'],
  teams: ['own', 'other'],
} as const satisfies Readonly<Record<Platform['id'], readonly string[]>>;
export type Role = (typeof rolesOf)[Platform['id']][number];

/** Two questions at most: which platform, where there are two, and in what part. */
export type NeedPin =
  | { readonly kind: 'which-platform' }
  | { readonly kind: 'which-role'; readonly platform: Platform['id'] }
  | { readonly kind: 'answer'; readonly role: Role };

export function needPin({ platforms }: Pick<Site, 'platforms'>, { platform, role }: Entities): NeedPin {
  const [first, ...others] = platforms;
  const known = platforms.find(({ id }) => id === platform)?.id ?? (others.length === 0 ? first?.id : undefined);
  if (!known) return { kind: 'which-platform' };
  const part = rolesOf[known].find((candidate) => candidate === role);
  return part ? { kind: 'answer', role: part } : { kind: 'which-role', platform: known };
}

/** “and in Teams?”, and “yes” to “is it your own meeting?”. */
export function needPinFollowUp(
  { platforms }: Pick<Site, 'platforms'>,
  before: Entities,
  { platform, reply }: Entities,
): Entities | undefined {
  if (platform) return { platform };
  const asked = needPin({ platforms }, before);
  if (!reply || asked.kind !== 'which-role' || asked.platform !== 'teams') return undefined;
  return { platform: 'teams', role: reply === 'yes' ? 'own' : 'other' };
}
