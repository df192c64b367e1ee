import type { Migration } from '../migrations.ts';

/**
 * What PIN services elsewhere do not tell. `history`: hashes of PINs that were set here, newest first, as in `pins`. A change is written down
 * before the service is called: when it began, what the service then called the last one, and until when it may still come.
 */
export const remotePins: Migration = {
  id: 18,
  name: 'remote-pins',
  sql: `
    CREATE TABLE remote_pins (
      person text PRIMARY KEY,
      salt bytea NOT NULL,
      history jsonb NOT NULL DEFAULT '[]',
      began_at timestamptz,
      changed_before text,
      under_way_until timestamptz,
      is_out_of_use boolean NOT NULL DEFAULT false
    );
  `,
};
