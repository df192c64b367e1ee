import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Log } from '../../kernel/log.ts';
import { recentAnswers } from '../../kernel/recent-answers.ts';
import type { Database, Fence } from '../../storage/database.ts';
import type { Person } from '../user-directory/user-directory.ts';
import { beforeChange, callChange, readOne, type ScriptLimits, scriptLimits } from './ask-script.ts';
import type { IssuedPinService, IssueRefusal, PersonRefusal } from './pin-service.ts';
import type { PowershellBridge } from './powershell-bridge.ts';
import { type RemoteChangeNeeds, remoteChange } from './remote-change.ts';
import { mayStillChange, nothingKnown, remotePins } from './remote-pins.ts';

export interface TeamsOptions {
  readonly bridge: PowershellBridge;
  readonly database: Database;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: ScriptLimits;
}

/** Conferencing information of somebody; whoever has no licence has neither. */
const ConferencingUser = z.object({ conferenceId: z.string(), bridge: z.string() });
type ConferencingUser = z.infer<typeof ConferencingUser>;

interface Parts extends RemoteChangeNeeds {
  readonly bridge: PowershellBridge;
  readonly refusalOf: (person: Person) => Promise<PersonRefusal | undefined>;
}

/**
 * PINs of Microsoft Teams, which makes them itself and mails them, in clear, to the person's primary address. It tells nothing of them
 * afterwards. A reset is asked for once: where its end is not known it is not asked for again by itself.
 */
export function teamsPinService(options: TeamsOptions): IssuedPinService {
  const { bridge, clock, log, limits = scriptLimits } = options;
  const rows = remotePins(options);
  const users = recentAnswers<ConferencingUser | undefined>({
    clock,
    maxAgeMs: 60_000,
    most: 1_000,
    isWorthKeeping: (user) => user !== undefined,
  });
  const refusalOf = async (person: Person): Promise<PersonRefusal | undefined> => {
    const identity = identityOf(person);
    if (!identity) return 'unknown-person';
    const request = { do: 'user', identity };
    const user = await users(identity, () =>
      readOne(bridge, { request, found: ConferencingUser, limits: limits.reading }),
    );
    return user && (user.conferenceId !== '' || user.bridge !== '') ? undefined : 'not-enabled';
  };
  const parts: Parts = { bridge, rows, clock, log, limits, refusalOf };
  return {
    kind: 'issued',
    opensMeetings: true,
    refusalOf,
    statusOf: async (person) => ({ ...nothingKnown, ...mayStillChange(await rows.of(person.id), clock.now()) }),
    issue: (person, stillOurs) => issue(parts, person, stillOurs),
    async takeOutOfUse(person) {
      // Without conferencing there is no PIN.
      if (await refusalOf(person)) return;
      const result = await issue(parts, person);
      if (result.ok) return;
      // Nothing new was made, so the old one still works; of an earlier one nobody knows whether this came after it. It is asked again.
      const fault = result.reason === 'under-way' ? 'unavailable' : 'denied';
      throw new BackendError('pin-service', fault, { cause: new Error(result.reason) });
    },
    close: () => bridge.close(),
  };
}

/** The directory's user principal name, if it can only mean one person: a display name would be an identity too. */
function identityOf({ userPrincipalName }: Person): string | undefined {
  return /^[a-z0-9!#$%&'+/=^_`{|}~.-]{1,64}@[a-z0-9.-]{1,253}$/i.test(userPrincipalName)
    ? userPrincipalName
    : undefined;
}

async function issue(
  parts: Parts,
  person: Person,
  stillOurs?: Fence,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: IssueRefusal }> {
  const refusal = await beforeChange(() => parts.refusalOf(person));
  const identity = identityOf(person);
  if (refusal || !identity) return { ok: false, reason: refusal ?? 'unknown-person' };
  const asked = { person: person.id, historyCount: 0, changedBefore: null, stillOurs };
  const done = await remoteChange(parts, asked, ({ notAfter }) =>
    callChange(parts.bridge, { do: 'issue', identity, notAfter }, parts.limits.changing),
  );
  if (done === 'done') return { ok: true };
  return { ok: false, reason: done === 'under-way' ? 'under-way' : 'not-enabled' };
}
