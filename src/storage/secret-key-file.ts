import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../kernel/errors.ts';
import { Secret } from '../kernel/secret.ts';

/** The `SECRET_KEY` of an installation that was given none: made once, kept in `folder` with mode 0600. */
export async function secretKeyFile(folder: string): Promise<Secret> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'secret-key');
  try {
    const file = await open(path, 'wx', 0o600);
    const key = randomBytes(32).toString('base64url');
    await file.writeFile(key);
    await file.sync();
    await file.close();
    return new Secret(key);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new StartError('DATA_DIR: the secret-key file cannot be written', { cause: error });
    }
  }
  const key = (await readFile(path, 'utf8')).trim();
  if (key.length < 32) throw new StartError('DATA_DIR: the file secret-key is damaged (shorter than 32 characters)');
  return new Secret(key);
}
