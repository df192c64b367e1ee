import { z } from 'zod';
import { maskDigits } from '../../kernel/redaction.ts';

/** As the manual pages have it. */
const longestComment = 255;

export type FeedbackReason = 'helpful-missing' | 'comment-too-long';

const issue = (reason: FeedbackReason) => ({ message: reason });

export type FeedbackAnswer =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'given'; readonly helpful: boolean; readonly comment?: string };

/** Yes or no and a comment, or “no, thank you”. What people write about themselves is none of our business: digits are masked. */
export const opinion = z
  .object({
    skip: z.string().optional(),
    helpful: z.string().optional(),
    comment: z.string().trim().max(longestComment, issue('comment-too-long')).optional(),
  })
  .transform(({ skip, helpful, comment = '' }, issues): FeedbackAnswer => {
    if (skip) return { kind: 'skipped' };
    if (helpful !== 'yes' && helpful !== 'no') {
      issues.addIssue({ code: 'custom', ...issue('helpful-missing') });
      return z.NEVER;
    }
    // Compatibility forms may grow when they are normalised, such as “㎏”.
    const masked = maskDigits(comment).slice(0, longestComment);
    return { kind: 'given', helpful: helpful === 'yes', ...(masked === '' ? {} : { comment: masked }) };
  });
