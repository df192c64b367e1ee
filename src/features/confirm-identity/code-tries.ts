import type { Limit } from '../../kernel/limits.ts';
import type { Queryable } from '../../storage/database.ts';
import { raiseAlarm } from '../raise-alarm.ts';
import {
  type Asker,
  type BudgetNeeds,
  codePause,
  everywhere,
  personKeys,
  type Refused,
  type Rule,
  siteRules,
  takeAll,
  typedKeys,
  underEach,
} from './code-budgets.ts';
import { pauseSeconds } from './confirm-identity.rules.ts';

/** A try that was counted. */
export interface CountedTry {
  readonly ok: true;
  /** False: whatever the code, it is wrong, and nothing of that shows. */
  readonly heeded: boolean;
  /** Was it the day's last one, on what was typed and on the person found? */
  readonly lastTyped: boolean;
  readonly lastSilent: boolean;
  /** Was it the last one that the anonymous path may take from everybody? */
  readonly lastOfSite: boolean;
}

/** How many pauses there were: two days, so that doubling reaches its end although one pause may last a day. */
export const pauses: Limit = { name: 'code-pauses', limit: 1000, seconds: 2 * 24 * 60 * 60 };

/** Counts a try before it is evaluated, so that parallel ones are counted too. A pause is looked for after the count: one that began meanwhile is seen. */
export async function spendTry(
  needs: BudgetNeeds,
  asker: Asker,
  { person, now }: { readonly person: string | undefined; readonly now: Date },
): Promise<CountedTry | Refused> {
  const { anonymousTyped, anonymousPerson, vouchedFor } = needs.limits.triesPerDay;
  const { failedTries } = needs.limits.siteWide;
  const anonymous = asker.path === 'anonymous';
  const keys = typedKeys(needs, asker);
  const typed = anonymous ? anonymousTyped : vouchedFor;
  const byName: readonly Rule[] = [
    ...underEach(keys, { do: 'spend', limit: typed, reason: 'paused' }),
    ...underEach(keys, { do: 'look', limit: codePause, reason: 'paused' }),
  ];
  const rules = anonymous
    ? anonymousRules(needs, asker, { byName, silentKeys: keysBehind(needs, asker, person) })
    : byName;
  // On disk before anybody hears what became of it: the turn's end waits for that.
  const counted = await takeAll(needs, rules, { now, tx: needs.database.unflushed });
  if (!counted.ok) return counted;
  const isLast = (limit: Limit) =>
    counted.taken.some((spent, index) => spent.ok && spent.left === 0 && isSpend(rules[index], limit));
  return {
    ok: true,
    heeded: counted.taken.every(({ ok }) => ok),
    lastTyped: isLast(typed),
    lastSilent: anonymous && isLast(anonymousPerson),
    lastOfSite: anonymous && isLast(failedTries),
  };
}

const isSpend = (rule: Rule | undefined, limit: Limit): boolean => rule?.do === 'spend' && rule.limit === limit;

/** What is counted on the person found refuses nothing that shows. Everybody's failures are counted last, and given back where it was none. */
function anonymousRules(
  needs: BudgetNeeds,
  asker: Asker,
  { byName, silentKeys }: { byName: readonly Rule[]; silentKeys: readonly string[] },
): readonly Rule[] {
  const { perRequesterAndHour, triesPerDay, siteWide } = needs.limits;
  return [
    ...siteRules(needs),
    { do: 'spend', limit: perRequesterAndHour.tries, key: asker.requester, reason: 'too-many-requests' },
    ...byName,
    ...underEach(silentKeys, { do: 'look', limit: codePause, reason: 'paused', goesOn: true }),
    ...underEach(silentKeys, { do: 'spend', limit: triesPerDay.anonymousPerson, reason: 'paused', goesOn: true }),
    { do: 'spend', limit: siteWide.failedTries, key: everywhere, reason: 'ticket-only' },
  ];
}

interface FailedTry {
  readonly person: string | undefined;
  readonly counted: CountedTry;
  readonly now: Date;
  readonly reference: string;
}

