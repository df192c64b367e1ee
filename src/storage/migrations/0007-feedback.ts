import type { Migration } from '../migrations.ts';

export const feedback: Migration = {
  id: 7,
  name: 'feedback',
  sql: `
    CREATE TABLE feedback (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL,
      helpful boolean NOT NULL,
      comment text CHECK (char_length(comment) <= 255),
      locale text NOT NULL,
      channel text NOT NULL,
      flow text
    );
    CREATE INDEX feedback_newest ON feedback (at DESC);
  `,
};
