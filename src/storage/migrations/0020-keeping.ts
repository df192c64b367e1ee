import type { Migration } from '../migrations.ts';

/**
 * The audit is still only added to, but for two things that the database itself checks: an entry may go once it is 180 days old, and whom it is
 * about may become a pseudonym. And how to find transcripts that have been kept for long enough.
 */
export const keeping: Migration = {
  id: 20,
  name: 'keeping',
  sql: `
    CREATE OR REPLACE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < now() - interval '180 days' THEN
          RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.person LIKE 'erased-%' AND NEW.person_name IS NULL AND NEW.reason IS NULL
          AND (NEW.id, NEW.at, NEW.who, NEW.who_name, NEW.role, NEW.what) = (OLD.id, OLD.at, OLD.who, OLD.who_name, OLD.role, OLD.what)
          AND NEW.ticket IS NOT DISTINCT FROM OLD.ticket THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the audit is only ever added to';
      END $$;
    CREATE INDEX audit_by_age ON audit (at);
    CREATE INDEX tickets_with_transcript ON tickets (changed_at) WHERE status = 'closed' AND transcript <> '[]';
  `,
};
