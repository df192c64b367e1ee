import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { promises } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { StartError } from '../../src/kernel/errors.ts';
import { secretKeyFile } from '../../src/storage/secret-key-file.ts';

describe('the secret key in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-key-'));
  });
  afterEach(async () => {
    sinon.restore();
    syncBuiltinESMExports();
    await rm(folder, { recursive: true });
  });

  const disk = (...refused: sinon.SinonStub[]) => {
    for (const call of refused) call.rejects(Object.assign(new Error('not permitted'), { code: 'EPERM' }));
    syncBuiltinESMExports();
  };

  it('is made once, whole, for its own user alone', async () => {
    const first = await secretKeyFile(folder);
    const later = await secretKeyFile(folder);

    assert.equal(first.reveal(), later.reveal());
    assert.ok(later.reveal().length >= 32);
    assert.equal((await stat(join(folder, 'secret-key'))).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['secret-key']);
  });

  it('is made by the next start where the first one was cut short in the middle of it', async () => {
    const module = new URL('../../dist/storage/secret-key-file.js', import.meta.url).href;
    const cutShort = `ulimit -f 0; exec "$0" -e 'import("${module}").then(({ secretKeyFile }) => secretKeyFile("${folder}"))'`;
    const first = spawnSync('bash', ['-c', cutShort, process.execPath]);
    const left = await readdir(folder);

    const key = await secretKeyFile(folder);

    assert.notEqual(first.status, 0);
    assert.match(String(first.stderr), /EFBIG/u);
    assert.deepEqual(left, []);
    assert.ok(key.reveal().length >= 32);
  });

  it('is made on a disk that has no links', async () => {
    disk(sinon.stub(promises, 'link'));

    const key = await secretKeyFile(folder);

    assert.equal((await readFile(join(folder, 'secret-key'), 'utf8')).trim(), key.reveal());
  });

  it('leaves nothing behind where it cannot be made', async () => {
    disk(sinon.stub(promises, 'link'), sinon.stub(promises, 'rename'));

    await assert.rejects(secretKeyFile(folder), StartError);

    assert.deepEqual(await readdir(folder), []);
  });

  it('is not replaced where it is damaged', async () => {
    await writeFile(join(folder, 'secret-key'), 'short');

    await assert.rejects(secretKeyFile(folder), StartError);
  });
});
