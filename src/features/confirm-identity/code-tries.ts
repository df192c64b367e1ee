import type { Limit } from '../../kernel/limits.ts';
import type { Spent } from '../../storage/budgets.ts';
import type { Queryable } from '../../storage/database.ts';
import {
  type Asker,
  type BudgetNeeds,
  codePause,
  everywhere,
  personKey,
  type Refused,
  siteRules,
  takeAll,
  typedKey,
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
}

/** How many pauses there were: two days, so that doubling reaches its end although one pause may last a day. */
const pauses: Limit = { name: 'code-pauses', limit: 1000, seconds: 2 * 24 * 60 * 60 };

/** Counts a try before it is evaluated, so that parallel ones are counted too. */
export async function spendTry(
  needs: BudgetNeeds,
  asker: Asker,
  { person, now }: { readonly person: string | undefined; readonly now: Date },
): Promise<CountedTry | Refused> {
  const { anonymousTyped, anonymousPerson, vouchedFor } = needs.limits.triesPerDay;
  const key = typedKey(needs, asker);
  if (asker.path !== 'anonymous') {
    const counted = await takeAll(needs, [{ do: 'spend', limit: vouchedFor, key, reason: 'paused' }], { now });
    return counted.ok ? { ok: true, heeded: true, lastTyped: isLast(counted.taken[0]), lastSilent: false } : counted;
  }
  const silent = { key: keyBehind(needs, asker, person), reason: 'paused', goesOn: true } as const;
  const site = siteRules(needs);
  const counted = await takeAll(
    needs,
    [
      ...site,
      {
        do: 'spend',
        limit: needs.limits.perRequesterAndHour.tries,
        key: asker.requester,
        reason: 'too-many-requests',
      },
      { do: 'spend', limit: anonymousTyped, key, reason: 'paused' },
      { do: 'look', limit: codePause, ...silent },
      { do: 'spend', limit: anonymousPerson, ...silent },
    ],
    { now },
  );
  if (!counted.ok) return counted;
  const [typed, paused, counts] = counted.taken.slice(site.length + 1);
  return {
    ok: true,
    heeded: paused?.ok === true && counts?.ok === true,
    lastTyped: isLast(typed),
    lastSilent: isLast(counts),
  };
}

const isLast = (spent: Spent | undefined): boolean => spent?.ok === true && spent.left === 0;

interface FailedTry {
  readonly person: string | undefined;
  readonly counted: CountedTry;
  readonly now: Date;
}

/** A wrong code: counts site-wide, and pauses the path where it was the last try. Answers until when what was typed is paused. */
export async function failedTry(needs: BudgetNeeds, asker: Asker, failed: FailedTry): Promise<Date | undefined> {
  const { person, counted, now } = failed;
  const { siteWide, triesPerDay } = needs.limits;
  return needs.database.transaction(async (tx) => {
    const until = counted.lastTyped ? await startPause(needs, typedKey(needs, asker), { now, tx }) : undefined;
    if (asker.path !== 'anonymous') {
      // Here the pause is all there is: codes and tries a code are limited already.
      if (until) await needs.budgets.clear(triesPerDay.vouchedFor, typedKey(needs, asker), tx);
      return until;
    }
    if (counted.lastSilent) {
      await startPause(needs, keyBehind(needs, asker, person), { now, tx });
      if (person) await needs.jobs.send('send-notice', { person, notice: 'resets-paused', at: now.toISOString() }, tx);
    }
    await countSiteWide(needs, siteWide.failedTries, { now, tx });
    if (counted.lastTyped || counted.lastSilent) await countSiteWide(needs, siteWide.pauses, { now, tx });
    return until;
  });
}

/** A right code of a vouched-for person: only failed tries count towards a pause. */
export async function rightTry(needs: BudgetNeeds, asker: Asker): Promise<void> {
  if (asker.path !== 'anonymous')
    await needs.budgets.clear(needs.limits.triesPerDay.vouchedFor, typedKey(needs, asker));
}

interface Within {
  readonly now: Date;
  readonly tx: Queryable;
}

async function startPause({ budgets, limits }: BudgetNeeds, key: string, { now, tx }: Within): Promise<Date> {
  const counted = await budgets.spend(pauses, key, now, tx);
  const earlier = counted.ok ? pauses.limit - counted.left - 1 : pauses.limit;
  const until = new Date(now.getTime() + pauseSeconds(earlier, limits.pause) * 1000);
  await budgets.block(codePause, key, until, tx);
  return until;
}

async function countSiteWide({ budgets, limits, log }: BudgetNeeds, limit: Limit, { now, tx }: Within): Promise<void> {
  const counted = await budgets.spend(limit, everywhere, now, tx);
  if (!counted.ok || counted.left > 0) return;
  const until = new Date(now.getTime() + limits.siteWide.ticketOnlySeconds * 1000);
  await budgets.block(limit, everywhere, until, tx);
  log.error('too many failures: the anonymous path is ticket-only', { limit: limit.name, until: until.toISOString() });
}

/** The person found, or in their place a key that takes the same time. */
const keyBehind = (needs: BudgetNeeds, asker: Asker, person: string | undefined): string =>
  person === undefined
    ? typedKey(needs, { ...asker, identifier: `nobody ${asker.identifier}` })
    : personKey(needs, person);
