import type { Migration } from '../migrations.ts';

/**
 * What another process needs to end a turn whose process died. `forms.began`: the frames and the confirmation at the time of the claim,
 * for the conversation may go elsewhere before anybody reads the change back. `turn_end` undoes everything (PD001) where the form
 * was taken over while it waited for a lock. `activities.unsaid_until`: until then its own process says the outcome to a channel whose
 * history is elsewhere; after that anybody does.
 */
export const accidents: Migration = {
  id: 9,
  name: 'accidents',
  sql: `
ALTER TABLE forms ADD COLUMN began jsonb;
ALTER TABLE activities ADD COLUMN unsaid_until timestamptz;
CREATE INDEX activities_unsaid ON activities (unsaid_until) WHERE unsaid_until IS NOT NULL;

CREATE OR REPLACE FUNCTION form_claim(p_session text, p_key text, p_token text, p_owner text, p_now timestamptz) RETURNS jsonb
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
      started_at = coalesce(started_at, p_now), lease_until = p_now + interval '15 seconds',
      began = coalesce(began, (SELECT jsonb_build_object('frames', s.state->'frames', 'confirmation', s.state->'confirmation')
        FROM sessions s WHERE s.key = p_session))
      WHERE token = p_token;
    claim := CASE form.status
      WHEN 'issued' THEN jsonb_build_object('status', 'ours')
      ELSE jsonb_build_object('status', 'lapsed', 'startedAt', form.started_at, 'began', form.began) END;
  END IF;
  RETURN claim || jsonb_strip_nulls(jsonb_build_object('flow', form.flow, 'step', form.step, 'activity', form.activity));
END $$;

-- A process of the version before calls it without the last one.
DROP FUNCTION turn_end(text, jsonb, text, text, text, timestamptz, integer, boolean, jsonb, jsonb, jsonb, jsonb, jsonb, text, jsonb);
CREATE FUNCTION turn_end(p_session text, p_address jsonb, p_key text, p_token text, p_owner text, p_now timestamptz,
  p_version integer, p_force boolean, p_state jsonb, p_reference jsonb, p_outcome jsonb, p_forms jsonb, p_history jsonb,
  p_position text, p_closed jsonb, p_unsaid_until timestamptz DEFAULT NULL) RETURNS text
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
  UPDATE activities SET outcome = p_outcome, unsaid_until = p_unsaid_until WHERE session = p_session AND key = p_key;
  IF p_token IS NOT NULL THEN
    UPDATE forms SET status = 'done', outcome = p_outcome, began = NULL
      WHERE token = p_token AND session = p_session AND status = 'started' AND owner = p_owner;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the form was taken over since this began' USING ERRCODE = 'PD001';
    END IF;
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
