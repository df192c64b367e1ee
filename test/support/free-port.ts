import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of the loopback address that nobody listens at now: for a program that has to be told where to. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' ? address?.port : '');
}
