import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '../../scripts/pages-bundle.ts';

const built = join(import.meta.dirname, '../../dist/assets');

describe('the build of the pages', () => {
  it('removes what it made before, leaves alone what it did not make, and makes nothing twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pin-desk-bundle-'));
    await cp(built, folder, { recursive: true, filter: (file) => file === built || file.includes('webchat') });
    await mkdir(join(folder, 'strings'));
    await writeFile(join(folder, 'pages.js'), 'compiled');
    await writeFile(join(folder, 'chat-0123456789abcdef.js.br'), 'old');
    await buildPages(folder);
    const webChat = (await readdir(folder)).find((file) => /^webchat-.*\.js$/u.test(file)) ?? '';
    const before = await stat(join(folder, webChat));

    await buildPages(folder);

    const files = await readdir(folder);
    assert.ok(files.includes('strings') && files.includes('pages.js'));
    assert.ok(!files.includes('chat-0123456789abcdef.js.br'));
    assert.equal((await stat(join(folder, webChat))).mtimeMs, before.mtimeMs);
  });

  it('keeps the chat page under 700 KB on the wire', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8'));
    const ofDesk = (name: string): boolean => name.startsWith('desk');
    const files = Object.entries(Object(manifest))
      .filter(([name]) => !ofDesk(name))
      .map(([, entry]) => String(Reflect.get(Object(entry), 'file')));

    const sizes = await Promise.all(files.map(async (file) => (await stat(join(built, `${file}.br`))).size));

    assert.ok(sizes.length >= 4);
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 700 * 1024);
  });
});
