import { createHmac } from 'node:crypto';
import type { IdentityPath } from '../../conversation/turn.ts';
import type { Limit } from '../../kernel/limits.ts';
import type { Spent } from '../../storage/budgets.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Needs } from '../needs.ts';

export type BudgetNeeds = Pick<Needs, 'budgets' | 'keys' | 'limits' | 'jobs' | 'log' | 'database'>;

/** Who asks for a code or tries one. Counts are kept per path, so that nobody can lock a colleague out of another one. */
export interface Asker {
  readonly path: IdentityPath;
  /** What was typed, normalised; for a vouched-for person the directory id. */
  readonly identifier: string;
  readonly requester: string;
}

export interface Refused {
  readonly ok: false;
  readonly reason: 'too-soon' | 'too-many-codes' | 'too-many-requests' | 'paused' | 'ticket-only';
  readonly retryAt: Date;
}
export type Allowed = { readonly ok: true } | Refused;

/** A pause is a block of this; nothing is ever counted against it. */
export const codePause: Limit = { name: 'code-pause', limit: 1, seconds: 1 };

/** The key of site-wide counts. */
export const everywhere = 'all';

/** May the way by code be taken at all? Spends nothing. */
export async function mayBegin(needs: BudgetNeeds, asker: Asker, now: Date): Promise<Allowed> {
  const { budgets, limits } = needs;
  if (asker.path === 'anonymous') {
    const site = await siteAllows(needs, now);
    if (!site.ok) return site;
  }
  const paused = await budgets.look(codePause, typedKey(needs, asker), now);
  if (!paused.ok) return refused('paused', paused);
  const { anonymousTyped, vouchedFor } = limits.triesPerDay;
  const tries = await budgets.look(
    asker.path === 'anonymous' ? anonymousTyped : vouchedFor,
    typedKey(needs, asker),
    now,
  );
  return tries.ok ? tries : refused('paused', tries);
}

/** After too many failures anywhere, the anonymous path offers only a ticket. */
export async function siteAllows({ budgets, limits }: BudgetNeeds, now: Date): Promise<Allowed> {
  for (const limit of [limits.siteWide.failedTries, limits.siteWide.pauses]) {
    const seen = await budgets.look(limit, everywhere, now);
    if (!seen.ok) return refused('ticket-only', seen);
  }
  return { ok: true };
}

/** Counts a code that is about to be sent; what shows is counted on what was typed, alike for unknown people. */
export async function spendCode(
  needs: BudgetNeeds,
  asker: Asker,
  { now, tx }: { now: Date; tx: Queryable },
): Promise<Allowed> {
  const { budgets } = needs;
  const { perRequesterAndHour, codesPerDay, resendSeconds } = needs.limits;
  const anonymous = asker.path === 'anonymous';
  if (anonymous) {
    const asked = await budgets.spend(perRequesterAndHour.codes, asker.requester, now, tx);
    if (!asked.ok) return refused('too-many-requests', asked);
  }
  const resend = { name: 'resend', limit: 1, seconds: resendSeconds };
  const again = await budgets.spend(resend, typedKey(needs, asker), now, tx);
  if (!again.ok) return refused('too-soon', again);
  const daily = anonymous ? codesPerDay.anonymousTyped : codesPerDay.vouchedFor;
  const today = await budgets.spend(daily, typedKey(needs, asker), now, tx);
  return today.ok ? today : refused('too-many-codes', today);
}

/** Counts a code on the person found for an anonymous one, silently; true where it may be mailed. */
export async function spendPersonCode(needs: BudgetNeeds, person: string, now: Date): Promise<boolean> {
  const key = personKey(needs, person);
  const paused = await needs.budgets.look(codePause, key, now);
  return paused.ok && (await needs.budgets.spend(needs.limits.codesPerDay.anonymousPerson, key, now)).ok;
}

export const refused = (reason: Refused['reason'], { retryAt }: Extract<Spent, { ok: false }>): Refused => ({
  ok: false,
  reason,
  retryAt,
});

/** A count names nobody: an identifier is in it only as a keyed hash, of the path's own. */
export const typedKey = (
  needs: Pick<Needs, 'keys'>,
  { path, identifier }: Pick<Asker, 'path' | 'identifier'>,
): string => hashed(needs, `${path} ${identifier}`);

export const personKey = (needs: Pick<Needs, 'keys'>, person: string): string => hashed(needs, `found ${person}`);

const hashed = ({ keys }: Pick<Needs, 'keys'>, text: string): string =>
  createHmac('sha256', keys.current('identifier').bytes).update(text).digest('base64url');
