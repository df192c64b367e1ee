import type { VouchedFor } from '../conversation/turn.ts';
import type { IncomingActivity } from './activity.ts';

export interface Vouching {
  /** The `serviceurl` claim of a verified channel token; undefined where no token was verified. */
  readonly tokenServiceUrl: string | undefined;
  readonly allowedTenants: readonly string[];
}

/**
 * The person the channel vouches for. Only a verified token, of Teams, whose `serviceurl` is the activity's, about an allowed tenant, makes `from.aadObjectId` worth anything.
 * An activity that names two tenants (a guest, a shared channel) is about neither.
 */
export function vouchedFor(activity: IncomingActivity, vouching: Vouching): VouchedFor | undefined {
  const { tokenServiceUrl, allowedTenants } = vouching;
  const tenantId = onlyTenantOf(activity);
  const directoryId = activity.from.aadObjectId;

  if (activity.channelId !== 'msteams' || !directoryId || !tenantId) return undefined;
  if (tokenServiceUrl === undefined || tokenServiceUrl !== activity.serviceUrl) return undefined;
  if (!allowedTenants.some((allowed) => allowed.toLowerCase() === tenantId)) return undefined;
  return { directoryId, tenantId };
}

/** Each tenant once, in lower case. */
export function tenantsNamedBy({ channelData, conversation, from }: IncomingActivity): readonly string[] {
  const named = [channelData?.tenant?.id, conversation.tenantId, from.tenantId].flatMap(
    (id) => id?.toLowerCase() ?? [],
  );
  return [...new Set(named)];
}

function onlyTenantOf(activity: IncomingActivity): string | undefined {
  const [tenant, ...others] = tenantsNamedBy(activity);
  return others.length === 0 ? tenant : undefined;
}

/** Without a registration anybody may post, so that answers go to this machine only. Spelt out rather than parsed: what one URL parser reads as loopback, another may not. */
export const isLoopback = (serviceUrl: string): boolean =>
  /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?(\/[\w./~-]*)?$/i.test(serviceUrl);
