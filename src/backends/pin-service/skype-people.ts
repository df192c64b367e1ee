import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import { recentAnswers } from '../../kernel/recent-answers.ts';
import type { Person } from '../user-directory/user-directory.ts';
import { badAnswer, read, readOne, type ScriptLimits } from './ask-script.ts';
import type { PersonRefusal } from './pin-service.ts';
import type { PowershellBridge } from './powershell-bridge.ts';

/** What `Get-CsUser` says of somebody, as far as it is of use. */
const User = z
  .object({
    sipAddress: z.string(),
    enabled: z.boolean(),
    lineUri: z.string(),
    registrarPool: z.string(),
    pinPolicy: z.string(),
  })
  .transform((user) => ({ ...user, sipAddress: user.sipAddress.toLowerCase() }));
export type SkypeUser = z.infer<typeof User>;

/** `Get-CsPinPolicy`; lengths are 4 to 24, histories 0 to 20, lifetimes 0 to 999 days. */
const Policy = z.object({
  identity: z.string(),
  minLength: z.int().min(4).max(24),
  historyCount: z.int().min(0).max(20),
  lifetimeDays: z.int().min(0).max(999),
  allowCommonPatterns: z.boolean(),
});
type Policy = z.infer<typeof Policy>;

/** A time without a zone at its end may be anybody's. */
const Moment = z.string().nullable();
const PinInfo = z.object({
  identity: z.string(),
  isSet: z.boolean(),
  isLocked: z.boolean(),
  changedAt: Moment,
  expiresAt: Moment,
});
export type SkypePinInfo = z.infer<typeof PinInfo>;

const Pool = z.object({ site: z.string() });

/**
 * The directory's `sip:` address, if it can only mean one person: Skype for Business takes names for an identity too, in which `*` is
 * everybody. Nothing that somebody typed ever comes here.
 */
export function identityOf({ sipAddress }: Pick<Person, 'sipAddress'>): string | undefined {
  return sipAddress !== undefined && /^sip:[a-z0-9!#$%&'+/=^_`{|}~.-]{1,64}@[a-z0-9.-]{1,253}$/.test(sipAddress)
    ? sipAddress
    : undefined;
}

/** Why the server has no PIN for somebody. Whoever is homed elsewhere, as in Microsoft 365, has no pool here; a PIN wants a line. */
export function refusalOfUser(user: SkypeUser | undefined): PersonRefusal | undefined {
  if (!user) return 'unknown-person';
  if (user.registrarPool === '') return 'other-service';
  return user.enabled && user.lineUri !== '' ? undefined : 'not-enabled';
}

export interface SkypePeople {
  /** Undefined where the server does not know them. At most a minute old. */
  user(person: Person): Promise<SkypeUser | undefined>;
  /** The effective policy: the one that was granted, else that of the pool's site, else the global one. At most five minutes old. */
  policy(user: SkypeUser): Promise<PinPolicy>;
  /** As it is now. */
  pinInfo(identity: string): Promise<SkypePinInfo | undefined>;
}

interface SkypePeopleOptions {
  readonly bridge: PowershellBridge;
  readonly clock: Clock;
  readonly limits: ScriptLimits['reading'];
  /** Not a rule of the server's. */
  readonly refuseDates: boolean;
}

const minuteMs = 60_000;
/** What the server refuses whatever the policy (`New-CsPinPolicy`). */
const longestPin = 24;

export function skypePeople({ bridge, clock, limits, refuseDates }: SkypePeopleOptions): SkypePeople {
  const isWorthKeeping = (answer: unknown) => answer !== undefined;
  const users = recentAnswers<SkypeUser | undefined>({ clock, maxAgeMs: minuteMs, most: 1_000, isWorthKeeping });
  const policies = recentAnswers<readonly Policy[]>({ clock, maxAgeMs: 5 * minuteMs, most: 1, isWorthKeeping });
  const sites = recentAnswers<string>({ clock, maxAgeMs: 5 * minuteMs, most: 100, isWorthKeeping });

  const one = <T>(request: { do: string; identity: string }, found: z.ZodType<T>): Promise<T | undefined> =>
    readOne(bridge, { request, found, limits });
  const siteOf = (pool: string): Promise<string> =>
    sites(pool, async () => (await one({ do: 'pool', identity: pool }, Pool))?.site ?? '');

  return {
    async user(person) {
      const identity = identityOf(person);
      if (!identity) return undefined;
      return users(identity, async () => {
        const user = await one({ do: 'user', identity }, User);
        if (user && user.sipAddress !== identity) throw badAnswer('somebody else was found');
        return user;
      });
    },
    async policy(user) {
      const all = await policies(
        '',
        async () => (await read(bridge, { request: { do: 'policies' }, found: Policy, limits })) ?? [],
      );
      const named = (name: string) => all.find(({ identity }) => identity.toLowerCase() === name.toLowerCase());
      const granted = user.pinPolicy === '' ? undefined : (named(`Tag:${user.pinPolicy}`) ?? named(user.pinPolicy));
      const policy = granted ?? named(await siteOf(user.registrarPool)) ?? named('Global');
      if (!policy) throw badAnswer('no global PIN policy');
      const { identity: _, ...rules } = policy;
      return { ...rules, maxLength: longestPin, refuseDates };
    },
    async pinInfo(identity) {
      const info = await one({ do: 'info', identity }, PinInfo);
      if (info && info.identity.toLowerCase() !== identity) throw badAnswer('the PIN of somebody else');
      return info;
    },
  };
}
