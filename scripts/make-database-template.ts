import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { openPglite, templateName } from '../src/storage/open-pglite.ts';

/** Writes an empty, initialised cluster, with which a first start saves the seconds and the memory of initdb. Does nothing where it is there already. */
export async function makeDatabaseTemplate(folder: string): Promise<string> {
  const path = join(folder, templateName());
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;

  const pglite = await openPglite({});
  await pglite.exec('CHECKPOINT');
  const archive = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${Date.now()}`;
  await writeFile(unfinished, Buffer.from(await archive.arrayBuffer()));
  await rename(unfinished, path);
  return path;
}

const here = fileURLToPath(import.meta.url);
if (argv[1] === here) await makeDatabaseTemplate(join(dirname(here), '..', 'dist'));
