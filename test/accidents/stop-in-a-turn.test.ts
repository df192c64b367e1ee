import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { accidentFolder, secretKey, staff } from '../support/accident-setting.ts';
import { databaseKinds, newPostgresqlUrl, postgresqlAt } from '../support/databases.ts';
import { directLineLine } from '../support/lines.ts';
import { eventually, isThrough, nextMove, noticesTo } from '../support/persevering-person.ts';
import { type Program, startProgram } from '../support/program.ts';
import { assertAlive, assertResetKept } from '../support/promises.ts';

/** Whoever saves what became of a turn waits here while a test holds the lock. */
const gate = `
CREATE FUNCTION test_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock_shared(4711);
  RETURN NEW;
END $$;
CREATE TRIGGER test_gate BEFORE UPDATE OF outcome ON activities FOR EACH ROW EXECUTE FUNCTION test_gate()`;

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`a stop in the middle of a turn, on ${kind}`, function () {
    this.timeout(120_000);
    const folder = accidentFolder();
    let database: Database;
    let holder: pg.Client;
    let environment: Readonly<Record<string, string>>;
    let program: Program;

    before(async () => {
      const url = (await newPostgresqlUrl()).reveal();
      environment = {
        DATABASE_URL: url,
        SECRET_KEY: secretKey,
        DATA_DIR: folder.dataDir,
        DIRECTORY_FILE: folder.directoryFile,
      };
      program = await startProgram(environment);
      environment = { ...environment, PORT: new URL(program.url).port };
      database = postgresqlAt(new Secret(url));
      holder = new pg.Client({ connectionString: url });
      await holder.connect();
      await holder.query(gate);
    });
    after(async () => {
      program.child.kill('SIGKILL');
      await holder.end();
      await database.close();
      folder.remove();
    });

    /** The program is told to stop while `work` has it save a turn; the next one is there afterwards. */
    async function stoppedIn(work: () => Promise<unknown>): Promise<void> {
      await holder.query('SELECT pg_advisory_lock(4711)');
      const done = work();
      await eventually('a turn that is about to be saved', async () => {
        const sql = "SELECT 1 AS waits FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted";
        return (await database.query(sql, []))[0]?.waits;
      });
      const ended = program.end('SIGTERM');
      await pause(300);
      assert.equal(program.child.exitCode, null, 'it waits for the turn');
      await holder.query('SELECT pg_advisory_unlock(4711)');
      await done;
      assert.equal(await ended, 0);
      program = await startProgram(environment);
    }

    it('ends every move of a reset first: its answer is there, and the next one is taken by the next process', async () => {
      const { id = '', mail: address = '' } = staff[0] ?? {};
      const person = {
        id,
        address,
        dataDir: folder.dataDir,
        pins: new Map(),
        wait: () => assert.fail('asked to wait'),
      };
      const line = await directLineLine(program.url);
      const moves: string[] = [];

      while (!(await isThrough(line))) {
        await stoppedIn(async () => void moves.push(await nextMove(line, person)));
        assert.ok(moves.length < 8, `${moves}; heard ${(await line.heard()).slice(-3).join(' | ')}`);
      }

      assert.deepEqual(moves, ['wish', 'who', 'code', 'choose', 'ask']);
      await eventually('the notice', () => noticesTo(folder.dataDir, address)[0]);
      await assertResetKept(database, await line.heard(), person);
      await assertAlive(database, line);
    });

    it('opens the ticket first that somebody has asked for', async () => {
      const line = await directLineLine(program.url);
      await line.say('I want to talk to a person');
      const form = await line.form();
      assert.equal(form?.form, 'summary');

      await stoppedIn(() => line.submit(form, { summary: 'No dial tone' }));

      const tickets = await database.query('SELECT number FROM tickets', []);
      assert.equal(tickets.length, 1);
      assert.match((await line.heard()).at(-1) ?? '', new RegExp(`ticket (is )?number ${tickets[0]?.number}`));
    });
  });
}
