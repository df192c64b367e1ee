import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Log } from '../../kernel/log.ts';
import { defaultPinPolicy } from '../../kernel/pin-policy.rules.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import type { Database } from '../../storage/database.ts';
import { type PinServiceRules, pinServicesByPerson } from './by-person.ts';
import { embeddedPinService } from './embedded.ts';
import type { ChosenPinService, IssuedPinService, PinService } from './pin-service.ts';
import { type SkypeSettings, skypeBridge, type TeamsSettings, teamsBridge } from './powershell-bridges.ts';
import { isOn, MixedVariables, SkypeVariables, TeamsVariables } from './powershell-variables.ts';
import { skypeForBusinessPinService } from './skype-for-business.ts';
import { teamsPinService } from './teams.ts';

const whole = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

/** Ranges are those of `New-CsPinPolicy`. */
const EmbeddedVariables = z.object({
  PIN_SERVICE: z.literal('embedded'),
  PIN_MIN_LENGTH: whole(4, 24, defaultPinPolicy.minLength),
  PIN_MAX_LENGTH: whole(4, 24, defaultPinPolicy.maxLength),
  PIN_HISTORY_COUNT: whole(0, 20, defaultPinPolicy.historyCount),
  PIN_LIFETIME_DAYS: whole(0, 999, defaultPinPolicy.lifetimeDays),
  ALLOW_COMMON_PATTERNS: isOn(defaultPinPolicy.allowCommonPatterns),
  REFUSE_DATES: isOn(defaultPinPolicy.refuseDates),
});

/** The environment of each variant; only the chosen one's variables are read. */
export const PinServiceVariables = z.discriminatedUnion(
  'PIN_SERVICE',
  [EmbeddedVariables, SkypeVariables, TeamsVariables, MixedVariables],
  'is embedded, skype-for-business, teams or skype-for-business+teams',
);
export type PinServiceVariables = z.infer<typeof PinServiceVariables>;

export interface PinServiceNeeds {
  readonly database: Database;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  /** What processes that are started get as their environment: nothing of ours. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of the site file, for an estate of both. */
  readonly rules: PinServiceRules;
}

/** Does it know people by their `sip:` addresses? */
export const wantsSipAddresses = ({ PIN_SERVICE }: PinServiceVariables): boolean =>
  PIN_SERVICE === 'skype-for-business' || PIN_SERVICE === 'skype-for-business+teams';

/** Starts the processes of a service that is reached through PowerShell; they are not waited for. */
export function configuredPinService(variables: PinServiceVariables, needs: PinServiceNeeds): PinService {
  switch (variables.PIN_SERVICE) {
    case 'embedded':
      return embeddedPinService({ ...needs, policy: policyFrom(variables) });
    case 'skype-for-business':
      return skypeService(variables, needs);
    case 'teams':
      return teamsService(variables, needs);
    case 'skype-for-business+teams':
      return pinServicesByPerson({
        server: skypeService(variables, needs),
        online: teamsService(variables, needs),
        rules: needs.rules,
      });
  }
}

const skypeService = (variables: SkypeSettings, needs: PinServiceNeeds): ChosenPinService =>
  skypeForBusinessPinService({
    ...needs,
    bridge: skypeBridge(variables, needs),
    refuseDates: variables.REFUSE_DATES,
    unlockFirst: variables.UNLOCK_BEFORE_RESET,
    acceptEventLog: variables.ACCEPT_PIN_IN_EVENT_LOG,
  });

const teamsService = (variables: TeamsSettings, needs: PinServiceNeeds): IssuedPinService =>
  teamsPinService({ ...needs, bridge: teamsBridge(variables, needs) });

const policyFrom = (variables: z.infer<typeof EmbeddedVariables>): PinPolicy => ({
  minLength: variables.PIN_MIN_LENGTH,
  maxLength: Math.max(variables.PIN_MIN_LENGTH, variables.PIN_MAX_LENGTH),
  allowCommonPatterns: variables.ALLOW_COMMON_PATTERNS,
  refuseDates: variables.REFUSE_DATES,
  historyCount: variables.PIN_HISTORY_COUNT,
  lifetimeDays: variables.PIN_LIFETIME_DAYS,
});
