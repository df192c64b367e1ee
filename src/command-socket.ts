import { chmod, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PersonAnswer, PersonRequest } from './commands/person-data.ts';
import type { Log } from './kernel/log.ts';

/** PGlite belongs to one process: a command that needs its data asks that process, through this. */
const socketIn = (dataDir: string): string => join(dataDir, 'commands.sock');

const mostBytes = 64 * 1024;

/** Answers commands of whoever may read the folder's files. Where no socket can be made there (Windows, a long path), commands need the program to be stopped. */
export async function serveCommands(
  dataDir: string,
  answer: (request: PersonRequest) => Promise<PersonAnswer>,
  log: Log,
): Promise<() => Promise<void>> {
  const path = socketIn(dataDir);
  // Of a process that was killed: we have the folder's lock.
  await rm(path, { force: true });
  const server = createServer((message, response) => {
    const send = (status: number, body: PersonAnswer): void => {
      response.statusCode = status;
      response.end(JSON.stringify(body));
    };
    asked(message)
      .then(answer)
      .then(
        (done) => send(200, done),
        (error: unknown) => {
          log.warn('a command failed', { err: error });
          send(500, { ok: false, text: 'It failed, and nothing was changed; the log of the program says why.' });
        },
      );
  });
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', (error) => {
      log.warn('commands cannot be taken while the program runs', { err: error });
      resolve(false);
    });
    server.listen(path, () => resolve(true));
  });
  if (!listening) return async () => {};
  // The folder is the owner's alone, so that nobody is quicker.
  await chmod(path, 0o600);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
}

async function asked(message: IncomingMessage): Promise<PersonRequest> {
  if (!(Number(message.headers['content-length']) <= mostBytes)) throw new Error('a command is too long');
  return PersonRequest.parse(JSON.parse(await text(message)));
}

/** The answer of the program that runs in this folder; undefined where none does. */
export function askRunning(dataDir: string, request: PersonRequest): Promise<PersonAnswer | undefined> {
  const body = JSON.stringify(request);
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': Buffer.byteLength(body) };
    const asking = httpRequest({ socketPath: socketIn(dataDir), method: 'POST', headers }, (response) => {
      text(response).then((answer) => resolve(PersonAnswer.parse(JSON.parse(answer))), reject);
    });
    asking.on('error', (error) => {
      const nobody = 'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED');
      if (nobody) resolve(undefined);
      else reject(error);
    });
    asking.end(body);
  });
}
