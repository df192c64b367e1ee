import type { Migration } from '../migrations.ts';

/** Who did what to whom, and why. Rows are only ever added: whoever changes one has to take the triggers away first. */
export const audit: Migration = {
  id: 16,
  name: 'audit',
  sql: `
    CREATE TABLE audit (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL,
      who text NOT NULL,
      who_name text NOT NULL,
      role text NOT NULL,
      what text NOT NULL,
      person text,
      person_name text,
      ticket bigint,
      reason text
    );
    CREATE INDEX audit_of_person ON audit (person, id) WHERE person IS NOT NULL;
    CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END $$;
    CREATE TRIGGER audit_rows_are_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
    CREATE TRIGGER audit_is_kept BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
  `,
};
