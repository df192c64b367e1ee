import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { migrations } from '../../src/storage/migrations.ts';
import { ready } from '../../src/storage/ready.ts';
import { databaseKinds, emptyEngine } from '../support/databases.ts';
import { filesIn, textOf } from '../support/tree.ts';

const releases = filesIn('test/storage/releases').filter((path) => path.endsWith('.sql'));

/**
 * What a step took away although the version before used it, the beginning of `<step>: <what>`, and why that harms nobody. A column goes in the release after the one
 * that stopped using it: see “How a later release changes a column” in docs/decisions.md.
 */
const contracted: Readonly<Record<string, string>> = {
  '9: function turn_end(':
    'release 1 calls it: from release 1 on to a later one all instances are stopped first, as the manual says',
  '13: column not_me_links.ticket ': 'the same; the table is younger than release 1',
};

interface Used {
  readonly columns: ReadonlyMap<string, { readonly type: string; readonly wantsValue: boolean }>;
  readonly functions: ReadonlySet<string>;
}

const columnsSql = `
SELECT format('%s.%s', c.relname, a.attname) AS name, format_type(a.atttypid, a.atttypmod) AS type,
  a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS wants_value
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`;
const functionsSql = `
SELECT format('%s(%s)', proname, pg_get_function_identity_arguments(oid)) AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace`;

/** What statements of a version can be about. */
async function usedOf(database: Database): Promise<Used> {
  const columns = await database.query(columnsSql, []);
  const functions = await database.query(functionsSql, []);
  return {
    columns: new Map(
      columns.map(({ name, type, wants_value }) => [
        String(name),
        { type: String(type), wantsValue: wants_value === true },
      ]),
    ),
    functions: new Set(functions.map(({ name }) => String(name))),
  };
}

/** What the version of `before` would stumble over. A table that is new has no statements of that version. */
function takenAway(before: Used, after: Used): readonly string[] {
  const tableOf = (column: string): string => column.split('.')[0] ?? '';
  const tables = new Set([...before.columns.keys()].map(tableOf));
  const changed = [...before.columns].flatMap(([name, { type }]) => {
    const now = after.columns.get(name);
    if (!now) return [`column ${name} is gone`];
    return now.type === type ? [] : [`column ${name} is another`];
  });
  const wanting = [...after.columns].flatMap(([name, { wantsValue }]) =>
    wantsValue && tables.has(tableOf(name)) && before.columns.get(name)?.wantsValue !== true
      ? [`column ${name} wants a value`]
      : [],
  );
  const gone = [...before.functions]
    .filter((name) => !after.functions.has(name))
    .map((name) => `function ${name} is gone`);
  return [...changed, ...wanting, ...gone];
}

/** Each release left a database behind, as `pg_dump --inserts` wrote it: whatever comes later must take it over. */
for (const kind of databaseKinds) {
  describe(`a database of an earlier release on ${kind}`, function () {
    this.timeout(60_000);
    let database: Database;
    beforeEach(async () => {
      database = await emptyEngine(kind);
    });
    afterEach(() => database.close());

    for (const release of releases) {
      it(`is taken over with what is in it: ${release}`, async () => {
        await database.query(textOf(release));

        await migrate(database);

        const [kept] = await database.query(
          'SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM pins) AS pins',
          [],
        );
        assert.equal(await ready(database), true);
        assert.ok(Number(kept?.sessions) > 0 && Number(kept?.tickets) > 0 && Number(kept?.pins) > 0);
      });
    }

    for (const release of releases) {
      it(`still has all that the version before used, after each step since: ${release}`, async () => {
        await database.query(textOf(release));
        const ran = await database.query('SELECT id FROM migrations', []);
        const taken: string[] = [];

        for (const { id } of migrations.filter((step) => !ran.some((row) => row.id === step.id))) {
          const before = await usedOf(database);
          await migrate(database, migrations.slice(0, id));
          const after = await usedOf(database);
          taken.push(...takenAway(before, after).map((what) => `${id}: ${what}`));
        }

        assert.deepEqual(
          taken.filter((what) => !Object.keys(contracted).some((known) => what.startsWith(known))),
          [],
        );
      });
    }

    it('would notice what a version that still runs would stumble over', async () => {
      await migrate(database);
      const before = await usedOf(database);

      await database.query(`
        ALTER TABLE tickets DROP COLUMN finding; ALTER TABLE pins RENAME COLUMN history TO past;
        ALTER TABLE feedback ADD COLUMN stars integer NOT NULL; ALTER TABLE budgets ALTER COLUMN key TYPE varchar(10);
        ALTER TABLE challenges ALTER COLUMN person SET NOT NULL; ALTER TABLE forms RENAME TO cards;
        DROP FUNCTION direct_line_append(text, jsonb);`);
      const taken = takenAway(before, await usedOf(database));

      for (const what of [
        'column tickets.finding is gone',
        'column pins.history is gone',
        'column feedback.stars wants a value',
        'column budgets.key is another',
        'column challenges.person wants a value',
        'column forms.step is gone',
        'function direct_line_append(p_conversation text, p_rows jsonb) is gone',
      ]) {
        assert.ok(taken.includes(what), `${what}: ${taken.join(', ')}`);
      }
    });

    it('was kept for every release', () => {
      assert.ok(releases.includes('test/storage/releases/1.sql'));
    });
  });
}
