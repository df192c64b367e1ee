import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sinon from 'sinon';
import { makeDatabaseTemplate } from '../../scripts/make-database-template.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { StartError } from '../../src/kernel/errors.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseOnPglite } from '../../src/storage/database-on-pglite.ts';
import { archiveAt, openPglite } from '../../src/storage/open-pglite.ts';
import { pgliteDatabase } from '../../src/storage/pglite-database.ts';
import { logLines } from '../support/log-lines.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('a PGlite database in a directory', function () {
  this.timeout(60_000);
  let template: string;
  let directory: string;
  let opened: Database[];
  const alive = new Set<number>();

  const open = async (pid = process.pid) => {
    const processes = { pid, isAlive: (other: number) => alive.has(other) };
    const { log } = logLines();
    const database = await pgliteDatabase({
      directory,
      template,
      log,
      clock: systemClock,
      processes,
      snapshotEveryMs: 3_600_000,
    });
    opened.push(database);
    return database;
  };
  const write = (database: Database, text: string) =>
    database
      .query('CREATE TABLE IF NOT EXISTS notes (text text); ')
      .then(() => database.query('INSERT INTO notes VALUES ($1)', [text]));
  const notes = async (database: Database) =>
    (await database.query('SELECT text FROM notes', [])).map(({ text }) => text);
  const snapshots = async () => (await readdir(join(directory, 'snapshots')).catch(() => [])).sort();

  before(async () => {
    template = await makeDatabaseTemplate(dist);
  });

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'pin-desk-')), 'data');
    opened = [];
    alive.clear();
    alive.add(process.pid);
  });

  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await rm(directory, { recursive: true, force: true });
  });

  it('keeps what was written, in files that only its owner reads', async () => {
    const first = await open();
    await write(first, 'kept');
    await first.close();

    const second = await open();

    assert.deepEqual(await notes(second), ['kept']);
    assert.deepEqual([await modeOf(directory), await modeOf(join(directory, 'database'))], ['700', '700']);
  });

  it('is refused to a second process while the first one lives, with a message that names DATA_DIR', async () => {
    await open();

    const second = open(process.ppid);

    await assert.rejects(second, (error) => error instanceof StartError && /DATA_DIR is in use/u.test(error.message));
  });

  it('is given to the next process once it is closed', async () => {
    const first = await open();
    await write(first, 'kept');
    await first.close();
    alive.add(process.ppid);

    const next = await open(process.ppid);

    assert.deepEqual(await notes(next), ['kept']);
  });

  it('begins again where its first start was cut short', async () => {
    await mkdir(join(directory, 'database'), { recursive: true });
    await writeFile(join(directory, 'database', 'PG_VERSION'), '18');
    await writeFile(join(directory, 'database.unfinished'), '');

    const database = await open();
    await write(database, 'new');

    assert.deepEqual(await notes(database), ['new']);
    assert.ok(!(await readdir(directory)).includes('database.unfinished'));
  });

  describe('writes snapshots', () => {
    it('at the end, for its owner alone, two at most', async () => {
      for (const text of ['a', 'b', 'c']) {
        const database = await open();
        await write(database, text);
        await database.close();
      }

      const names = await snapshots();

      assert.equal(names.length, 2);
      assert.equal(await modeOf(join(directory, 'snapshots', names[0] ?? '')), '600');
    });

    it('while there is news, and not where nothing was written since the last one', async () => {
      const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      const write = sinon.fake.resolves(undefined);
      const loadDataDir = await archiveAt(template);
      const pglite = await openPglite(loadDataDir ? { loadDataDir } : {});
      const database = databaseOnPglite(pglite, { log: logLines().log, snapshots: { write, everyMs: 1000 } });
      const writtenAfter: number[] = [];

      for (const sql of ['SELECT 1', 'SELECT 2', 'CREATE TABLE test_news ()', 'SELECT 3']) {
        await database.query(sql);
        clock.tick(1000);
        await database.query('SELECT 4');
        writtenAfter.push(write.callCount);
      }
      await database.close();
      clock.restore();

      assert.deepEqual([...writtenAfter, write.callCount], [1, 1, 2, 2, 2]);
    });

    it('that bring back what it held, by the command that the message gives', async () => {
      const first = await open();
      await write(first, 'kept');
      await first.close();
      const database = join(directory, 'database');
      await writeFile(join(database, 'global', 'pg_control'), 'broken');

      const message = await open().catch((error: unknown) => (error instanceof StartError ? error.message : ''));
      const [, command = ''] = /`tar (.*?)`/u.exec(String(message)) ?? [];
      await rename(database, `${database}-broken`);
      await mkdir(database);
      await promisify(execFile)('tar', command.split(' '));

      assert.match(String(message), /DATA_DIR/u);
      assert.deepEqual(await notes(await open()), ['kept']);
    });
  });
});