/** A wrong code: pauses the path where it was the last try. Answers until when what was typed is paused. */
export async function failedTry(needs: BudgetNeeds, asker: Asker, failed: FailedTry): Promise<Date | undefined> {
  const { person, counted, now, reference } = failed;
  const { siteWide, triesPerDay } = needs.limits;
  const keys = typedKeys(needs, asker);
  return needs.database.transaction(async (tx) => {
    const until = counted.lastTyped ? await startPause(needs, keys, { now, tx }) : undefined;
    if (asker.path !== 'anonymous') {
      // Here the pause is all there is: codes and tries a code are limited already.
      if (until) await clearAll(needs, triesPerDay.vouchedFor, keys, tx);
      return until;
    }
    if (counted.lastSilent) {
      await startPause(needs, keysBehind(needs, asker, person), { now, tx });
      // For nobody, too: whose name was typed must not show in the time it takes.
      const notice = { person: person ?? '', notice: 'resets-paused', at: now.toISOString(), reference } as const;
      await needs.jobs.send('send-notice', notice, tx);
    }
    if (counted.lastOfSite) await closeSite(needs, siteWide.failedTries, { now, tx });
    // By what was typed alone: two addresses of one person would else close the site sooner than two of nobody.
    if (counted.lastTyped) {
      const pauses = await needs.budgets.spend(siteWide.pauses, everywhere, now, tx);
      if (pauses.ok && pauses.left === 0) await closeSite(needs, siteWide.pauses, { now, tx });
    }
    return until && laterOf(until, await triesAgainAt(needs, keys, { now, tx }));
  });
}

/** The day's tries outlast a short pause: that is when the next one is heard. */
async function triesAgainAt(needs: BudgetNeeds, keys: readonly string[], { now, tx }: Within): Promise<Date> {
  const limit = needs.limits.triesPerDay.anonymousTyped;
  const rules = underEach(keys, { do: 'look', limit, reason: 'paused', goesOn: true });
  const { taken } = await takeAll(needs, rules, { now, tx });
  return taken.reduce((latest, spent) => (spent.ok ? latest : laterOf(latest, spent.retryAt)), now);
}

const laterOf = (one: Date, other: Date): Date => (one > other ? one : other);

/** Nothing was tried that could be wrong: everybody's count has one back. */
export async function noFailure(needs: BudgetNeeds, asker: Asker, now: Date): Promise<void> {
  const { failedTries } = needs.limits.siteWide;
  const { budgets, database } = needs;
  if (asker.path === 'anonymous') await budgets.refund(failedTries, everywhere, now, database.unflushed);
}

/** A right code of a vouched-for person: only failed tries count towards a pause. */
export async function rightTry(needs: BudgetNeeds, asker: Asker, now: Date): Promise<void> {
  await noFailure(needs, asker, now);
  if (asker.path !== 'anonymous') await clearAll(needs, needs.limits.triesPerDay.vouchedFor, typedKeys(needs, asker));
}

interface Within {
  readonly now: Date;
  readonly tx: Queryable;
}

async function clearAll(
  { budgets }: BudgetNeeds,
  limit: Limit,
  keys: readonly string[],
  tx?: Queryable,
): Promise<void> {
  for (const key of keys) await budgets.clear(limit, key, tx);
}

async function startPause(
  { budgets, limits }: BudgetNeeds,
  keys: readonly string[],
  { now, tx }: Within,
): Promise<Date> {
  let earlier = 0;
  for (const key of keys) {
    const counted = await budgets.spend(pauses, key, now, tx);
    earlier = Math.max(earlier, counted.ok ? pauses.limit - counted.left - 1 : pauses.limit);
  }
  const until = new Date(now.getTime() + pauseSeconds(earlier, limits.pause) * 1000);
  for (const key of keys) await budgets.block(codePause, key, until, tx);
  return until;
}

async function closeSite(needs: BudgetNeeds, limit: Limit, { now, tx }: Within): Promise<void> {
  const until = new Date(now.getTime() + needs.limits.siteWide.ticketOnlySeconds * 1000);
  await needs.budgets.block(limit, everywhere, until, tx);
  await raiseAlarm(needs, 'anonymous-path-closed', { now, tx });
}

/** The person found, or in their place keys that take the same time. */
const keysBehind = (needs: BudgetNeeds, asker: Asker, person: string | undefined): readonly string[] =>
  person === undefined
    ? typedKeys(needs, { ...asker, identifier: `nobody ${asker.identifier}` })
    : personKeys(needs, person);
