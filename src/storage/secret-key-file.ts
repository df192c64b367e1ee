import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../kernel/errors.ts';
import { Secret } from '../kernel/secret.ts';
import { writePrivateFile } from './private-file.ts';

/** The `SECRET_KEY` of an installation that was given none: made once, kept in `folder` with mode 0600. Whoever calls it has the folder's lock. */
export async function secretKeyFile(folder: string): Promise<Secret> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'secret-key');
  try {
    await access(path).catch(() => writePrivateFile(path, randomBytes(32).toString('base64url')));
  } catch (error) {
    throw new StartError('DATA_DIR: the secret-key file cannot be written', { cause: error });
  }
  const key = (await readFile(path, 'utf8')).trim();
  if (key.length < 32) throw new StartError('DATA_DIR: the file secret-key is damaged (shorter than 32 characters)');
  return new Secret(key);
}
