import type { Migration } from '../migrations.ts';

/**
 * How often something happened on a day (UTC), by channel, and nothing of whom. A connection counts in a row of its own, so that turns do not wait
 * for each other. Tickets are counted by a trigger, whoever opens them; turns by the statement that ends them. And what the desk wanted for a person and did not come about says why.
 */
export const dailyCounts: Migration = {
  id: 24,
  name: 'daily-counts',
  sql: `
    ALTER TABLE desk_actions ADD COLUMN undone text;
    CREATE TABLE daily_counts (
      day date NOT NULL,
      what text NOT NULL,
      channel text NOT NULL,
      detail text NOT NULL,
      shard smallint NOT NULL,
      count bigint NOT NULL,
      PRIMARY KEY (day, what, channel, detail, shard)
    );
    -- A channel is whatever a sender without a token says it is.
    CREATE FUNCTION known_channel(p_channel text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE WHEN p_channel IN ('msteams', 'directline', 'webchat', 'emulator', 'phone', 'mail') THEN p_channel ELSE 'other' END
    $$;
    CREATE FUNCTION count_today(p_at timestamptz, p_channel text, p_counts jsonb) RETURNS boolean LANGUAGE sql AS $$
      INSERT INTO daily_counts AS known (day, what, channel, detail, shard, count)
        SELECT (p_at AT TIME ZONE 'UTC')::date, each->>'what', known_channel(p_channel), coalesce(each->>'detail', ''), pg_backend_pid() % 16, count(*)
        FROM jsonb_array_elements(p_counts) AS each GROUP BY each->>'what', each->>'detail' ORDER BY each->>'what', each->>'detail'
        ON CONFLICT (day, what, channel, detail, shard) DO UPDATE SET count = known.count + excluded.count;
      SELECT true
    $$;
    CREATE FUNCTION tickets_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO daily_counts AS known (day, what, channel, detail, shard, count)
          SELECT (opened_at AT TIME ZONE 'UTC')::date, 'escalated', known_channel(address->>'channel'), reason, pg_backend_pid() % 16, count(*)
          FROM opened GROUP BY 1, 3, 4 ORDER BY 1, 3, 4
          ON CONFLICT (day, what, channel, detail, shard) DO UPDATE SET count = known.count + excluded.count;
        RETURN NULL;
      END $$;
    CREATE TRIGGER tickets_are_counted AFTER INSERT ON tickets REFERENCING NEW TABLE AS opened
      FOR EACH STATEMENT EXECUTE FUNCTION tickets_are_counted();
  `,
};
