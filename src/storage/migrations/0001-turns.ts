import type { Migration } from '../migrations.ts';

/**
 * `turn_begin` and `turn_end` are the two round trips of a turn. Both lock in one order
 * (session, activity, form, conversation), so that they never wait for each other in a circle.
 */
export const turns: Migration = {
  id: 1,
  name: 'turns',
  sql: `
CREATE TABLE sessions (
  key text PRIMARY KEY,
  address jsonb NOT NULL,
  version integer NOT NULL,
  state jsonb NOT NULL,
  reference jsonb,
  updated_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_age ON sessions (updated_at);

CREATE TABLE activities (
  session text NOT NULL,
  key text NOT NULL,
  owner text NOT NULL,
  lease_until timestamptz NOT NULL,
  outcome jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (session, key)
);
CREATE INDEX activities_by_age ON activities (at);

CREATE TABLE forms (
  token text PRIMARY KEY,
  session text NOT NULL,
  flow text NOT NULL,
  step text NOT NULL,
  activity text,
  status text NOT NULL CHECK (status IN ('issued', 'started', 'done', 'void')),
  issued_at timestamptz NOT NULL,
  owner text,
  activity_key text,
  started_at timestamptz,
  lease_until timestamptz,
  outcome jsonb
);
CREATE INDEX forms_alive ON forms (session) WHERE status IN ('issued', 'started');
CREATE INDEX forms_started ON forms (lease_until) WHERE status = 'started';
CREATE INDEX forms_by_age ON forms (issued_at);

CREATE FUNCTION form_claim(p_session text, p_key text, p_token text, p_owner text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  form forms%ROWTYPE;
  claim jsonb;
BEGIN
  SELECT * INTO form FROM forms WHERE token = p_token AND session = p_session FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('status', 'unknown');
  END IF;
  IF form.status = 'void' OR form.issued_at < p_now - interval '24 hours' THEN
    claim := jsonb_build_object('status', 'unknown');
  ELSIF form.status = 'done' THEN
    claim := jsonb_build_object('status', 'done', 'outcome', form.outcome);
  ELSIF form.status = 'started' AND form.lease_until >= p_now THEN
    claim := jsonb_build_object('status', 'working');
  ELSIF form.status = 'issued' AND EXISTS (
      SELECT 1 FROM forms WHERE session = p_session AND status = 'started' AND lease_until >= p_now) THEN
    claim := jsonb_build_object('status', 'working');
  ELSE
    UPDATE forms SET status = 'started', owner = p_owner, activity_key = p_key,
      started_at = coalesce(started_at, p_now), lease_until = p_now + interval '15 seconds'
      WHERE token = p_token;
    claim := CASE form.status
      WHEN 'issued' THEN jsonb_build_object('status', 'ours')
      ELSE jsonb_build_object('status', 'lapsed', 'startedAt', form.started_at) END;
  END IF;
  RETURN claim || jsonb_strip_nulls(jsonb_build_object('flow', form.flow, 'step', form.step, 'activity', form.activity));
END $$;

CREATE FUNCTION turn_begin(p_session text, p_conversation text, p_key text, p_token text, p_owner text,
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
  RETURN jsonb_build_object('activity', activity, 'form', form, 'session', coalesce(session, '{"version": 0}'));
END $$;

CREATE FUNCTION turn_end(p_session text, p_address jsonb, p_key text, p_token text, p_owner text, p_now timestamptz,
  p_version integer, p_force boolean, p_state jsonb, p_reference jsonb, p_outcome jsonb, p_forms jsonb, p_history jsonb,
  p_position text, p_closed jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  left_behind jsonb;
BEGIN
  IF p_token IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM forms WHERE token = p_token AND session = p_session AND status = 'started' AND owner = p_owner) THEN
    RETURN 'taken';
  END IF;
  INSERT INTO sessions AS s (key, address, version, state, reference, updated_at)
    SELECT p_session, p_address, 1, p_state, p_reference, p_now WHERE p_version = 0 OR p_force
    ON CONFLICT (key) DO NOTHING;
  IF NOT FOUND THEN
    UPDATE sessions SET version = version + 1, state = p_state, reference = coalesce(p_reference, reference), updated_at = p_now
      WHERE key = p_session AND ((version = p_version AND p_version > 0) OR p_force);
    IF NOT FOUND THEN
      RETURN 'lost';
    END IF;
  END IF;
  UPDATE activities SET outcome = p_outcome WHERE session = p_session AND key = p_key;
  IF p_token IS NOT NULL THEN
    UPDATE forms SET status = 'done', outcome = p_outcome
      WHERE token = p_token AND session = p_session AND status = 'started' AND owner = p_owner;
  END IF;
  WITH void AS (
    UPDATE forms SET status = 'void'
      WHERE session = p_session AND status = 'issued' AND (jsonb_array_length(p_forms) > 0 OR flow || '/' || step <> p_position)
      RETURNING activity)
  SELECT jsonb_agg(jsonb_build_object('id', activity, 'at', p_now, 'activity', p_closed)) INTO left_behind
    FROM void WHERE activity IS NOT NULL AND p_closed IS NOT NULL;
  IF jsonb_array_length(p_forms) > 0 THEN
    INSERT INTO forms (token, session, flow, step, activity, status, issued_at)
      SELECT f->>'token', p_session, f->>'flow', f->>'step', f->>'activity', 'issued', p_now FROM jsonb_array_elements(p_forms) f;
  END IF;
  IF left_behind IS NOT NULL OR jsonb_array_length(p_history) > 0 THEN
    PERFORM direct_line_append(p_address->>'conversation', coalesce(left_behind, '[]') || p_history);
  END IF;
  RETURN 'saved';
END $$;
`,
};
