BEGIN; SET LOCAL check_function_bodies = off;

CREATE SCHEMA pgboss;

CREATE TYPE pgboss.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);

CREATE FUNCTION pgboss.create_queue(queue_name text, options json) RETURNS void
    LANGUAGE plpgsql
    AS $_$
    DECLARE
      table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
      INSERT INTO pgboss.queue (
        name,
        policy,
        retry_limit,
        retry_delay,
        retry_backoff,
        expire_seconds,
        retention_minutes,
        dead_letter,
        partition_name
      )
      VALUES (
        queue_name,
        options->>'policy',
        (options->>'retryLimit')::int,
        (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool,
        (options->>'expireInSeconds')::int,
        (options->>'retentionMinutes')::int,
        options->>'deadLetter',
        table_name
      )
      ON CONFLICT DO NOTHING
      RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);

      EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
      EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
    END;
    $_$;

CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      table_name varchar;
    BEGIN
      WITH deleted as (
        DELETE FROM pgboss.queue
        WHERE name = queue_name
        RETURNING partition_name
      )
      SELECT partition_name from deleted INTO table_name;

      EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
    END;
    $$;

CREATE FUNCTION public.direct_line_append(p_conversation text, p_rows jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.form_claim(p_session text, p_key text, p_token text, p_owner text, p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.turn_begin(p_session text, p_conversation text, p_key text, p_token text, p_owner text, p_now timestamp with time zone, p_echo jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.turn_end(p_session text, p_address jsonb, p_key text, p_token text, p_owner text, p_now timestamp with time zone, p_version integer, p_force boolean, p_state jsonb, p_reference jsonb, p_outcome jsonb, p_forms jsonb, p_history jsonb, p_position text, p_closed jsonb) RETURNS text
    LANGUAGE plpgsql
    AS $$
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

CREATE TABLE pgboss.archive (
    id uuid NOT NULL,
    name text NOT NULL,
    priority integer NOT NULL,
    data jsonb,
    state pgboss.job_state NOT NULL,
    retry_limit integer NOT NULL,
    retry_count integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    start_after timestamp with time zone NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval NOT NULL,
    created_on timestamp with time zone NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    archived_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text
)
PARTITION BY LIST (name);

CREATE TABLE pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'send-notice'::text))
);

CREATE TABLE pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'deliver-reply'::text))
);

CREATE TABLE pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'send-code'::text))
);

