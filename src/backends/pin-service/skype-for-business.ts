import type { Clock } from '../../kernel/clock.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Log } from '../../kernel/log.ts';
import { defaultPinPolicy, pinProblem } from '../../kernel/pin-policy.rules.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Database, Fence } from '../../storage/database.ts';
import type { Person } from '../user-directory/user-directory.ts';
import { beforeChange, callChange, type Done, type ScriptLimits, scriptLimits } from './ask-script.ts';
import type { ScryptCost } from './pin-hash.ts';
import type { ChosenPinService, PinStatus, SetPinRefusal, SetPinResult } from './pin-service.ts';
import type { PowershellBridge } from './powershell-bridge.ts';
import { remoteChange } from './remote-change.ts';
import { mayStillChange, nothingKnown, type RemotePin, type RemotePins, remotePins } from './remote-pins.ts';
import { expiryOf, ownerOf, refusalFor } from './set-pin.rules.ts';
import { identityOf, refusalOfUser, type SkypePeople, type SkypePinInfo, skypePeople } from './skype-people.ts';

export interface SkypeForBusinessOptions {
  readonly bridge: PowershellBridge;
  readonly database: Database;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly refuseDates: boolean;
  /** Unlocks what too many wrong tries have locked, before a new PIN is set. What “this wasn’t me” has locked stays so. */
  readonly unlockFirst: boolean;
  /** Sets PINs although PowerShell writes them into the event log. */
  readonly acceptEventLog: boolean;
  readonly limits?: ScriptLimits;
  /** Of hashes; default: about 70 ms and 16 MiB. */
  readonly cost?: ScryptCost;
}

interface Parts extends SkypeForBusinessOptions {
  readonly people: SkypePeople;
  readonly rows: RemotePins;
  readonly limits: ScriptLimits;
}

/**
 * PINs of Skype for Business Server. The server enforces no history where an administrator sets a PIN, as this does: PINs that were
 * set here are remembered as hashes, and those that were set elsewhere are not known.
 * Out of use means locked; an unlock then has the server make a PIN that nobody is told, so that the old one does not come back.
 */
export function skypeForBusinessPinService(options: SkypeForBusinessOptions): ChosenPinService {
  const { bridge, limits = scriptLimits } = options;
  const people = skypePeople({ ...options, limits: limits.reading });
  const parts: Parts = { ...options, limits, people, rows: remotePins(options) };
  return {
    kind: 'chosen',
    opensMeetings: true,
    refusalOf: async (person) => refusalOfUser(await people.user(person)),
    async policyFor(person) {
      const user = await people.user(person);
      return user ? people.policy(user) : defaultPinPolicy;
    },
    statusOf: (person) => statusOf(parts, person),
    setPin: (person, pin, stillOurs) => setPin(parts, { person, pin, stillOurs }),
    takeOutOfUse: (person) => takeOutOfUse(parts, person),
    unlock: (person) => unlock(parts, person),
    close: () => bridge.close(),
  };
}

interface Change {
  readonly person: Person;
  readonly pin: Secret;
  readonly stillOurs: Fence | undefined;
}

async function setPin(parts: Parts, asked: Change): Promise<SetPinResult> {
  const found = await beforeChange(() => whatIsThere(parts, asked));
  if (!('policy' in found)) return { ok: false, reason: found.reason };
  const { acceptEventLog, bridge, limits } = parts;
  const { identity, policy, info } = found;
  const change = {
    person: asked.person.id,
    pin: asked.pin,
    historyCount: policy.historyCount,
    changedBefore: info.changedAt,
    stillOurs: asked.stillOurs,
  };
  const done = await remoteChange(parts, change, async ({ notAfter }) => {
    if (info.isLocked) await beforeChange(() => act(parts, 'unlock', identity));
    return callChange(bridge, { do: 'set', identity, pin: asked.pin, notAfter, acceptEventLog }, limits.changing);
  });
  if (done !== 'done') return { ok: false, reason: refusals[done] };
  const expiresAt = expiryOf(parts.clock.now(), policy);
  return expiresAt ? { ok: true, expiresAt } : { ok: true };
}

