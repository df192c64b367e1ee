import { createHmac } from 'node:crypto';
import type { IdentityPath } from '../../conversation/turn.ts';
import type { Limit } from '../../kernel/limits.ts';
import type { BudgetStep, Spent } from '../../storage/budgets.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Needs } from '../needs.ts';
import { raiseAlarm } from '../raise-alarm.ts';

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

/** A step, and what it means where it refuses. */
export interface Rule extends BudgetStep {
  readonly reason: Refused['reason'];
}

/** The same rule for each of the keys. */
export const underEach = (keys: readonly string[], rule: Omit<Rule, 'key'>): readonly Rule[] =>
  keys.map((key) => ({ ...rule, key }));

/** After too many failures anywhere, the anonymous path offers only a ticket. */
export const siteRules = ({ limits }: Pick<Needs, 'limits'>): readonly Rule[] =>
  [limits.siteWide.failedTries, limits.siteWide.pauses].map((limit) => ({
    do: 'look',
    limit,
    key: everywhere,
    reason: 'ticket-only',
  }));

/** The first rule that refuses is the reason. A closed site raises its alarm here too, for whoever closed it may have died before. */
export async function takeAll(
  needs: BudgetNeeds,
  rules: readonly Rule[],
  within: { now: Date; tx?: Queryable },
): Promise<Allowed & { readonly taken: readonly Spent[] }> {
  const taken = await needs.budgets.take(rules, within.now, within.tx);
  const at = taken.findIndex((spent, index) => !spent.ok && !rules[index]?.goesOn);
  const [spent, rule] = [taken[at], rules[at]];
  if (!spent || spent.ok || !rule) return { ok: true, taken };
  if (rule.reason === 'ticket-only') await raiseAlarm(needs, 'anonymous-path-closed', within);
  return { ok: false, reason: rule.reason, retryAt: spent.retryAt, taken };
}

export const siteAllows = (needs: BudgetNeeds, now: Date): Promise<Allowed> =>
  takeAll(needs, siteRules(needs), { now, tx: needs.database.unflushed });

/** Counts a code that is about to be sent, if one may be; what shows is counted on what was typed, alike for unknown people. */
export function spendCode(
  needs: BudgetNeeds,
  asker: Asker,
  { now, tx }: { now: Date; tx: Queryable },
): Promise<Allowed> {
  const { perRequesterAndHour, codesPerDay, triesPerDay, resendSeconds } = needs.limits;
  const keys = typedKeys(needs, asker);
  const anonymous = asker.path === 'anonymous';
  const tries = anonymous ? triesPerDay.anonymousTyped : triesPerDay.vouchedFor;
  const daily = anonymous ? codesPerDay.anonymousTyped : codesPerDay.vouchedFor;
  const resend = { name: 'resend', limit: 1, seconds: resendSeconds };
  const requester = { limit: perRequesterAndHour.codes, key: asker.requester };
  return takeAll(
    needs,
    [
      ...(anonymous ? siteRules(needs) : []),
      ...underEach(keys, { do: 'look', limit: codePause, reason: 'paused' }),
      ...underEach(keys, { do: 'look', limit: tries, reason: 'paused' }),
      ...(anonymous ? [{ do: 'spend', ...requester, reason: 'too-many-requests' } as const] : []),
      ...underEach(keys, { do: 'spend', limit: resend, reason: 'too-soon' }),
      ...underEach(keys, { do: 'spend', limit: daily, reason: 'too-many-codes' }),
    ],
    { now, tx },
  );
}

/** Counts a code on the person found for an anonymous one, silently; true where it may be mailed. */
export async function spendPersonCode(
  needs: BudgetNeeds,
  person: string,
  within: { now: Date; tx: Queryable },
): Promise<boolean> {
  const keys = personKeys(needs, person);
  const rules = [
    ...underEach(keys, { do: 'look', limit: codePause, reason: 'paused' }),
    ...underEach(keys, { do: 'spend', limit: needs.limits.codesPerDay.anonymousPerson, reason: 'too-many-codes' }),
  ];
  return (await takeAll(needs, rules, within)).ok;
}

/**
 * A count names nobody: an identifier is in it only as a keyed hash, of the path's own. It is counted under every key there is, the oldest
 * first, so that a change of `SECRET_KEY` gives nobody new tries.
 */
export const typedKeys = (
  needs: Pick<Needs, 'keys'>,
  { path, identifier }: Pick<Asker, 'path' | 'identifier'>,
): readonly string[] => hashed(needs, `${path} ${identifier}`);

export const personKeys = (needs: Pick<Needs, 'keys'>, person: string): readonly string[] =>
  hashed(needs, `found ${person}`);

const hashed = ({ keys }: Pick<Needs, 'keys'>, text: string): readonly string[] =>
  keys
    .all('identifier')
    .map(({ bytes }) => createHmac('sha256', bytes).update(text).digest('base64url'))
    .reverse();
