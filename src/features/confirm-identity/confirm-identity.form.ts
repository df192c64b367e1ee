import { z } from 'zod';
import { Secret } from '../../kernel/secret.ts';
import {
  bareCode,
  type ConfirmReason,
  hasCodeShape,
  isAddress,
  longestAddress,
  normalised,
} from './confirm-identity.rules.ts';

const issue = (reason: ConfirmReason) => ({ message: reason });

/** For whom a code is asked, and to which of their addresses it is to go. */
export interface Asked {
  readonly identifier: string;
  readonly to?: number;
}

export const who = z
  .object({ email: z.string(issue('address-missing')).max(longestAddress, issue('address-wrong')) })
  .transform(({ email }): Asked => ({ identifier: normalised(email) }))
  .superRefine(({ identifier }, issues) => {
    if (identifier === '') issues.addIssue({ code: 'custom', ...issue('address-missing') });
    else if (!isAddress(identifier)) issues.addIssue({ code: 'custom', ...issue('address-wrong') });
  });

/** A vouched-for person acts for themself alone: nothing is typed, and of what was sent along only which of their addresses is read. */
export const sendOnly = z
  .object({ to: z.string().optional() })
  .transform(({ to = '' }): Asked => ({ identifier: '', ...(/^\d{1,3}$/u.test(to) ? { to: Number(to) } : {}) }));

export type CodeAnswer =
  | { readonly kind: 'code'; readonly code: Secret }
  | { readonly kind: 'again' }
  | { readonly kind: 'not-received' };

/** Three buttons on one card: the code, “send again”, and “nothing came”. */
export const code = (digits: number) =>
  z
    .object({ code: z.instanceof(Secret).optional(), again: z.string().optional(), help: z.string().optional() })
    .transform((given, issues): CodeAnswer => {
      if (given.again) return { kind: 'again' };
      if (given.help) return { kind: 'not-received' };
      const bare = bareCode(given.code?.reveal() ?? '');
      if (hasCodeShape(bare, digits)) return { kind: 'code', code: new Secret(bare) };
      issues.addIssue({ code: 'custom', ...issue(bare === '' ? 'code-missing' : 'code-shape') });
      return z.NEVER;
    });
