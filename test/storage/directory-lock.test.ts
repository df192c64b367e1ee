import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../src/kernel/errors.ts';
import { lockDirectory } from '../../src/storage/directory-lock.ts';

describe('the lock of a directory', () => {
  let directory: string;
  let lockFile: string;
  let unlocks: (() => Promise<void>)[];
  const alive = new Set([process.pid, process.ppid]);

  const lock = async (pid = process.pid) => {
    const unlock = await lockDirectory(lockFile, { pid, isAlive: (other) => alive.has(other) });
    unlocks.push(unlock);
    return unlock;
  };
  const leave = (owner: unknown) => writeFile(lockFile, typeof owner === 'string' ? owner : JSON.stringify(owner));
  const isRefused = (locking: Promise<unknown>) =>
    assert.rejects(locking, (error) => error instanceof StartError && /DATA_DIR/u.test(error.message));

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pin-desk-'));
    lockFile = join(directory, 'database.lock');
    unlocks = [];
  });

  afterEach(async () => {
    for (const unlock of unlocks) await unlock();
    await rm(directory, { recursive: true });
  });

  it('is refused to another process while its owner lives', async () => {
    await lock();

    await isRefused(lock(process.ppid));
  });

  it('is refused to the same process, too', async () => {
    await lock();

    await isRefused(lock());
  });

  it('is free and gone once its owner gives it back', async () => {
    const unlock = await lock();

    await unlock();

    assert.deepEqual(await readdir(directory), []);
    await lock(process.ppid);
  });

  it('is taken over from a process that died', async () => {
    await leave({ pid: 4_000_000, started: '', host: hostname() });

    await lock();

    await isRefused(lock(process.ppid));
  });

  it('is taken over where the process id now belongs to another process', async () => {
    await leave({ pid: process.ppid, started: '1', host: hostname() });

    await lock();
  });

  it('is refused where another host touched it within 30 s, and taken over after', async () => {
    await leave({ pid: 4_000_000, started: '', host: 'another host' });

    await isRefused(lock());

    const longAgo = new Date(Date.now() - 31_000);
    await utimes(lockFile, longAgo, longAgo);
    await lock();
  });

  it('is refused while its owner is still writing it', async () => {
    await leave('');

    await isRefused(lock());
  });
});
