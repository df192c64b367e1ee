import type { Migration } from '../migrations.ts';

/**
 * The chat page's conversations and their history. Session ids, tokens and tickets are stored as SHA-256 only.
 * `direct_line_append` writes history inside whatever transaction calls it. Its lock on the conversation's row makes commits
 * follow positions, so that a reader who has seen a position never misses a lower one. A row that is there already is replaced
 * and moves to the new position, but keeps its first `at`. An unknown conversation is left alone.
 */
export const directLine: Migration = {
  id: 6,
  name: 'direct-line',
  sql: `
CREATE TABLE direct_line_conversations (
  id text PRIMARY KEY,
  user_id text NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  locale text,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  joined_at timestamptz,
  burst_started_at timestamptz NOT NULL DEFAULT '-infinity',
  burst_count integer NOT NULL DEFAULT 0,
  hour_started_at timestamptz NOT NULL DEFAULT '-infinity',
  hour_count integer NOT NULL DEFAULT 0
);
CREATE INDEX direct_line_conversations_by_age ON direct_line_conversations (last_seen_at);

CREATE TABLE direct_line_activities (
  conversation text NOT NULL REFERENCES direct_line_conversations (id) ON DELETE CASCADE,
  id text NOT NULL,
  position bigint NOT NULL,
  at timestamptz NOT NULL,
  activity jsonb NOT NULL,
  PRIMARY KEY (conversation, id),
  UNIQUE (conversation, position)
);

CREATE TABLE direct_line_sessions (
  hash text PRIMARY KEY,
  conversation text NOT NULL REFERENCES direct_line_conversations (id) ON DELETE CASCADE,
  started_at timestamptz NOT NULL
);
CREATE INDEX direct_line_sessions_of_conversation ON direct_line_sessions (conversation);
CREATE INDEX direct_line_sessions_by_age ON direct_line_sessions (started_at);

CREATE TABLE direct_line_tokens (
  hash text PRIMARY KEY,
  session text NOT NULL REFERENCES direct_line_sessions (hash) ON DELETE CASCADE,
  first_issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX direct_line_tokens_of_session ON direct_line_tokens (session);
CREATE INDEX direct_line_tokens_by_expiry ON direct_line_tokens (expires_at);

CREATE TABLE direct_line_tickets (
  hash text PRIMARY KEY,
  session text NOT NULL REFERENCES direct_line_sessions (hash) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX direct_line_tickets_of_session ON direct_line_tickets (session);
CREATE INDEX direct_line_tickets_by_expiry ON direct_line_tickets (expires_at);

CREATE FUNCTION direct_line_append(p_conversation text, p_rows jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_count integer := coalesce(jsonb_array_length(p_rows), 0);
  v_position bigint;
  v_row jsonb;
BEGIN
  IF v_count = 0 THEN
    RETURN;
  END IF;
  UPDATE direct_line_conversations
    SET position = position + v_count,
        last_seen_at = greatest(last_seen_at, (p_rows->-1->>'at')::timestamptz)
    WHERE id = p_conversation
    RETURNING position - v_count INTO v_position;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  FOR v_row IN SELECT value FROM jsonb_array_elements(p_rows) WITH ORDINALITY ORDER BY ordinality LOOP
    v_position := v_position + 1;
    INSERT INTO direct_line_activities (conversation, id, position, at, activity)
      VALUES (p_conversation, v_row->>'id', v_position, (v_row->>'at')::timestamptz, v_row->'activity')
      ON CONFLICT (conversation, id) DO UPDATE SET position = excluded.position, activity = excluded.activity;
  END LOOP;
  PERFORM pg_notify('direct_line', p_conversation);
END $$;
`,
};
