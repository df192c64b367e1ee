import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { StartError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { embeddedUserDirectory } from './embedded.ts';
import { CodeToOtherMails, GraphVariables } from './graph-variables.ts';
import { samplePeople } from './sample-people.ts';
import type { UserDirectory } from './user-directory.ts';

/** The environment of each variant; only the chosen one's variables are read. */
export const UserDirectoryVariables = z.discriminatedUnion(
  'USER_DIRECTORY',
  [
    z.object({
      USER_DIRECTORY: z.literal('embedded'),
      DIRECTORY_FILE: z.string().optional(),
      CODE_TO_OTHER_MAILS: CodeToOtherMails,
    }),
    GraphVariables,
  ],
  'is embedded or graph',
);
export type UserDirectoryVariables = z.infer<typeof UserDirectoryVariables>;

/** Some 200,000 people with everything filled in. */
const mostBytes = 256 * 1024 * 1024;

/** Throws StartError where a file cannot be used. */
export async function configuredUserDirectory(
  variables: UserDirectoryVariables,
  needs: {
    readonly clock: Clock;
    readonly log: Log;
    /** Are people known by these somewhere? Else Graph is not asked for them. */
    readonly sipAddresses?: boolean;
  },
): Promise<UserDirectory> {
  switch (variables.USER_DIRECTORY) {
    case 'embedded': {
      const people = variables.DIRECTORY_FILE ? await contentOf(variables.DIRECTORY_FILE) : samplePeople;
      return embeddedUserDirectory(people, { codesToOtherMails: variables.CODE_TO_OTHER_MAILS === 'on' });
    }
    case 'graph': {
      // Loading Azure's libraries takes half a second, which only those who use them are to pay.
      const { configuredGraph } = await import('./graph.ts');
      return configuredGraph(variables, needs);
    }
  }
}

/** Are the people of this directory made up? */
export const hasSamplePeople = (variables: UserDirectoryVariables): boolean =>
  variables.USER_DIRECTORY === 'embedded' && !variables.DIRECTORY_FILE;

/** Whom a newcomer may be; nobody where the people are real. */
export const sampleIn = (
  variables: UserDirectoryVariables,
): readonly { readonly displayName: string; readonly mail: string }[] =>
  hasSamplePeople(variables)
    ? samplePeople.flatMap(({ displayName, mail }) => (mail === null ? [] : [{ displayName, mail }]))
    : [];

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