/** The policy was asked first: what the server still refuses can only be a pattern. */
const refusals = {
  'not-found': 'unknown-person',
  refused: 'too-easy',
  reused: 'reused',
  'under-way': 'under-way',
} as const satisfies Record<string, SetPinRefusal>;

interface WhatIsThere {
  readonly identity: string;
  readonly policy: PinPolicy;
  readonly info: SkypePinInfo;
}

/** Everything that is to be known before anything is changed, or why nothing will be. */
async function whatIsThere(
  { people, rows, clock, unlockFirst }: Parts,
  { person, pin }: Change,
): Promise<WhatIsThere | { readonly reason: SetPinRefusal }> {
  const user = await people.user(person);
  const refusal = refusalOfUser(user);
  if (!user || refusal) return { reason: refusal ?? 'unknown-person' };
  const policy = await people.policy(user);
  const { phones, ...owner } = ownerOf(person);
  const line = user.lineUri.replace(/^tel:/i, '');
  const extension = /;ext=([0-9]+)/i.exec(line)?.[1];
  const own = { ...owner, phones: [...phones, line, ...(extension ? [extension] : [])] };
  const reason = refusalFor(pinProblem(pin.reveal(), policy, own, clock.now().getUTCFullYear()));
  if (reason) return { reason };
  const info = await people.pinInfo(user.sipAddress);
  if (!info) return { reason: 'unknown-person' };
  if (info.isLocked && (!unlockFirst || (await rows.of(person.id))?.isOutOfUse)) return { reason: 'locked' };
  return { identity: user.sipAddress, policy, info };
}

const act = ({ bridge, limits }: Parts, what: 'lock' | 'unlock' | 'renew', identity: string): Promise<Done> =>
  callChange(bridge, { do: what, identity }, limits.changing);

/** Whom the server does not know has no PIN there. */
async function takeOutOfUse(parts: Parts, person: Person): Promise<void> {
  const identity = identityOf(person);
  if (!identity) return;
  // Said first, so that no reset meanwhile unlocks it.
  await parts.rows.setOutOfUse(person.id, true);
  mustBeDone(await act(parts, 'lock', identity));
}

async function unlock(parts: Parts, person: Person): Promise<void> {
  const identity = identityOf(person);
  if (!identity) return;
  const row = await parts.rows.of(person.id);
  mustBeDone(await act(parts, 'unlock', identity));
  if (!row?.isOutOfUse) return;
  try {
    mustBeDone(await act(parts, 'renew', identity));
  } catch (error) {
    await act(parts, 'lock', identity);
    throw error;
  }
  await parts.rows.setOutOfUse(person.id, false);
}

/** Whoever is not there has nothing to be locked; a server that refuses to lock has not locked. */
function mustBeDone(done: Done): void {
  if (done === 'refused') throw new BackendError('pin-service', 'denied', { cause: new Error('refused') });
}

async function statusOf({ people, rows, clock }: Parts, person: Person): Promise<PinStatus> {
  const identity = identityOf(person);
  // Before the server is asked: a change that ends in between is then seen by one of the two.
  const row = await rows.of(person.id);
  const info = identity && (await people.pinInfo(identity));
  if (!info) return { ...nothingKnown, ...mayStillChange(row, clock.now()) };
  return {
    isSet: info.isSet && !row?.isOutOfUse,
    isLocked: info.isLocked,
    changedAt: changedAtOf(info, row),
    expiresAt: momentOf(info.expiresAt),
    ...mayStillChange(row, clock.now()),
  };
}

/** Where the server says another time than before our change, that was it, whatever its clock or zone. */
function changedAtOf({ changedAt }: SkypePinInfo, row: RemotePin | undefined): PinStatus['changedAt'] {
  const said = momentOf(changedAt);
  if (!row?.beganAt || changedAt === row.changedBefore) return said;
  return said instanceof Date && said > row.beganAt ? said : row.beganAt;
}

/** ISO 8601 as .NET writes it, with seven digits of a second. */
function momentOf(text: string | null): Date | 'never' | 'unknown' {
  if (text === null) return 'never';
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(text)) return 'unknown';
  const moment = new Date(text.replace(/(\.\d{3})\d*/, '$1'));
  return Number.isNaN(moment.getTime()) ? 'unknown' : moment;
}