CREATE TABLE pgboss.queue (
    name text NOT NULL,
    policy text,
    retry_limit integer,
    retry_delay integer,
    retry_backoff boolean,
    expire_seconds integer,
    retention_minutes integer,
    dead_letter text,
    partition_name text,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.schedule (
    name text NOT NULL,
    cron text NOT NULL,
    timezone text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.version (
    version integer NOT NULL,
    maintained_on timestamp with time zone,
    cron_on timestamp with time zone,
    monitored_on timestamp with time zone
);

CREATE TABLE public.activities (
    session text NOT NULL,
    key text NOT NULL,
    owner text NOT NULL,
    lease_until timestamp with time zone NOT NULL,
    outcome jsonb,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.budgets (
    name text NOT NULL,
    key text NOT NULL,
    spent integer DEFAULT 0 NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone
);

CREATE TABLE public.challenges (
    id text NOT NULL,
    path text NOT NULL,
    address text NOT NULL,
    identifier text NOT NULL,
    person text,
    finding text,
    digits smallint NOT NULL,
    key_id text NOT NULL,
    locale text NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    voided_at timestamp with time zone
);

CREATE TABLE public.direct_line_activities (
    conversation text NOT NULL,
    id text NOT NULL,
    "position" bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    activity jsonb NOT NULL
);

CREATE TABLE public.direct_line_conversations (
    id text NOT NULL,
    user_id text NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    locale text,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    joined_at timestamp with time zone,
    burst_started_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    burst_count integer DEFAULT 0 NOT NULL,
    hour_started_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    hour_count integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.direct_line_sessions (
    hash text NOT NULL,
    conversation text NOT NULL,
    started_at timestamp with time zone NOT NULL
);

CREATE TABLE public.direct_line_tickets (
    hash text NOT NULL,
    session text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.direct_line_tokens (
    hash text NOT NULL,
    session text NOT NULL,
    first_issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.feedback (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    helpful boolean NOT NULL,
    comment text,
    locale text NOT NULL,
    channel text NOT NULL,
    flow text,
    CONSTRAINT feedback_comment_check CHECK ((char_length(comment) <= 255))
);

ALTER TABLE public.feedback ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forms (
    token text NOT NULL,
    session text NOT NULL,
    flow text NOT NULL,
    step text NOT NULL,
    activity text,
    status text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    owner text,
    activity_key text,
    started_at timestamp with time zone,
    lease_until timestamp with time zone,
    outcome jsonb,
    CONSTRAINT forms_status_check CHECK ((status = ANY (ARRAY['issued'::text, 'started'::text, 'done'::text, 'void'::text])))
);

CREATE TABLE public.migrations (
    id integer NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.pins (
    person text NOT NULL,
    salt bytea NOT NULL,
    history jsonb DEFAULT '[]'::jsonb NOT NULL,
    is_set boolean DEFAULT false NOT NULL,
    is_locked boolean DEFAULT false NOT NULL,
    changed_at timestamp with time zone
);

CREATE TABLE public.sessions (
    key text NOT NULL,
    address jsonb NOT NULL,
    version integer NOT NULL,
    state jsonb NOT NULL,
    reference jsonb,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.ticket_events (
    id bigint NOT NULL,
    ticket bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    by text NOT NULL,
    text text
);

ALTER TABLE public.ticket_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ticket_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tickets (
    number bigint NOT NULL,
    reason text NOT NULL,
    person_id text,
    person_name text,
    person_confirmed boolean DEFAULT false NOT NULL,
    language text NOT NULL,
    address_key text NOT NULL,
    address jsonb NOT NULL,
    step text,
    fault jsonb,
    summary text,
    transcript jsonb NOT NULL,
    reference text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    agent text,
    version integer DEFAULT 1 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE public.tickets ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tickets_number_seq
    START WITH 1001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 FOR VALUES IN ('send-notice');

ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a FOR VALUES IN ('deliver-reply');

ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 FOR VALUES IN ('send-code');

INSERT INTO pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 VALUES ('d1fdf980-c4e9-8534-835e-0a6b543df0ab', 'send-notice', 0, '{"at": "2026-11-22T02:02:34.957Z", "notice": "pin-changed", "person": "6f1d0c00-0000-4000-8000-000000000001"}', 'completed', 8, 0, 0, false, '2026-11-22 02:02:35.160163+00', '2026-11-22 02:02:35.268744+00', NULL, NULL, '00:01:00', '2026-11-22 02:02:35.160163+00', '2026-11-22 02:02:35.305636+00', '2026-12-06 02:02:35.160163+00', NULL, NULL, 'standard');

INSERT INTO pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 VALUES ('9feb4e0d-76ad-8152-8763-9c5d8ae88bde', 'send-code', 0, '{"challenge": "0RKzpdTtOQ72nLkmU4asFQ"}', 'completed', 3, 0, 0, false, '2026-11-22 02:02:33.253028+00', '2026-11-22 02:02:33.271144+00', NULL, NULL, '00:01:00', '2026-11-22 02:02:33.253028+00', '2026-11-22 02:02:33.303686+00', '2026-12-06 02:02:33.253028+00', NULL, NULL, 'standard');

INSERT INTO pgboss.queue VALUES ('send-code', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0', '2026-11-22 02:02:29.277903+00', '2026-11-22 02:02:29.277903+00');
INSERT INTO pgboss.queue VALUES ('send-notice', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619', '2026-11-22 02:02:29.293649+00', '2026-11-22 02:02:29.293649+00');
INSERT INTO pgboss.queue VALUES ('deliver-reply', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a', '2026-11-22 02:02:29.304411+00', '2026-11-22 02:02:29.304411+00');

INSERT INTO pgboss.version VALUES (24, NULL, NULL, NULL);

INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'joined', 'b39eac99-6ba9-4415-8d21-68c5592ac44a', '2026-11-22 02:02:48.113+00', '{"replies": [{"card": "menu/menu", "data": {"wishes": [{"ask": "reset-pin", "title": "Reset my PIN"}, {"ask": "which-key:mute", "title": "Which key mutes me?"}, {"ask": "access-number", "title": "Call-in numbers"}, {"ask": "talk-to-a-person", "title": "Talk to a person"}, {"ask": "language", "title": "Change language"}, {"ask": "feedback", "title": "Give feedback"}], "heading": "PIN Desk of Example Company"}, "kind": "card", "speak": "PIN Desk of Example Company. I reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.", "words": {"hint": "Type what you need in your own words, or choose:", "intro": "I reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve."}, "locale": "en", "fallbackText": "PIN Desk of Example Company\nI reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.\nType what you need in your own words, or choose:\n- Reset my PIN\n- Which key mutes me?\n- Call-in numbers\n- Talk to a person\n- Change language\n- Give feedback"}]}', '2026-11-22 02:02:33.113+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c1', 'af0b5fae-ae12-4639-b94c-bbe1d754cb6a', '2026-11-22 02:02:48.169+00', '{"replies": [{"card": "dial-in-help/which-key", "data": {"key": "*6", "does": "Mute or unmute yourself.", "lines": [{"line": "Skype for Business and Microsoft Teams: *6. Everyone can use it."}], "wishes": [{"ask": "which-key:mute-all", "title": "Mute everyone"}, {"ask": "keys", "title": "All phone keys"}]}, "kind": "card", "speak": "star 6 Mute or unmute yourself. Skype for Business and Microsoft Teams: star 6. Everyone can use it.", "words": {}, "locale": "en", "fallbackText": "*6\nMute or unmute yourself.\nSkype for Business and Microsoft Teams: *6. Everyone can use it."}]}', '2026-11-22 02:02:33.169+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c2', '36385d54-ffb1-4da2-92db-8ebf0defccd1', '2026-11-22 02:02:48.217+00', '{"replies": [{"card": "confirm-identity/who", "data": {"email": "", "problem": ""}, "form": {"id": "who", "token": "RblguAOFEe3CdjPPD69B6Q"}, "kind": "card", "speak": "Please give your work e-mail address. If it is registered here, I will mail you a one-time code.", "words": {"email": "Work e-mail address", "cancel": "Cancel", "sendCode": "Mail me a code", "whoIntro": "Please give your work e-mail address. If it is registered here, I will mail you a one-time code.", "whoTitle": "Who are you?", "emailError": "Please enter a whole address, with an @ in it.", "talkToAPerson": "Talk to a person"}, "locale": "en", "fallbackText": "Who are you? Please give your work e-mail address. If it is registered here, I will mail you a one-time code."}]}', '2026-11-22 02:02:33.217+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c3', 'a2214f55-eccc-4bb9-acf1-f916a03077fd', '2026-11-22 02:02:48.242+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "confirm-identity/code", "data": {"problem": ""}, "form": {"id": "code", "token": "oKMCOb06h7ySy8qpg1YvQQ"}, "kind": "card", "speak": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person. The code has 8 digits and is valid for 10 minutes. You can also type it into the chat.", "words": {"code": "One-time code", "again": "Send a new code", "cancel": "Cancel", "confirm": "Confirm", "codeHint": "The code has 8 digits and is valid for 10 minutes. You can also type it into the chat.", "codeError": "Please enter the digits from the mail.", "codeIntro": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person.", "codeTitle": "Enter the code", "notReceived": "No code? Get help"}, "locale": "en", "fallbackText": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person. The code has 8 digits and is valid for 10 minutes. You can also type it into the chat."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|00fd931c-db55-44af-9dee-8681e9710212"}', '2026-11-22 02:02:33.242+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c4', '9f3ee3a5-8ea9-40fc-9110-7e6ce9e5a8ea', '2026-11-22 02:02:49.825+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"kind": "text", "text": "Thank you, that is confirmed."}, {"card": "reset-pin/choose", "data": {"name": "Ada Archer", "phone": "•••• 14", "rules": "- 5 to 24 digits; no letters, spaces or special characters\n- No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick\n- Not your extension, and not your phone number or the end of it\n- Not a date of six digits\n- Not one of your last 5 PINs", "problem": "", "deskPhone": false, "extension": "", "maxLength": 40, "department": "Finance"}, "form": {"id": "choose", "token": "RqsTLDp9wcuV2RrlcTWmmQ"}, "kind": "card", "speak": "Choose a new PIN. 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs.", "words": {"pin": "New PIN", "name": "Name", "phone": "Phone", "cancel": "Cancel", "setPin": "Set the PIN", "itIsYou": "This is you:", "pinError": "Please enter a new PIN of digits.", "extension": "Extension", "notAlways": "Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked.", "department": "Department", "rulesTitle": "Rules for your PIN", "chooseTitle": "Choose a new PIN", "talkToAPerson": "Talk to a person", "deskPhoneBefore": "Your desk phone signs in with this PIN. After the change it may stop working until you sign in on it again with the new PIN.", "pinConfirmation": "New PIN once more", "pinConfirmationError": "Please enter the new PIN a second time."}, "locale": "en", "fallbackText": "Choose a new PIN. This is you: Ada Archer. Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|27ffe504-a377-4eb3-a43c-cd6d4321a03e"}', '2026-11-22 02:02:34.825+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c5', '421c798f-2bfe-44bf-a3c0-54b0fc1d1305', '2026-11-22 02:02:49.907+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "reset-pin/choose", "data": {"name": "Ada Archer", "phone": "•••• 14", "rules": "- 5 to 24 digits; no letters, spaces or special characters\n- No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick\n- Not your extension, and not your phone number or the end of it\n- Not a date of six digits\n- Not one of your last 5 PINs", "problem": "No digit may appear three times in a row, and a PIN may not be pairs only.", "deskPhone": false, "extension": "", "maxLength": 40, "department": "Finance"}, "form": {"id": "choose", "token": "9G5G2B4LUfzrnhyH6KuoKw"}, "kind": "card", "speak": "No digit may appear three times in a row, and a PIN may not be pairs only. Choose a new PIN. 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs.", "words": {"pin": "New PIN", "name": "Name", "phone": "Phone", "cancel": "Cancel", "setPin": "Set the PIN", "itIsYou": "This is you:", "pinError": "Please enter a new PIN of digits.", "extension": "Extension", "notAlways": "Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked.", "department": "Department", "rulesTitle": "Rules for your PIN", "chooseTitle": "Choose a new PIN", "talkToAPerson": "Talk to a person", "deskPhoneBefore": "Your desk phone signs in with this PIN. After the change it may stop working until you sign in on it again with the new PIN.", "pinConfirmation": "New PIN once more", "pinConfirmationError": "Please enter the new PIN a second time."}, "locale": "en", "fallbackText": "No digit may appear three times in a row, and a PIN may not be pairs only. Choose a new PIN. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|095127b4-93ca-402a-b1f9-1d97ef7988c2"}', '2026-11-22 02:02:34.907+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c6', '730d0517-6b38-41e6-b3e3-f3bc1ca960aa', '2026-11-22 02:02:49.954+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "reset-pin/done", "data": {"call": "tel:+14105550150", "expires": "", "embedded": true, "changedAt": "", "deskPhone": false, "howToDialIn": "To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN."}, "kind": "card", "speak": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting.", "words": {"allKeys": "Phone keys in a meeting", "callNow": "Call +1 410-555-0150", "embedded": "Note: this is the built-in PIN service. It opens no real meeting.", "doneTitle": "Your PIN is set", "deskPhoneAfter": "Your desk phone may stop working until you sign in on it with your extension and the new PIN."}, "locale": "en", "fallbackText": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting."}, {"card": "feedback/ask", "data": {"comment": "", "helpful": "", "problem": "", "privacyPolicy": "https://www.example.com/privacy"}, "form": {"id": "ask", "token": "TgDPIrv3iMTn063tEF7bvg"}, "kind": "card", "speak": "Was this helpful?", "words": {"no": "No", "yes": "Yes", "comment": "How can we improve it? (up to 255 characters)", "helpful": "Your answer", "privacy": "To protect your privacy, please give no contact details here.", "noThanks": "No, thank you", "commentError": "At most 255 characters, please.", "helpfulError": "Please choose yes or no.", "sendFeedback": "Send", "feedbackTitle": "Was this helpful?", "privacyPolicy": "Privacy policy", "helpful-missing": "Please choose yes or no.", "comment-too-long": "That is too long: at most 255 characters, please."}, "locale": "en", "fallbackText": "Was this helpful? To protect your privacy, please give no contact details here."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|a482e515-5a47-4f11-befc-cce9a98ed04b"}', '2026-11-22 02:02:34.954+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c7', '556fb8f3-b8a6-4681-8ac1-ac13e14109a4', '2026-11-22 02:02:50.304+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"kind": "text", "text": "Thank you for your feedback!"}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|8608a4e2-2f40-4f25-aa74-fb9a0eccfd39"}', '2026-11-22 02:02:35.304+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c8', 'f16ab166-c7b0-4d8a-b011-91be7525f545', '2026-11-22 02:02:50.339+00', '{"replies": [{"card": "escalate/summary", "data": {"problem": "", "summary": ""}, "form": {"id": "summary", "token": "x9HShGpKKHKPHML_zaN-xw"}, "kind": "card", "speak": "Talk to a person. I open a ticket for the help desk, with what we have said here. Secrets are not in it.", "words": {"cancel": "Cancel", "summary": "What is it about? (optional; please give no PIN, code or password)", "openTicket": "Open a ticket", "summaryError": "At most 1,000 characters, please.", "summaryIntro": "I open a ticket for the help desk, with what we have said here. Secrets are not in it.", "summaryTitle": "Talk to a person"}, "locale": "en", "fallbackText": "Talk to a person. I open a ticket for the help desk, with what we have said here. Secrets are not in it."}]}', '2026-11-22 02:02:35.339+00');
INSERT INTO public.activities VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'c9', '298355c4-097c-49e5-bd62-23fc3cd60d91', '2026-11-22 02:02:50.367+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "escalate/ticket", "data": {"call": "tel:+14105550120", "rows": [{"label": "Ticket", "value": "1001"}, {"label": "Phone", "value": "+1 410-555-0120"}, {"label": "On the phone", "value": "Ask to be transferred to the Help Desk."}, {"label": "E-mail", "value": "helpdesk@example.com"}, {"label": "Opening hours", "value": "Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time)"}, {"label": "Reference", "value": "YFS7-1MZ1"}], "mailto": "mailto:helpdesk@example.com", "portal": "https://helpdesk.example.com/", "opening": "The help desk is closed now; it opens Monday 07:00."}, "kind": "card", "speak": "The help desk will take it from here. Your ticket is number 1001. The help desk is closed now; it opens Monday 07:00.", "words": {"portal": "Help desk on the web", "callDesk": "Call the help desk", "mailDesk": "Write to the help desk", "ticketIntro": "The help desk will take it from here. Your ticket is number 1001.", "ticketTitle": "The help desk"}, "locale": "en", "fallbackText": "The help desk will take it from here. Your ticket is number 1001. Ticket: 1001. Phone: +1 410-555-0120. On the phone: Ask to be transferred to the Help Desk. E-mail: helpdesk@example.com. Opening hours: Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time). Reference: YFS7-1MZ1. The help desk is closed now; it opens Monday 07:00."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|0c0c9486-9a1f-4178-899b-2c5b885deb91"}', '2026-11-22 02:02:35.367+00');

INSERT INTO public.budgets VALUES ('direct-line-conversations', '127.0.0.1', 1, '2026-11-22 03:02:33.029+00', NULL);
INSERT INTO public.budgets VALUES ('direct-line-tokens', '41c889de1a8c4e9dffc14e1f2eed116d702c6d15dc552d845f0cd9285393b7ff', 1, '2026-11-22 03:02:33.029+00', NULL);
INSERT INTO public.budgets VALUES ('requester-codes', '127.0.0.1', 1, '2026-11-22 03:02:33.246+00', NULL);
INSERT INTO public.budgets VALUES ('resend', 'hTowVT22ITpjhBOJGBSwo2fIpZ8dpGelruoYgbrZoOQ', 1, '2026-11-22 02:03:33.246+00', NULL);
INSERT INTO public.budgets VALUES ('codes-anonymous-typed', 'hTowVT22ITpjhBOJGBSwo2fIpZ8dpGelruoYgbrZoOQ', 1, '2026-11-23 02:02:33.246+00', NULL);
INSERT INTO public.budgets VALUES ('codes-anonymous-person', 'DMTjw3KsMinY-6wabG7TzeB_kjy7MRIcQRvqU9lSvY8', 1, '2026-11-23 02:02:33.277+00', NULL);
INSERT INTO public.budgets VALUES ('requester-tries', '127.0.0.1', 1, '2026-11-22 03:02:34.829+00', NULL);
INSERT INTO public.budgets VALUES ('tries-anonymous-typed', 'hTowVT22ITpjhBOJGBSwo2fIpZ8dpGelruoYgbrZoOQ', 1, '2026-11-23 02:02:34.829+00', NULL);
INSERT INTO public.budgets VALUES ('tries-anonymous-person', 'DMTjw3KsMinY-6wabG7TzeB_kjy7MRIcQRvqU9lSvY8', 1, '2026-11-23 02:02:34.829+00', NULL);
INSERT INTO public.budgets VALUES ('resets', '6f1d0c00-0000-4000-8000-000000000001', 1, '2026-11-23 02:02:34.957+00', NULL);
INSERT INTO public.budgets VALUES ('requester-tickets', '127.0.0.1', 1, '2026-11-22 03:02:35.371+00', NULL);
INSERT INTO public.budgets VALUES ('tickets', 'ticket/person/6f1d0c00-0000-4000-8000-000000000001', 1, '2026-11-23 02:02:35.377+00', NULL);

INSERT INTO public.challenges VALUES ('0RKzpdTtOQ72nLkmU4asFQ', 'anonymous', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'ada.archer@contoso.com', '6f1d0c00-0000-4000-8000-000000000001', NULL, 8, 'zGypn0nC', 'en', 1, '2026-11-22 02:02:33.246+00', '2026-11-22 02:12:33.246+00', '2026-11-22 02:02:34.829+00', NULL);

INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|950d7337-b051-4990-b054-36ce36edc601', 1, '2026-11-22 02:02:33.121+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "PIN Desk of Example Company. I reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.", "locale": "en", "summary": "PIN Desk of Example Company\nI reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.\nType what you need in your own words, or choose:\n- Res…", "inputHint": "acceptingInput", "attachments": [{"content": {"body": [{"size": "large", "text": "PIN Desk of Example Company", "type": "TextBlock", "wrap": true, "style": "heading", "weight": "bolder"}, {"text": "I reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.", "type": "TextBlock", "wrap": true}, {"text": "Type what you need in your own words, or choose:", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "PIN Desk of Example Company. I reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "actions": [{"data": {"ask": "reset-pin"}, "type": "Action.Submit", "title": "Reset my PIN", "associatedInputs": "none"}, {"data": {"ask": "which-key:mute"}, "type": "Action.Submit", "title": "Which key mutes me?", "associatedInputs": "none"}, {"data": {"ask": "access-number"}, "type": "Action.Submit", "title": "Call-in numbers", "associatedInputs": "none"}, {"data": {"ask": "talk-to-a-person"}, "type": "Action.Submit", "title": "Talk to a person", "associatedInputs": "none"}, {"data": {"ask": "language"}, "type": "Action.Submit", "title": "Change language", "associatedInputs": "none"}, {"data": {"ask": "feedback"}, "type": "Action.Submit", "title": "Give feedback", "associatedInputs": "none"}], "version": "1.5", "fallbackText": "PIN Desk of Example Company\nI reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.\nType what you need in your own words, or choose:\n- Reset my PIN\n- Which key mutes me?\n- Call-in numbers\n- Talk to a person\n- Change language\n- Give feedback"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|5a6fb658-5b92-4c06-9764-cea4b4716eee', 2, '2026-11-22 02:02:33.169+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "text": "which key mutes me?", "type": "message", "textFormat": "plain", "channelData": {"clientActivityID": "c1"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|50d085ef-e1c8-48cd-ba3b-0b003e49a3e9', 3, '2026-11-22 02:02:33.173+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "star 6 Mute or unmute yourself. Skype for Business and Microsoft Teams: star 6. Everyone can use it.", "locale": "en", "summary": "*6\nMute or unmute yourself.\nSkype for Business and Microsoft Teams: *6. Everyone can use it.", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|5a6fb658-5b92-4c06-9764-cea4b4716eee", "attachments": [{"content": {"body": [{"size": "extraLarge", "text": "*6", "type": "TextBlock", "wrap": true, "style": "heading", "weight": "bolder"}, {"size": "medium", "text": "Mute or unmute yourself.", "type": "TextBlock", "wrap": true}, {"text": "Skype for Business and Microsoft Teams: *6. Everyone can use it.", "type": "TextBlock", "wrap": true}], "lang": "en", "type": "AdaptiveCard", "speak": "star 6 Mute or unmute yourself. Skype for Business and Microsoft Teams: star 6. Everyone can use it.", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "actions": [{"data": {"ask": "which-key:mute-all"}, "type": "Action.Submit", "title": "Mute everyone", "associatedInputs": "none"}, {"data": {"ask": "keys"}, "type": "Action.Submit", "title": "All phone keys", "associatedInputs": "none"}], "version": "1.5", "fallbackText": "*6\nMute or unmute yourself.\nSkype for Business and Microsoft Teams: *6. Everyone can use it."}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|2e6f06a9-fc38-4831-8194-211c3c557773', 4, '2026-11-22 02:02:33.217+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "text": "I forgot my PIN", "type": "message", "textFormat": "plain", "channelData": {"clientActivityID": "c2"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|3bfa503a-e56d-47fa-b2b9-43f8df5c8958', 6, '2026-11-22 02:02:33.242+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "type": "message", "value": {"form": "who"}, "channelData": {"clientActivityID": "c3"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|00fd931c-db55-44af-9dee-8681e9710212', 7, '2026-11-22 02:02:33.221+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Sent ✓", "locale": "en", "summary": "Sent ✓", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|3bfa503a-e56d-47fa-b2b9-43f8df5c8958", "attachments": [{"content": {"body": [{"size": "Small", "text": "Sent ✓", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "Sent ✓", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "Sent ✓"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|775fc94a-fe14-44c0-9dd9-2793cf4d6972', 9, '2026-11-22 02:02:34.824+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "type": "message", "value": {"form": "code"}, "channelData": {"clientActivityID": "c4"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|27ffe504-a377-4eb3-a43c-cd6d4321a03e', 10, '2026-11-22 02:02:33.247+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Sent ✓", "locale": "en", "summary": "Sent ✓", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|775fc94a-fe14-44c0-9dd9-2793cf4d6972", "attachments": [{"content": {"body": [{"size": "Small", "text": "Sent ✓", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "Sent ✓", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "Sent ✓"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|5f6adaf4-344b-4a69-9d3a-7cf97e5c688c', 11, '2026-11-22 02:02:34.83+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "text": "Thank you, that is confirmed.", "type": "message", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|775fc94a-fe14-44c0-9dd9-2793cf4d6972"}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|83374d92-f381-4299-8ff1-6d273bb643cf', 13, '2026-11-22 02:02:34.906+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "type": "message", "value": {"form": "choose"}, "channelData": {"clientActivityID": "c5"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|095127b4-93ca-402a-b1f9-1d97ef7988c2', 14, '2026-11-22 02:02:34.831+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Sent ✓", "locale": "en", "summary": "Sent ✓", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|83374d92-f381-4299-8ff1-6d273bb643cf", "attachments": [{"content": {"body": [{"size": "Small", "text": "Sent ✓", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "Sent ✓", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "Sent ✓"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|9d8c2827-2fbe-4a6a-95a8-00af24e3001b', 16, '2026-11-22 02:02:34.953+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "type": "message", "value": {"form": "choose"}, "channelData": {"clientActivityID": "c6"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|a482e515-5a47-4f11-befc-cce9a98ed04b', 17, '2026-11-22 02:02:34.918+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Sent ✓", "locale": "en", "summary": "Sent ✓", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|9d8c2827-2fbe-4a6a-95a8-00af24e3001b", "attachments": [{"content": {"body": [{"size": "Small", "text": "Sent ✓", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "Sent ✓", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "Sent ✓"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|5ee6cf03-2deb-490a-81d5-e651e7bd4937', 18, '2026-11-22 02:02:34.958+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting.", "locale": "en", "summary": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN servi…", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|9d8c2827-2fbe-4a6a-95a8-00af24e3001b", "attachments": [{"content": {"body": [{"size": "Medium", "text": "Your PIN is set", "type": "TextBlock", "wrap": true, "color": "Good", "style": "heading", "weight": "Bolder"}, {"text": "To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN.", "type": "TextBlock", "wrap": true}, {"text": "Note: this is the built-in PIN service. It opens no real meeting.", "type": "TextBlock", "wrap": true, "color": "Warning"}], "lang": "en", "type": "AdaptiveCard", "speak": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting.", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "actions": [{"url": "tel:+14105550150", "type": "Action.OpenUrl", "title": "Call +1 410-555-0150"}, {"data": {"ask": "keys"}, "type": "Action.Submit", "title": "Phone keys in a meeting", "associatedInputs": "none"}], "version": "1.5", "fallbackText": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting."}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|e4debc36-4201-4fa5-9b01-861cd176ae34', 20, '2026-11-22 02:02:35.304+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "type": "message", "value": {"form": "ask"}, "channelData": {"clientActivityID": "c7"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|8608a4e2-2f40-4f25-aa74-fb9a0eccfd39', 21, '2026-11-22 02:02:34.959+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Sent ✓", "locale": "en", "summary": "Sent ✓", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|e4debc36-4201-4fa5-9b01-861cd176ae34", "attachments": [{"content": {"body": [{"size": "Small", "text": "Sent ✓", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "Sent ✓", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "Sent ✓"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|fc439adc-aa81-4d45-b340-980ff5b0239c', 22, '2026-11-22 02:02:35.312+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "text": "Thank you for your feedback!", "type": "message", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|e4debc36-4201-4fa5-9b01-861cd176ae34"}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|089fd2e7-4ccb-4a9b-9d8d-0b1d3ea703a6', 23, '2026-11-22 02:02:35.339+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "text": "talk to a person", "type": "message", "textFormat": "plain", "channelData": {"clientActivityID": "c8"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|53f3dfa0-3e32-4830-9b9e-3636821a377e', 25, '2026-11-22 02:02:35.367+00', '{"from": {"id": "dl_2LAh-isllyJ5vl9i0C6MBw", "role": "user"}, "type": "message", "value": {"form": "summary"}, "channelData": {"clientActivityID": "c9"}}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|0c0c9486-9a1f-4178-899b-2c5b885deb91', 26, '2026-11-22 02:02:35.346+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "Sent ✓", "locale": "en", "summary": "Sent ✓", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|53f3dfa0-3e32-4830-9b9e-3636821a377e", "attachments": [{"content": {"body": [{"size": "Small", "text": "Sent ✓", "type": "TextBlock", "wrap": true, "isSubtle": true}], "lang": "en", "type": "AdaptiveCard", "speak": "Sent ✓", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "fallbackText": "Sent ✓"}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');
INSERT INTO public.direct_line_activities VALUES ('PC46jdN1J6YwV3zHvwujCw', 'PC46jdN1J6YwV3zHvwujCw|e348941c-1494-4564-a73e-4e166b8fae13', 27, '2026-11-22 02:02:35.372+00', '{"from": {"id": "pin-desk", "name": "PIN Desk", "role": "bot"}, "type": "message", "speak": "The help desk will take it from here. Your ticket is number 1001. The help desk is closed now; it opens Monday 07:00.", "locale": "en", "summary": "The help desk will take it from here. Your ticket is number 1001. Ticket: 1001. Phone: +1 410-555-0120. On the phone: Ask to be transferred to the Help Desk. E-mail: helpdesk@example.com. Opening hou…", "inputHint": "acceptingInput", "replyToId": "PC46jdN1J6YwV3zHvwujCw|53f3dfa0-3e32-4830-9b9e-3636821a377e", "attachments": [{"content": {"body": [{"size": "Medium", "text": "The help desk", "type": "TextBlock", "wrap": true, "style": "heading", "weight": "Bolder"}, {"text": "The help desk will take it from here. Your ticket is number 1001.", "type": "TextBlock", "wrap": true}, {"type": "Container", "items": [{"size": "Small", "text": "Ticket", "type": "TextBlock", "wrap": true, "isSubtle": true}, {"text": "1001", "type": "TextBlock", "wrap": true, "spacing": "none"}], "spacing": "small"}, {"type": "Container", "items": [{"size": "Small", "text": "Phone", "type": "TextBlock", "wrap": true, "isSubtle": true}, {"text": "+1 410-555-0120", "type": "TextBlock", "wrap": true, "spacing": "none"}], "spacing": "small"}, {"type": "Container", "items": [{"size": "Small", "text": "On the phone", "type": "TextBlock", "wrap": true, "isSubtle": true}, {"text": "Ask to be transferred to the Help Desk.", "type": "TextBlock", "wrap": true, "spacing": "none"}], "spacing": "small"}, {"type": "Container", "items": [{"size": "Small", "text": "E-mail", "type": "TextBlock", "wrap": true, "isSubtle": true}, {"text": "helpdesk@example.com", "type": "TextBlock", "wrap": true, "spacing": "none"}], "spacing": "small"}, {"type": "Container", "items": [{"size": "Small", "text": "Opening hours", "type": "TextBlock", "wrap": true, "isSubtle": true}, {"text": "Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time)", "type": "TextBlock", "wrap": true, "spacing": "none"}], "spacing": "small"}, {"type": "Container", "items": [{"size": "Small", "text": "Reference", "type": "TextBlock", "wrap": true, "isSubtle": true}, {"text": "YFS7-1MZ1", "type": "TextBlock", "wrap": true, "spacing": "none"}], "spacing": "small"}, {"text": "The help desk is closed now; it opens Monday 07:00.", "type": "TextBlock", "wrap": true}], "lang": "en", "type": "AdaptiveCard", "speak": "The help desk will take it from here. Your ticket is number 1001. The help desk is closed now; it opens Monday 07:00.", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "actions": [{"url": "tel:+14105550120", "type": "Action.OpenUrl", "title": "Call the help desk"}, {"url": "mailto:helpdesk@example.com", "type": "Action.OpenUrl", "title": "Write to the help desk"}, {"url": "https://helpdesk.example.com/", "type": "Action.OpenUrl", "title": "Help desk on the web"}], "version": "1.5", "fallbackText": "The help desk will take it from here. Your ticket is number 1001. Ticket: 1001. Phone: +1 410-555-0120. On the phone: Ask to be transferred to the Help Desk. E-mail: helpdesk@example.com. Opening hours: Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time). Reference: YFS7-1MZ1. The help desk is closed now; it opens Monday 07:00."}, "contentType": "application/vnd.microsoft.card.adaptive"}]}');

INSERT INTO public.direct_line_conversations VALUES ('PC46jdN1J6YwV3zHvwujCw', 'dl_2LAh-isllyJ5vl9i0C6MBw', 27, 'en', '2026-11-22 02:02:33.029+00', '2026-11-22 02:02:35.372+00', '2026-11-22 02:02:33.142+00', '2026-11-22 02:02:33.094+00', 10, '2026-11-22 02:02:33.094+00', 10);

INSERT INTO public.direct_line_sessions VALUES ('41c889de1a8c4e9dffc14e1f2eed116d702c6d15dc552d845f0cd9285393b7ff', 'PC46jdN1J6YwV3zHvwujCw', '2026-11-22 02:02:33.029+00');

INSERT INTO public.direct_line_tickets VALUES ('d4bdb1dfe49058a0689016a5b6009415d24b2ee58a1420cc4b320a9016cf39a6', '41c889de1a8c4e9dffc14e1f2eed116d702c6d15dc552d845f0cd9285393b7ff', '2026-11-22 02:03:33.143+00');

INSERT INTO public.direct_line_tokens VALUES ('d4662ea8cbaa69fe25836834ab954a5b62695bd172ca7f4bb06693c11556739a', '41c889de1a8c4e9dffc14e1f2eed116d702c6d15dc552d845f0cd9285393b7ff', '2026-11-22 02:02:33.029+00', '2026-11-22 02:32:33.029+00');

INSERT INTO public.feedback OVERRIDING SYSTEM VALUE VALUES (1, '2026-11-22 02:02:35.311+00', true, 'nice ••••', 'en', 'directline', NULL);

INSERT INTO public.forms VALUES ('RblguAOFEe3CdjPPD69B6Q', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'confirm-identity', 'who', 'PC46jdN1J6YwV3zHvwujCw|00fd931c-db55-44af-9dee-8681e9710212', 'done', '2026-11-22 02:02:33.225+00', 'a2214f55-eccc-4bb9-acf1-f916a03077fd', 'c3', '2026-11-22 02:02:33.242+00', '2026-11-22 02:02:48.242+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "confirm-identity/code", "data": {"problem": ""}, "form": {"id": "code", "token": "oKMCOb06h7ySy8qpg1YvQQ"}, "kind": "card", "speak": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person. The code has 8 digits and is valid for 10 minutes. You can also type it into the chat.", "words": {"code": "One-time code", "again": "Send a new code", "cancel": "Cancel", "confirm": "Confirm", "codeHint": "The code has 8 digits and is valid for 10 minutes. You can also type it into the chat.", "codeError": "Please enter the digits from the mail.", "codeIntro": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person.", "codeTitle": "Enter the code", "notReceived": "No code? Get help"}, "locale": "en", "fallbackText": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person. The code has 8 digits and is valid for 10 minutes. You can also type it into the chat."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|00fd931c-db55-44af-9dee-8681e9710212"}');
INSERT INTO public.forms VALUES ('oKMCOb06h7ySy8qpg1YvQQ', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'confirm-identity', 'code', 'PC46jdN1J6YwV3zHvwujCw|27ffe504-a377-4eb3-a43c-cd6d4321a03e', 'done', '2026-11-22 02:02:33.266+00', '9f3ee3a5-8ea9-40fc-9110-7e6ce9e5a8ea', 'c4', '2026-11-22 02:02:34.825+00', '2026-11-22 02:02:49.825+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"kind": "text", "text": "Thank you, that is confirmed."}, {"card": "reset-pin/choose", "data": {"name": "Ada Archer", "phone": "•••• 14", "rules": "- 5 to 24 digits; no letters, spaces or special characters\n- No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick\n- Not your extension, and not your phone number or the end of it\n- Not a date of six digits\n- Not one of your last 5 PINs", "problem": "", "deskPhone": false, "extension": "", "maxLength": 40, "department": "Finance"}, "form": {"id": "choose", "token": "RqsTLDp9wcuV2RrlcTWmmQ"}, "kind": "card", "speak": "Choose a new PIN. 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs.", "words": {"pin": "New PIN", "name": "Name", "phone": "Phone", "cancel": "Cancel", "setPin": "Set the PIN", "itIsYou": "This is you:", "pinError": "Please enter a new PIN of digits.", "extension": "Extension", "notAlways": "Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked.", "department": "Department", "rulesTitle": "Rules for your PIN", "chooseTitle": "Choose a new PIN", "talkToAPerson": "Talk to a person", "deskPhoneBefore": "Your desk phone signs in with this PIN. After the change it may stop working until you sign in on it again with the new PIN.", "pinConfirmation": "New PIN once more", "pinConfirmationError": "Please enter the new PIN a second time."}, "locale": "en", "fallbackText": "Choose a new PIN. This is you: Ada Archer. Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|27ffe504-a377-4eb3-a43c-cd6d4321a03e"}');
INSERT INTO public.forms VALUES ('RqsTLDp9wcuV2RrlcTWmmQ', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'reset-pin', 'choose', 'PC46jdN1J6YwV3zHvwujCw|095127b4-93ca-402a-b1f9-1d97ef7988c2', 'done', '2026-11-22 02:02:34.869+00', '421c798f-2bfe-44bf-a3c0-54b0fc1d1305', 'c5', '2026-11-22 02:02:34.907+00', '2026-11-22 02:02:49.907+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "reset-pin/choose", "data": {"name": "Ada Archer", "phone": "•••• 14", "rules": "- 5 to 24 digits; no letters, spaces or special characters\n- No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick\n- Not your extension, and not your phone number or the end of it\n- Not a date of six digits\n- Not one of your last 5 PINs", "problem": "No digit may appear three times in a row, and a PIN may not be pairs only.", "deskPhone": false, "extension": "", "maxLength": 40, "department": "Finance"}, "form": {"id": "choose", "token": "9G5G2B4LUfzrnhyH6KuoKw"}, "kind": "card", "speak": "No digit may appear three times in a row, and a PIN may not be pairs only. Choose a new PIN. 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs.", "words": {"pin": "New PIN", "name": "Name", "phone": "Phone", "cancel": "Cancel", "setPin": "Set the PIN", "itIsYou": "This is you:", "pinError": "Please enter a new PIN of digits.", "extension": "Extension", "notAlways": "Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked.", "department": "Department", "rulesTitle": "Rules for your PIN", "chooseTitle": "Choose a new PIN", "talkToAPerson": "Talk to a person", "deskPhoneBefore": "Your desk phone signs in with this PIN. After the change it may stop working until you sign in on it again with the new PIN.", "pinConfirmation": "New PIN once more", "pinConfirmationError": "Please enter the new PIN a second time."}, "locale": "en", "fallbackText": "No digit may appear three times in a row, and a PIN may not be pairs only. Choose a new PIN. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|095127b4-93ca-402a-b1f9-1d97ef7988c2"}');
INSERT INTO public.forms VALUES ('9G5G2B4LUfzrnhyH6KuoKw', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'reset-pin', 'choose', 'PC46jdN1J6YwV3zHvwujCw|a482e515-5a47-4f11-befc-cce9a98ed04b', 'done', '2026-11-22 02:02:34.923+00', '730d0517-6b38-41e6-b3e3-f3bc1ca960aa', 'c6', '2026-11-22 02:02:34.954+00', '2026-11-22 02:02:49.954+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "reset-pin/done", "data": {"call": "tel:+14105550150", "expires": "", "embedded": true, "changedAt": "", "deskPhone": false, "howToDialIn": "To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN."}, "kind": "card", "speak": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting.", "words": {"allKeys": "Phone keys in a meeting", "callNow": "Call +1 410-555-0150", "embedded": "Note: this is the built-in PIN service. It opens no real meeting.", "doneTitle": "Your PIN is set", "deskPhoneAfter": "Your desk phone may stop working until you sign in on it with your extension and the new PIN."}, "locale": "en", "fallbackText": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting."}, {"card": "feedback/ask", "data": {"comment": "", "helpful": "", "problem": "", "privacyPolicy": "https://www.example.com/privacy"}, "form": {"id": "ask", "token": "TgDPIrv3iMTn063tEF7bvg"}, "kind": "card", "speak": "Was this helpful?", "words": {"no": "No", "yes": "Yes", "comment": "How can we improve it? (up to 255 characters)", "helpful": "Your answer", "privacy": "To protect your privacy, please give no contact details here.", "noThanks": "No, thank you", "commentError": "At most 255 characters, please.", "helpfulError": "Please choose yes or no.", "sendFeedback": "Send", "feedbackTitle": "Was this helpful?", "privacyPolicy": "Privacy policy", "helpful-missing": "Please choose yes or no.", "comment-too-long": "That is too long: at most 255 characters, please."}, "locale": "en", "fallbackText": "Was this helpful? To protect your privacy, please give no contact details here."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|a482e515-5a47-4f11-befc-cce9a98ed04b"}');
INSERT INTO public.forms VALUES ('TgDPIrv3iMTn063tEF7bvg', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'feedback', 'ask', 'PC46jdN1J6YwV3zHvwujCw|8608a4e2-2f40-4f25-aa74-fb9a0eccfd39', 'done', '2026-11-22 02:02:35.273+00', '556fb8f3-b8a6-4681-8ac1-ac13e14109a4', 'c7', '2026-11-22 02:02:35.304+00', '2026-11-22 02:02:50.304+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"kind": "text", "text": "Thank you for your feedback!"}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|8608a4e2-2f40-4f25-aa74-fb9a0eccfd39"}');
INSERT INTO public.forms VALUES ('x9HShGpKKHKPHML_zaN-xw', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', 'escalate', 'summary', 'PC46jdN1J6YwV3zHvwujCw|0c0c9486-9a1f-4178-899b-2c5b885deb91', 'done', '2026-11-22 02:02:35.347+00', '298355c4-097c-49e5-bd62-23fc3cd60d91', 'c9', '2026-11-22 02:02:35.367+00', '2026-11-22 02:02:50.367+00', '{"receipt": {"card": "conversation/sent", "data": {}, "kind": "card", "speak": "Sent ✓", "words": {"note": "Sent ✓"}, "locale": "en", "fallbackText": "Sent ✓"}, "replies": [{"card": "escalate/ticket", "data": {"call": "tel:+14105550120", "rows": [{"label": "Ticket", "value": "1001"}, {"label": "Phone", "value": "+1 410-555-0120"}, {"label": "On the phone", "value": "Ask to be transferred to the Help Desk."}, {"label": "E-mail", "value": "helpdesk@example.com"}, {"label": "Opening hours", "value": "Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time)"}, {"label": "Reference", "value": "YFS7-1MZ1"}], "mailto": "mailto:helpdesk@example.com", "portal": "https://helpdesk.example.com/", "opening": "The help desk is closed now; it opens Monday 07:00."}, "kind": "card", "speak": "The help desk will take it from here. Your ticket is number 1001. The help desk is closed now; it opens Monday 07:00.", "words": {"portal": "Help desk on the web", "callDesk": "Call the help desk", "mailDesk": "Write to the help desk", "ticketIntro": "The help desk will take it from here. Your ticket is number 1001.", "ticketTitle": "The help desk"}, "locale": "en", "fallbackText": "The help desk will take it from here. Your ticket is number 1001. Ticket: 1001. Phone: +1 410-555-0120. On the phone: Ask to be transferred to the Help Desk. E-mail: helpdesk@example.com. Opening hours: Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time). Reference: YFS7-1MZ1. The help desk is closed now; it opens Monday 07:00."}], "receiptFor": "PC46jdN1J6YwV3zHvwujCw|0c0c9486-9a1f-4178-899b-2c5b885deb91"}');

INSERT INTO public.migrations VALUES (1, 'turns', '2d15fcfc881ffa70eaaf24e5a5221fbe08de5d5faa7cd89e57683fea4202c4bc', '2026-11-22 02:02:29.168435+00');
INSERT INTO public.migrations VALUES (2, 'budgets', '4ba0ccf6bf157da34f6d2a387e979ed209a868424ce1ae1313c00ed1e7ccd776', '2026-11-22 02:02:29.188063+00');
INSERT INTO public.migrations VALUES (3, 'challenges', '14046fbe1db521bcaeac0d99014e42f361bf826ed4b937621c43c0cbedaf7324', '2026-11-22 02:02:29.194957+00');
INSERT INTO public.migrations VALUES (4, 'pins', 'e3febd41f1ef0b69a7d3a342e7fc472d26140ba0f1ccc5f54848fa4da4fb27bd', '2026-11-22 02:02:29.202467+00');
INSERT INTO public.migrations VALUES (5, 'tickets', 'd644595c1ea38cfd65ef6d4865b12fff1b62b42ebf85da173a367be0e6e6cb4f', '2026-11-22 02:02:29.208053+00');
INSERT INTO public.migrations VALUES (6, 'direct-line', '63153653facefcd2363d2b39b1083a8d7c423f15e215694cd161ded4c97f5023', '2026-11-22 02:02:29.220586+00');
INSERT INTO public.migrations VALUES (7, 'feedback', '1524888267a9c1f19be3bebb32aa0f741396abfac5f821c50ca79f24c43621e8', '2026-11-22 02:02:29.239186+00');

INSERT INTO public.pins VALUES ('6f1d0c00-0000-4000-8000-000000000001', '\x1a26fb7331fb17e3d83e716f8e0d87b8', '[{"key": "zGypn0nC", "cost": {"n": 16384, "p": 1, "r": 8}, "hash": "wjhWEmuN7QAfHe+Lg/mC/7xHj5FgDfzff7qTOx16HrY="}]', true, false, '2026-11-22 02:02:34.961+00');

INSERT INTO public.sessions VALUES ('["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', '{"edge": "direct-line", "sender": "dl_2LAh-isllyJ5vl9i0C6MBw", "channel": "directline", "conversation": "PC46jdN1J6YwV3zHvwujCw"}', 10, '{"seen": {"path": "anonymous", "locale": "en", "requester": "127.0.0.1"}, "frames": [], "locale": null, "activeAt": "2026-11-22T02:02:35.371Z", "welcomed": true, "transcript": [{"at": "2026-11-22T02:02:33.120Z", "from": "bot", "text": "PIN Desk of Example Company\nI reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.\nType what you need in your own words, or choose:\n- Reset my PIN\n- Which key mutes me?\n- Call-in numbers\n- Talk to a person\n- Change language\n- Give feedback"}, {"at": "2026-11-22T02:02:33.172Z", "from": "person", "text": "which key mutes me?"}, {"at": "2026-11-22T02:02:33.172Z", "from": "bot", "text": "*6\nMute or unmute yourself.\nSkype for Business and Microsoft Teams: *6. Everyone can use it."}, {"at": "2026-11-22T02:02:33.220Z", "from": "person", "text": "I forgot my PIN"}, {"at": "2026-11-22T02:02:33.220Z", "from": "bot", "text": "Who are you? Please give your work e-mail address. If it is registered here, I will mail you a one-time code."}, {"at": "2026-11-22T02:02:33.246Z", "from": "person", "text": "[who]"}, {"at": "2026-11-22T02:02:33.246Z", "from": "bot", "text": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person. The code has 8 digits and is valid for 10 minutes. You can also type it into the chat."}, {"at": "2026-11-22T02:02:34.829Z", "from": "person", "text": "[code]"}, {"at": "2026-11-22T02:02:34.829Z", "from": "bot", "text": "Thank you, that is confirmed."}, {"at": "2026-11-22T02:02:34.829Z", "from": "bot", "text": "Choose a new PIN. This is you: Ada Archer. Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it."}, {"at": "2026-11-22T02:02:34.917Z", "from": "person", "text": "[choose]"}, {"at": "2026-11-22T02:02:34.917Z", "from": "bot", "text": "No digit may appear three times in a row, and a PIN may not be pairs only. Choose a new PIN. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs."}, {"at": "2026-11-22T02:02:34.957Z", "from": "person", "text": "[choose]"}, {"at": "2026-11-22T02:02:34.957Z", "from": "bot", "text": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +1 410-555-0150). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting."}, {"at": "2026-11-22T02:02:34.957Z", "from": "bot", "text": "Was this helpful? To protect your privacy, please give no contact details here."}, {"at": "2026-11-22T02:02:35.311Z", "from": "person", "text": "[ask]"}, {"at": "2026-11-22T02:02:35.311Z", "from": "bot", "text": "Thank you for your feedback!"}, {"at": "2026-11-22T02:02:35.345Z", "from": "person", "text": "talk to a person"}, {"at": "2026-11-22T02:02:35.345Z", "from": "bot", "text": "Talk to a person. I open a ticket for the help desk, with what we have said here. Secrets are not in it."}, {"at": "2026-11-22T02:02:35.371Z", "from": "person", "text": "[summary]"}, {"at": "2026-11-22T02:02:35.371Z", "from": "bot", "text": "The help desk will take it from here. Your ticket is number 1001. Ticket: 1001. Phone: +1 410-555-0120. On the phone: Ask to be transferred to the Help Desk. E-mail: helpdesk@example.com. Opening hours: Mon–Fri 07:00–19:00, Sat 09:00–13:00 (Eastern Time). Reference: YFS7-1MZ1. The help desk is closed now; it opens Monday 07:00."}], "confirmation": {"at": "2026-11-22T02:02:34.829Z", "person": "6f1d0c00-0000-4000-8000-000000000001", "changesLeft": 0}}', NULL, '2026-11-22 02:02:35.399+00');

INSERT INTO public.ticket_events OVERRIDING SYSTEM VALUE VALUES (1, 1001, '2026-11-22 02:02:35.377+00', 'opened', 'Ada Archer', NULL);

INSERT INTO public.tickets OVERRIDING SYSTEM VALUE VALUES (1001, 'asked-for-a-person', '6f1d0c00-0000-4000-8000-000000000001', 'Ada Archer', true, 'en', '["direct-line","directline","PC46jdN1J6YwV3zHvwujCw","dl_2LAh-isllyJ5vl9i0C6MBw"]', '{"edge": "direct-line", "sender": "dl_2LAh-isllyJ5vl9i0C6MBw", "channel": "directline", "conversation": "PC46jdN1J6YwV3zHvwujCw"}', 'escalate/summary', NULL, 'my desk phone', '[{"at": "2026-11-22T02:02:33.120Z", "from": "bot", "text": "PIN Desk of Example Company\nI reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.\nType what you need in your own words, or choose:\n- Reset my PIN\n- Which key mutes me?\n- Call-in numbers\n- Talk to a person\n- Change language\n- Give feedback"}, {"at": "2026-11-22T02:02:33.172Z", "from": "person", "text": "which key mutes me?"}, {"at": "2026-11-22T02:02:33.172Z", "from": "bot", "text": "*6\nMute or unmute yourself.\nSkype for Business and Microsoft Teams: *6. Everyone can use it."}, {"at": "2026-11-22T02:02:33.220Z", "from": "person", "text": "I forgot my PIN"}, {"at": "2026-11-22T02:02:33.220Z", "from": "bot", "text": "Who are you? Please give your work e-mail address. If it is registered here, I will mail you a one-time code."}, {"at": "2026-11-22T02:02:33.246Z", "from": "person", "text": "[who]"}, {"at": "2026-11-22T02:02:33.246Z", "from": "bot", "text": "If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person. The code has 8 digits and is valid for 10 minutes. You can also type it into the chat."}, {"at": "2026-11-22T02:02:34.829Z", "from": "person", "text": "[code]"}, {"at": "2026-11-22T02:02:34.829Z", "from": "bot", "text": "Thank you, that is confirmed."}, {"at": "2026-11-22T02:02:34.829Z", "from": "bot", "text": "Choose a new PIN. This is you: Ada Archer. Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (••••), no four digits in order (••••), nothing that many people pick. Not your extension, and not your phone number or the end of it."}, {"at": "2026-11-22T02:02:34.917Z", "from": "person", "text": "[choose]"}, {"at": "2026-11-22T02:02:34.917Z", "from": "bot", "text": "No digit may appear three times in a row, and a PIN may not be pairs only. Choose a new PIN. Rules for your PIN: 5 to 24 digits; no letters, spaces or special characters. No digit three times in a row, no pairs only (••••), no four digits in order (••••), nothing that many people pick. Not your extension, and not your phone number or the end of it. Not a date of six digits. Not one of your last 5 PINs."}, {"at": "2026-11-22T02:02:34.957Z", "from": "person", "text": "[choose]"}, {"at": "2026-11-22T02:02:34.957Z", "from": "bot", "text": "Your PIN is set. To join a meeting, call the number in the invitation (in your region: +••••). When prompted, enter the conference ID and then your PIN. Note: this is the built-in PIN service. It opens no real meeting."}, {"at": "2026-11-22T02:02:34.957Z", "from": "bot", "text": "Was this helpful? To protect your privacy, please give no contact details here."}, {"at": "2026-11-22T02:02:35.311Z", "from": "person", "text": "[ask]"}, {"at": "2026-11-22T02:02:35.311Z", "from": "bot", "text": "Thank you for your feedback!"}, {"at": "2026-11-22T02:02:35.345Z", "from": "person", "text": "talk to a person"}, {"at": "2026-11-22T02:02:35.345Z", "from": "bot", "text": "Talk to a person. I open a ticket for the help desk, with what we have said here. Secrets are not in it."}]', 'YFS7-1MZ1', 'open', 'normal', NULL, 1, '2026-11-22 02:02:35.377+00', '2026-11-22 02:02:35.377+00');

SELECT pg_catalog.setval('public.feedback_id_seq', 1, true);

SELECT pg_catalog.setval('public.ticket_events_id_seq', 1, true);

SELECT pg_catalog.setval('public.tickets_number_seq', 1001, true);

ALTER TABLE ONLY pgboss.archive
    ADD CONSTRAINT archive_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619
    ADD CONSTRAINT j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a
    ADD CONSTRAINT jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0
    ADD CONSTRAINT jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name);

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);

ALTER TABLE ONLY pgboss.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_pkey PRIMARY KEY (session, key);

ALTER TABLE ONLY public.budgets
    ADD CONSTRAINT budgets_pkey PRIMARY KEY (name, key);

ALTER TABLE ONLY public.challenges
    ADD CONSTRAINT challenges_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.direct_line_activities
    ADD CONSTRAINT direct_line_activities_conversation_position_key UNIQUE (conversation, "position");

ALTER TABLE ONLY public.direct_line_activities
    ADD CONSTRAINT direct_line_activities_pkey PRIMARY KEY (conversation, id);

ALTER TABLE ONLY public.direct_line_conversations
    ADD CONSTRAINT direct_line_conversations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.direct_line_sessions
    ADD CONSTRAINT direct_line_sessions_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY public.direct_line_tickets
    ADD CONSTRAINT direct_line_tickets_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY public.direct_line_tokens
    ADD CONSTRAINT direct_line_tokens_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forms
    ADD CONSTRAINT forms_pkey PRIMARY KEY (token);

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pins
    ADD CONSTRAINT pins_pkey PRIMARY KEY (person);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.ticket_events
    ADD CONSTRAINT ticket_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (number);

CREATE INDEX archive_i1 ON pgboss.archive USING btree (archived_on);

CREATE UNIQUE INDEX j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_i1 ON pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));

CREATE UNIQUE INDEX j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_i2 ON pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));

CREATE UNIQUE INDEX j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_i3 ON pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));

CREATE UNIQUE INDEX j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_i4 ON pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));

CREATE INDEX j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_i5 ON pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619 USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);

CREATE UNIQUE INDEX jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_i1 ON pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));

CREATE UNIQUE INDEX jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_i2 ON pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));

CREATE UNIQUE INDEX jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_i3 ON pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));

CREATE UNIQUE INDEX jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_i4 ON pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));

CREATE INDEX jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_i5 ON pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);

CREATE UNIQUE INDEX jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_i1 ON pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));

CREATE UNIQUE INDEX jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_i2 ON pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));

CREATE UNIQUE INDEX jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_i3 ON pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));

CREATE UNIQUE INDEX jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_i4 ON pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));

CREATE INDEX jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_i5 ON pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0 USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);

CREATE INDEX activities_by_age ON public.activities USING btree (at);

CREATE INDEX budgets_by_end ON public.budgets USING btree (ends_at);

CREATE INDEX challenges_expiry ON public.challenges USING btree (expires_at);

CREATE INDEX challenges_open ON public.challenges USING btree (address) WHERE ((used_at IS NULL) AND (voided_at IS NULL));

CREATE INDEX direct_line_conversations_by_age ON public.direct_line_conversations USING btree (last_seen_at);

CREATE INDEX direct_line_sessions_by_age ON public.direct_line_sessions USING btree (started_at);

CREATE INDEX direct_line_sessions_of_conversation ON public.direct_line_sessions USING btree (conversation);

CREATE INDEX direct_line_tickets_by_expiry ON public.direct_line_tickets USING btree (expires_at);

CREATE INDEX direct_line_tickets_of_session ON public.direct_line_tickets USING btree (session);

CREATE INDEX direct_line_tokens_by_expiry ON public.direct_line_tokens USING btree (expires_at);

CREATE INDEX direct_line_tokens_of_session ON public.direct_line_tokens USING btree (session);

CREATE INDEX feedback_newest ON public.feedback USING btree (at DESC);

CREATE INDEX forms_alive ON public.forms USING btree (session) WHERE (status = ANY (ARRAY['issued'::text, 'started'::text]));

CREATE INDEX forms_by_age ON public.forms USING btree (issued_at);

CREATE INDEX forms_started ON public.forms USING btree (lease_until) WHERE (status = 'started'::text);

CREATE INDEX sessions_by_age ON public.sessions USING btree (updated_at);

CREATE INDEX ticket_events_by_ticket ON public.ticket_events USING btree (ticket, id);

CREATE INDEX tickets_by_conversation ON public.tickets USING btree (address_key, number) WHERE ((NOT person_confirmed) AND (status <> 'closed'::text));

CREATE INDEX tickets_by_person ON public.tickets USING btree (person_id, number) WHERE (person_confirmed AND (status <> 'closed'::text));

CREATE INDEX tickets_solved ON public.tickets USING btree (changed_at) WHERE (status = 'solved'::text);

ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619_pkey;

ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a_pkey;

ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0_pkey;

ALTER TABLE ONLY pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.j86f1b4f8cb74e6676101398ec9ca1b5623706ed57f4dfe4900b8a619
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.jf246f7d34cebf025d38e03064a2fd506bffd488d7bfda1c86c52c13a
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.jfcc6119b3466c2048d10e5490e2d6c2e7ef07fa859736be53c7b16d0
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name);

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;

ALTER TABLE ONLY public.direct_line_activities
    ADD CONSTRAINT direct_line_activities_conversation_fkey FOREIGN KEY (conversation) REFERENCES public.direct_line_conversations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.direct_line_sessions
    ADD CONSTRAINT direct_line_sessions_conversation_fkey FOREIGN KEY (conversation) REFERENCES public.direct_line_conversations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.direct_line_tickets
    ADD CONSTRAINT direct_line_tickets_session_fkey FOREIGN KEY (session) REFERENCES public.direct_line_sessions(hash) ON DELETE CASCADE;

ALTER TABLE ONLY public.direct_line_tokens
    ADD CONSTRAINT direct_line_tokens_session_fkey FOREIGN KEY (session) REFERENCES public.direct_line_sessions(hash) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_events
    ADD CONSTRAINT ticket_events_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(number) ON DELETE CASCADE;

COMMIT;
