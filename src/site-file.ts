import { readFile } from 'node:fs/promises';
import { sampleSite } from './features/dial-in-help/sample-site.ts';
import { StartError } from './kernel/errors.ts';
import { Site } from './kernel/site.ts';

const mostBytes = 1024 * 1024;

/** What the installation says about itself: `SITE_FILE`, else the sample. Throws StartError that names the places in the file, never what stands there. */
export async function siteFrom(file: string | undefined): Promise<Site> {
  const parsed = Site.safeParse(file ? await contentOf(file) : sampleSite);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues
    .slice(0, 20)
    .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new StartError(`SITE_FILE: ${places.join('; ')}`);
}

async function contentOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartError('SITE_FILE: cannot be read', { cause });
  });
  if (text.length > mostBytes) throw new StartError('SITE_FILE: is larger than 1 MB');
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    // The parser's message quotes the file.
    throw new StartError('SITE_FILE: is not JSON');
  }
}
