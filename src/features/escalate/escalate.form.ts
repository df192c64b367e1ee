import { z } from 'zod';
import { maskDigits } from '../../kernel/redaction.ts';

/** As long as a ticket takes it. */
export const longestSummary = 1000;

export type SummaryReason = 'summary-too-long';

/** The person's own words, if they gave any; digits masked, for a PIN may be among them. */
export const ownWords = z
  .object({
    summary: z
      .string()
      .trim()
      .max(longestSummary, { message: 'summary-too-long' satisfies SummaryReason })
      .optional(),
  })
  .transform(({ summary = '' }) => {
    const masked = maskDigits(summary).slice(0, longestSummary);
    return masked === '' ? {} : { summary: masked };
  });
