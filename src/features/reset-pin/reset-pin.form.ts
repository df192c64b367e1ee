import { z } from 'zod';
import { pinProblem } from '../../kernel/pin-policy.rules.ts';
import type { PinOwner, PinPolicy } from '../../kernel/pin-policy.ts';
import { Secret } from '../../kernel/secret.ts';
import type { FormProblem } from './reset-pin.rules.ts';

interface Rules {
  readonly policy: PinPolicy;
  readonly owner: PinOwner;
  readonly thisYear: number;
}

/** The two inputs as one PIN that keeps the rules. */
export const newPin = (rules: Rules) =>
  z
    .object({ pin: z.instanceof(Secret).optional(), pinConfirmation: z.instanceof(Secret).optional() })
    .transform(({ pin, pinConfirmation }, issues) => {
      const problem = problemOf(pin?.reveal() ?? '', pinConfirmation?.reveal() ?? '', rules);
      if (!problem && pin) return { pin };
      issues.addIssue({ code: 'custom', message: problem ?? 'pin-missing' });
      return z.NEVER;
    });

function problemOf(pin: string, pinConfirmation: string, { policy, owner, thisYear }: Rules): FormProblem | undefined {
  if (pin === '') return 'pin-missing';
  return pin === pinConfirmation ? pinProblem(pin, policy, owner, thisYear) : 'mismatch';
}

/** A button and nothing else. */
export const confirmation = z.object({}).transform(() => ({}));
