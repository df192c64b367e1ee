import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '../../kernel/errors.ts';
import { embeddedUserDirectory } from './embedded.ts';
import { samplePeople } from './sample-people.ts';
import type { UserDirectory } from './user-directory.ts';

/** The environment of each variant; only the chosen one's variables are read. */
export const UserDirectoryVariables = z.discriminatedUnion('USER_DIRECTORY', [
  z.object({ USER_DIRECTORY: z.literal('embedded'), DIRECTORY_FILE: z.string().optional() }),
]);
export type UserDirectoryVariables = z.infer<typeof UserDirectoryVariables>;

/** Some 200,000 people with everything filled in. */
const mostBytes = 256 * 1024 * 1024;

/** Throws StartError where the file cannot be used. */
export async function configuredUserDirectory(variables: UserDirectoryVariables): Promise<UserDirectory> {
  switch (variables.USER_DIRECTORY) {
    case 'embedded':
      return embeddedUserDirectory(variables.DIRECTORY_FILE ? await contentOf(variables.DIRECTORY_FILE) : samplePeople);
  }
}

/** Whom a newcomer may be; nobody where a file of real people is given. */
export const sampleIn = (
  variables: UserDirectoryVariables,
): readonly { readonly displayName: string; readonly mail: string }[] =>
  variables.DIRECTORY_FILE
    ? []
    : samplePeople.flatMap(({ displayName, mail }) => (mail === null ? [] : [{ displayName, mail }]));

/** Neither message nor cause of a JSON error is kept: both quote the file. */
async function contentOf(file: string): Promise<unknown> {
  const text = await textOf(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new StartError('DIRECTORY_FILE: is not JSON');
  }
}

async function textOf(file: string): Promise<string> {
  try {
    if ((await stat(file)).size <= mostBytes) return await readFile(file, 'utf8');
  } catch (cause) {
    throw new StartError('DIRECTORY_FILE: cannot be read', { cause });
  }
  throw new StartError('DIRECTORY_FILE: is larger than 256 MB');
}
