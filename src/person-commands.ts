import type { Surroundings } from './app.ts';
import { askRunning } from './command-socket.ts';
import { answerPersonRequest, type PersonRequest, personRequestFrom } from './commands/person-data.ts';
import type { Config } from './config.ts';
import type { Clock } from './kernel/clock.ts';
import type { Keyring } from './kernel/keyring.ts';
import { openStorage } from './open-storage.ts';
import { auditStore } from './storage/audit-store.ts';
import type { Database } from './storage/database.ts';
import { personDataStore } from './storage/person-data-store.ts';

type Around = Pick<Surroundings, 'clock' | 'log' | 'processes' | 'templateFolder'>;

/** `export-person`, `erase-person`. Resolves to the exit code: 0 done, 1 refused, 2 not understood. */
export async function personCommand(
  command: PersonRequest['command'],
  args: readonly string[],
  {
    config,
    around,
    say,
  }: { readonly config: () => Config; readonly around: Around; readonly say: (line: string) => void },
): Promise<number> {
  const request = personRequestFrom(command, args);
  if (typeof request === 'string') {
    say(request);
    return 2;
  }
  const settings = config();
  const running = settings.databaseUrl ? undefined : await askRunning(settings.dataDir, request);
  const answer = running ?? (await onOwn(settings, around, request));
  say(answer.text);
  return answer.ok ? 0 : 1;
}

async function onOwn(config: Config, around: Around, request: PersonRequest) {
  const { database, keys } = await openStorage(config, around);
  try {
    return await personRequests({ database, keys, clock: around.clock })(request);
  } finally {
    await database.close();
  }
}

/** What answers them, here or in the program that runs. */
export const personRequests =
  ({ database, keys, clock }: { readonly database: Database; readonly keys: Keyring; readonly clock: Clock }) =>
  (request: PersonRequest) =>
    answerPersonRequest(
      { data: personDataStore(database, keys), audit: auditStore(database), now: () => clock.now() },
      request,
    );
