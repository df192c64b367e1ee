import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const assets = [
  ['chat.js', 'text/javascript; charset=utf-8'],
  ['webchat.js', 'text/javascript; charset=utf-8'],
  ['desk.js', 'text/javascript; charset=utf-8'],
  ['desk-figures.js', 'text/javascript; charset=utf-8'],
  ['desk-ticket.js', 'text/javascript; charset=utf-8'],
  ['page.css', 'text/css; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const;

/** A folder as the build leaves it, with a line in each file. */
export async function smallAssets(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pin-desk-pages-'));
  for (const [name] of assets) {
    const content = Buffer.from(`the content of ${name}`);
    await writeFile(join(folder, `0-${name}`), content);
    await writeFile(join(folder, `0-${name}.br`), brotliCompressSync(content));
    await writeFile(join(folder, `0-${name}.gz`), gzipSync(content));
  }
  const manifest = Object.fromEntries(assets.map(([name, type]) => [name, { file: `0-${name}`, type, hash: '0' }]));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
