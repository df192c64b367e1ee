import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePrivateFile } from '../../src/storage/private-file.ts';

describe('a file for this user alone', () => {
  it('is whole whoever writes it at the same moment, and takes the place of the one before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pin-desk-private-'));
    const file = join(folder, 'links.txt');
    const texts = Array.from({ length: 20 }, (_, number) => `${number} `.repeat(2_000));

    await Promise.all(texts.map((text) => writePrivateFile(file, text)));
    const [names, mode, text] = [readdirSync(folder), statSync(file).mode & 0o777, readFileSync(file, 'utf8')];
    rmSync(folder, { recursive: true });

    assert.deepEqual([names, mode], [['links.txt'], 0o600]);
    assert.ok(texts.includes(text));
  });

  it('leaves nothing behind where it cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pin-desk-private-'));

    await assert.rejects(writePrivateFile(join(folder, 'missing', 'links.txt'), 'x'), { code: 'ENOENT' });
    const names = readdirSync(folder);
    rmSync(folder, { recursive: true });

    assert.deepEqual(names, []);
  });
});
