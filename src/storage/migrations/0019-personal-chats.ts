import type { Migration } from '../migrations.ts';

/**
 * One row a person for whom Teams vouched in a chat of two: where they can be told of what happens elsewhere. It outlives that chat's session,
 * for people come once or twice a year. `told` is the notice that was said there last.
 */
export const personalChats: Migration = {
  id: 19,
  name: 'personal-chats',
  sql: `
CREATE TABLE personal_chats (
  person text NOT NULL,
  tenant text NOT NULL,
  address jsonb NOT NULL,
  reference jsonb NOT NULL,
  noted_at timestamptz NOT NULL,
  told text,
  PRIMARY KEY (person, tenant)
);
CREATE INDEX personal_chats_by_age ON personal_chats (noted_at);
`,
};
