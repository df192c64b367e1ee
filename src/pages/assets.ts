import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../kernel/errors.ts';
import type { HttpAnswer, HttpRequest, Route } from '../kernel/http.ts';

/** What `scripts/pages-bundle.ts` wrote: a name in our words → a file named after its content. */
const Manifest = z.record(z.string(), z.strictObject({ file: z.string(), type: z.string(), hash: z.string() }));
type Asset = z.infer<typeof Manifest>[string];

/** The files that pages load. */
export interface Assets {
  /** The address of an asset, such as `chat.js`. Throws where the build did not make it. */
  url(name: string): string;
  readonly route: Route;
}

/**
 * Reads the build's manifest; throws StartError where there is none. A file is read when it is first asked for, and kept: readers share
 * its one copy, so that many who ask for the largest and take it slowly, or never, cost no memory.
 */
export function assetsIn(folder: string): Assets {
  const manifest = readManifest(folder);
  const byFile = new Map(Object.values(manifest).map((asset) => [asset.file, asset]));
  const contents = new Map<string, Promise<Buffer>>();
  const contentOf = (file: string): Promise<Buffer> => {
    const content = contents.get(file) ?? readFile(join(folder, file));
    contents.set(file, content);
    content.catch(() => contents.delete(file));
    return content;
  };

  return {
    url: (name) => {
      const asset = manifest[name];
      if (!asset) throw new Error(`the build made no ${name}`);
      return `/assets/${asset.file}`;
    },
    route: {
      method: 'GET',
      path: '/assets/:file',
      guard: 'open',
      handle: async (request) => {
        const asset = byFile.get(request.params.file ?? '');
        return asset ? answer(contentOf, asset, request) : { status: 404, content: '' };
      },
    },
  };
}

function readManifest(folder: string): z.infer<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  } catch (cause) {
    throw new StartError('the pages are not built: run "npm run build"', { cause });
  }
}

async function answer(
  contentOf: (file: string) => Promise<Buffer>,
  asset: Asset,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const { name, suffix } = encodingFor(request.headers['accept-encoding']);
  const headers = {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${asset.hash}${suffix}"`,
    vary: 'accept-encoding',
    ...(name ? { 'content-encoding': name } : {}),
  };
  if (request.headers['if-none-match']?.includes(headers.etag)) return { status: 304, headers };
  return { status: 200, headers, content: await contentOf(asset.file + suffix) };
}

const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** The smallest encoding that the browser takes; `q=0` is a refusal (RFC 9110 §12.5.3). */
function encodingFor(header: string | readonly string[] | undefined): {
  readonly name: string;
  readonly suffix: string;
} {
  const accepted = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/u.test(part))
    .map((part) => part.split(';')[0]);
  return encodings.find(({ name }) => accepted.includes(name)) ?? { name: '', suffix: '' };
}
