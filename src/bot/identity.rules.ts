import type { Stranger, VouchedFor } from '../conversation/turn.ts';
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
  if (!isAllowed(tenantId, allowedTenants)) return undefined;
  return { directoryId, tenantId };
}

/**
 * Why somebody of Teams is nobody here, where a verified token says that it is Teams who names their tenant. Undefined in other channels,
 * and where no tenant is allowed at all: then nobody is expected to be known.
 */
export function strangerIn(activity: IncomingActivity, vouching: Vouching): Stranger | undefined {
  const { tokenServiceUrl, allowedTenants } = vouching;
  if (activity.channelId !== 'msteams' || tokenServiceUrl !== activity.serviceUrl) return undefined;
  if (allowedTenants.length === 0) return undefined;
  const [tenant, ...others] = tenantsNamedBy(activity);
  if (others.length > 0) return 'two-tenants';
  return tenant && !isAllowed(tenant, allowedTenants) ? 'other-tenant' : undefined;
}

const isAllowed = (tenant: string, allowedTenants: readonly string[]): boolean =>
  allowedTenants.some((allowed) => allowed.toLowerCase() === tenant);

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
