import { z } from 'zod';
import { maskDigits } from '../../kernel/redaction.ts';
import { isTelephone } from '../../kernel/telephone.ts';

/** As long as a ticket takes it. */
export const longestSummary = 1000;

export type SummaryReason = 'summary-too-long' | 'callback-wrong';

/** The person's own words, if they gave any, digits masked, for a PIN may be among them; and a number to call, which is one. */
export const ownWords = z
  .object({
    summary: z
      .string()
      .trim()
      .max(longestSummary, { message: 'summary-too-long' satisfies SummaryReason })
      .optional(),
    callback: z
      .string()
      .trim()
      .refine((typed) => typed === '' || isTelephone(typed), {
        message: 'callback-wrong' satisfies SummaryReason,
      })
      .optional(),
  })
  .transform(({ summary = '', callback = '' }) => {
    const masked = maskDigits(summary).slice(0, longestSummary);
    return { ...(masked === '' ? {} : { summary: masked }), ...(callback === '' ? {} : { callback }) };
  });
