import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../src/kernel/errors.ts';
import { secretKeyFile } from '../../src/storage/secret-key-file.ts';

describe('the secret key in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, whole, for its own user alone', async () => {
    const keys = await Promise.all(Array.from({ length: 30 }, () => secretKeyFile(folder)));
    const later = await secretKeyFile(folder);

    assert.deepEqual([...new Set(keys.map((key) => key.reveal()))], [later.reveal()]);
    assert.ok(later.reveal().length >= 32);
    assert.equal((await stat(join(folder, 'secret-key'))).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['secret-key']);
  });

  it('is made by the next start where the first one was cut short in the middle of it', async () => {
    const module = new URL('../../dist/storage/secret-key-file.js', import.meta.url).href;
    const cutShort = `ulimit -f 0; exec "$0" -e 'import("${module}").then(({ secretKeyFile }) => secretKeyFile("${folder}"))'`;
    const first = spawnSync('bash', ['-c', cutShort, process.execPath]);

    const key = await secretKeyFile(folder);

    assert.notEqual(first.status, 0);
    assert.ok((await readdir(folder)).length >= 2, 'the first start had begun to write');
    assert.ok(key.reveal().length >= 32);
  });

  it('is not replaced where it is damaged', async () => {
    await writeFile(join(folder, 'secret-key'), 'short');

    await assert.rejects(secretKeyFile(folder), StartError);
  });
});
