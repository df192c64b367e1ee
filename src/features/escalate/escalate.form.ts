import { z } from 'zod';
import { maskDigits } from '../../kernel/redaction.ts';

/** As long as a ticket takes it. */
export const longestSummary = 1000;

export type SummaryReason = 'summary-too-long' | 'callback-wrong';

/** A telephone number as people write it, with an extension perhaps: E.164 has 15 digits at most. */
const telephone = /^(?=(?:\D*\d){3,20}\D*$)\+?[\d\s()./-]+(?:(?:x|ext\.?|,|;)\s*\d{1,6})?$/iu;

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
      .refine((typed) => typed === '' || (typed.length <= 40 && telephone.test(typed)), {
        message: 'callback-wrong' satisfies SummaryReason,
      })
      .optional(),
  })
  .transform(({ summary = '', callback = '' }) => {
    const masked = maskDigits(summary).slice(0, longestSummary);
    return { ...(masked === '' ? {} : { summary: masked }), ...(callback === '' ? {} : { callback }) };
  });
