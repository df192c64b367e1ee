import { z } from 'zod';
import type { OwnAction } from '../../backends/ticket-desk/ticket-desk.ts';

const longestComment = 1_000;

export type CommentReason = 'comment-empty' | 'comment-too-long';
const issue = (reason: CommentReason) => ({ message: reason });

/** What somebody wants with their ticket: a button, or words for it. */
export const ownAction = z
  .object({
    action: z.enum(['cancel', 'reopen']).optional(),
    comment: z.string().trim().max(longestComment, issue('comment-too-long')).default(''),
  })
  .transform(({ action, comment }, issues): OwnAction => {
    if (action) return { kind: action };
    if (comment === '') {
      issues.addIssue({ code: 'custom', ...issue('comment-empty') });
      return z.NEVER;
    }
    return { kind: 'add', text: comment };
  });
