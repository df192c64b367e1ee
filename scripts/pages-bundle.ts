import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const sources = join(import.meta.dirname, '../src/pages/browser');
const webChat = join(dirname(createRequire(import.meta.url).resolve('botframework-webchat')), '../dist');

interface Built {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** What this makes; the folder may hold other things, such as compiled code. */
const made = /-[0-9a-f]{16}\.(js|css|svg|txt)(\.br|\.gz)?$/u;

/** Makes everything that pages load, named after its content, and a manifest. What is there already is not made again: compressing Web Chat takes ten seconds. */
export async function buildPages(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const assets = await Promise.all([
    bundle('chat.ts', 'chat.js'),
    bundle('desk.ts', 'desk.js'),
    bundle('desk-ticket.ts', 'desk-ticket.js'),
    bundle('desk-figures.ts', 'desk-figures.js'),
    bundle('page.css', 'page.css'),
    prebuilt(),
    icon(),
    licences(),
  ]);
  const manifest = Object.fromEntries(assets.map((asset) => [asset.name, entryOf(asset)]));
  await Promise.all(assets.map((asset) => write(folder, entryOf(asset).file, asset.content)));
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);

  const files = Object.values(manifest).flatMap(({ file }) => [file, `${file}.br`, `${file}.gz`]);
  const stale = (await readdir(folder)).filter((file) => made.test(file) && !files.includes(file));
  await Promise.all(stale.map((file) => rm(join(folder, file))));
}

const types = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

function entryOf({ name, type, content }: Built): {
  readonly file: string;
  readonly type: string;
  readonly hash: string;
} {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const dot = name.lastIndexOf('.');
  return { file: `${name.slice(0, dot)}-${hash}${name.slice(dot)}`, type, hash };
}

async function bundle(entry: string, name: string): Promise<Built> {
  const { outputFiles } = await build({
    entryPoints: [join(sources, entry)],
    bundle: true,
    minify: true,
    write: false,
    outfile: name,
    format: 'iife',
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox100'],
    // What is built in goes along with its notice.
    legalComments: 'eof',
  });
  return {
    name,
    type: name.endsWith('.css') ? types.css : types.js,
    content: Buffer.from(outputFiles[0]?.contents ?? []),
  };
}

/** Web Chat as its authors ship it. */
const prebuilt = async (): Promise<Built> => ({
  name: 'webchat.js',
  type: types.js,
  content: await readFile(join(webChat, 'webchat.js')),
});

/** Web Chat's first line points to this. */
const licences = async (): Promise<Built> => ({
  name: 'webchat.js.LICENSE.txt',
  type: types.txt,
  content: await readFile(join(webChat, 'webchat.js.LICENSE.txt')),
});

const icon = async (): Promise<Built> => ({
  name: 'icon.svg',
  type: types.svg,
  content: await readFile(join(sources, 'icon.svg')),
});

/** The name holds the content's hash, so a file that exists is right; the plain one is written last, so that it vouches for the others. */
async function write(folder: string, file: string, content: Buffer): Promise<void> {
  const path = join(folder, file);
  if (existsSync(path)) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const [small, zipped] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, small), writeFile(`${path}.gz`, zipped)]);
  await writeFile(path, content);
}
