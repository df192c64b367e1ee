import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import { defaultPinPolicy } from '../../kernel/pin-policy.rules.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import type { Database } from '../../storage/database.ts';
import { embeddedPinService } from './embedded.ts';
import type { PinService } from './pin-service.ts';

const whole = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);
const isOn = (usual: boolean) =>
  z
    .enum(['on', 'off'], 'is on or off')
    .default(usual ? 'on' : 'off')
    .transform((word) => word === 'on');

/** The environment of each variant; only the chosen one's variables are read. Ranges are those of `New-CsPinPolicy`. */
export const PinServiceVariables = z.discriminatedUnion('PIN_SERVICE', [
  z.object({
    PIN_SERVICE: z.literal('embedded'),
    PIN_MIN_LENGTH: whole(4, 24, defaultPinPolicy.minLength),
    PIN_MAX_LENGTH: whole(4, 24, defaultPinPolicy.maxLength),
    PIN_HISTORY_COUNT: whole(0, 20, defaultPinPolicy.historyCount),
    PIN_LIFETIME_DAYS: whole(0, 999, defaultPinPolicy.lifetimeDays),
    ALLOW_COMMON_PATTERNS: isOn(defaultPinPolicy.allowCommonPatterns),
    REFUSE_DATES: isOn(defaultPinPolicy.refuseDates),
  }),
]);
export type PinServiceVariables = z.infer<typeof PinServiceVariables>;

export function configuredPinService(
  variables: PinServiceVariables,
  needs: { readonly database: Database; readonly keys: Keyring; readonly clock: Clock },
): PinService {
  switch (variables.PIN_SERVICE) {
    case 'embedded':
      return embeddedPinService({ ...needs, policy: policyFrom(variables) });
  }
}

const policyFrom = (variables: PinServiceVariables): PinPolicy => ({
  minLength: variables.PIN_MIN_LENGTH,
  maxLength: Math.max(variables.PIN_MIN_LENGTH, variables.PIN_MAX_LENGTH),
  allowCommonPatterns: variables.ALLOW_COMMON_PATTERNS,
  refuseDates: variables.REFUSE_DATES,
  historyCount: variables.PIN_HISTORY_COUNT,
  lifetimeDays: variables.PIN_LIFETIME_DAYS,
});
