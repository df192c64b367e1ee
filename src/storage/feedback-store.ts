import type { Database } from './database.ts';
import type { Feedback } from './feedback.ts';

/** It is on disk with the end of the turn that says thank you. */
export const feedbackStore = ({ unflushed }: Database): Feedback => ({
  async save({ at, helpful, comment, locale, channel, flow }, tx = unflushed) {
    await tx.query(
      'INSERT INTO feedback (at, helpful, comment, locale, channel, flow) VALUES ($1, $2, $3, $4, $5, $6)',
      [at, helpful, comment ?? null, locale, channel, flow ?? null],
    );
  },
});
