import type { Migration } from '../migrations.ts';

/**
 * An agent who talks with somebody in their chat: one row a conversation, as one sender sees it, and one a ticket. `turn_begin` says whether there is one, so
 * that a turn asks for nothing more. `heard_at`: when the agent last said something.
 */
export const talks: Migration = {
  id: 22,
  name: 'talks',
  sql: `
CREATE TABLE talks (
  session text PRIMARY KEY,
  ticket bigint NOT NULL UNIQUE REFERENCES tickets (number) ON DELETE CASCADE,
  agent_id text NOT NULL,
  started_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL
);
CREATE INDEX ticket_events_said ON ticket_events (ticket) WHERE kind = 'said' AND text IS NOT NULL;

CREATE OR REPLACE FUNCTION turn_begin(p_session text, p_conversation text, p_key text, p_token text, p_owner text,
  p_now timestamptz, p_echo jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  seen activities%ROWTYPE;
  activity jsonb := jsonb_build_object('status', 'ours');
  form jsonb;
  session jsonb;
BEGIN
  INSERT INTO activities (session, key, owner, lease_until, at)
    VALUES (p_session, p_key, p_owner, p_now + interval '15 seconds', p_now)
    ON CONFLICT ON CONSTRAINT activities_pkey DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
    WHERE activities.outcome IS NULL AND activities.lease_until < p_now
    RETURNING * INTO seen;
  IF seen.key IS NULL THEN
    SELECT * INTO seen FROM activities a WHERE a.session = p_session AND a.key = p_key;
    activity := CASE WHEN seen.outcome IS NULL THEN jsonb_build_object('status', 'working')
      ELSE jsonb_build_object('status', 'done', 'outcome', seen.outcome) END;
  ELSIF p_token IS NOT NULL THEN
    form := form_claim(p_session, p_key, p_token, p_owner, p_now);
    IF form->>'status' = 'done' THEN
      UPDATE activities a SET outcome = form->'outcome' WHERE a.session = p_session AND a.key = p_key;
    END IF;
  END IF;
  SELECT jsonb_build_object('version', s.version, 'state', s.state, 'updatedAt', s.updated_at) INTO session
    FROM sessions s WHERE s.key = p_session;
  IF p_echo IS NOT NULL THEN
    PERFORM direct_line_append(p_conversation, p_echo);
  END IF;
  RETURN jsonb_build_object('activity', activity, 'form', form, 'session', coalesce(session, '{"version": 0}'),
    'isInTalk', EXISTS (SELECT 1 FROM talks t WHERE t.session = p_session));
END $$;
`,
};
