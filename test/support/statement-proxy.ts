import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';

/** `before`: the statement never reaches the server. `after`: it ends there, and its answer never comes back. */
export type Moment = 'before' | 'after';

export interface BreakPlace {
  readonly statement: number | RegExp;
  readonly moment: Moment;
}

export interface StatementProxy {
  /** For DATABASE_URL: the server, as seen through this proxy. */
  readonly url: string;
  /**
   * Ends the line at the n-th statement from now, or at the next one whose text is like this: the server sees every connection close, as
   * when a process is killed, and whoever is connected hears nothing for ever. Resolves with that statement's text.
   */
  breakAt(place: BreakPlace): Promise<string>;
  /** Nothing is to be broken after all; false where it is too late. */
  spare(): boolean;
  close(): Promise<void>;
}

/** The name under which the server knows whoever is connected through a proxy. */
export const behindProxy = 'behind-the-statement-proxy';

interface Break {
  readonly isHere: (text: string) => boolean;
  readonly moment: Moment;
  readonly reached: (text: string) => void;
}

interface Line {
  broken: boolean;
  next: Break | undefined;
  readonly clients: Set<Socket>;
  readonly servers: Set<Socket>;
}

/** Stands between one program and PostgreSQL, and counts what the program asks (frontend messages of protocol 3.0). */
export async function startStatementProxy(databaseUrl: string): Promise<StatementProxy> {
  const target = new URL(databaseUrl);
  const line: Line = { broken: false, next: undefined, clients: new Set(), servers: new Set() };
  const proxy = createServer({ noDelay: true }, (client) => {
    client.on('error', () => undefined).on('close', () => line.clients.delete(client));
    line.clients.add(client);
    if (!line.broken)
      join(line, client, dial({ port: Number(target.port || 5432), host: target.hostname, noDelay: true }));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  // So that a test can see when the server has noticed that the line is dead.
  url.searchParams.set('application_name', behindProxy);
  url.port = String(typeof address === 'object' ? address?.port : 0);

  return {
    url: url.href,
    breakAt: ({ statement, moment }) =>
      new Promise((reached) => {
        let count = 0;
        const isHere = (text: string) => {
          count += 1;
          return typeof statement === 'number' ? count === statement : statement.test(text);
        };
        line.next = { isHere, moment, reached };
      }),
    spare() {
      line.next = undefined;
      return !line.broken;
    },
    async close() {
      line.broken = true;
      for (const socket of [...line.clients, ...line.servers]) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

function join(line: Line, client: Socket, server: Socket): void {
  line.servers.add(server);
  server.on('error', () => client.destroy()).on('close', () => line.servers.delete(server));
  client.on('close', () => server.destroy());
  // Each statement, and the start, is answered by one ReadyForQuery.
  let [asked, answered] = [1, 0];
  let awaited: (Break & { readonly answer: number }) | undefined;
  const ended = () => {
    if (!awaited) return;
    const { reached } = awaited;
    awaited = undefined;
    cut(line);
    reached(statements.latest());
  };
  const takeAnswers = framesIn('typed', (frame) => {
    if (frame[0] === 0x5a) answered += 1;
    if (awaited && answered >= awaited.answer) ended();
  });
  server.on('data', (data) => {
    if (!line.broken) client.write(data);
    takeAnswers(data);
  });
  server.on('close', () => {
    ended();
    if (!line.broken) client.destroy();
  });
  const statements = statementsIn((frame, ends) => {
    if (line.broken) return;
    if (ends) asked += 1;
    const { next } = line;
    if (!ends || !next?.isHere(statements.latest())) {
      server.write(frame);
      return;
    }
    line.broken = true;
    if (next.moment === 'before') {
      cut(line);
      next.reached(statements.latest());
      return;
    }
    awaited = { ...next, answer: asked };
    for (const other of line.servers) if (other !== server) other.destroy();
    server.write(frame);
  });
  client.on('data', statements.take);
}

function cut(line: Line): void {
  for (const server of line.servers) server.destroy();
}

/** Takes a stream of messages apart; a frontend's first one has no type before its length. */
function framesIn(first: 'typed' | 'untyped', each: (frame: Buffer, isTyped: boolean) => void): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let isTyped = first === 'typed';
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const head = isTyped ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const frame = rest.subarray(0, length);
      rest = rest.subarray(length);
      const wasTyped = isTyped;
      isTyped = true;
      each(frame, wasTyped);
    }
  };
}

/** Takes a frontend's bytes apart. `ends`: this frame, a Query or a Sync, is the end of a statement. */
function statementsIn(each: (frame: Buffer, ends: boolean) => void) {
  const texts = new Map<string, string>();
  let latest = '';

  const readTexts = (frame: Buffer): void => {
    const kind = String.fromCharCode(frame[0] ?? 0);
    const [first = '', second = ''] = frame.subarray(5).toString('latin1').split('\0');
    if (kind === 'Q') latest = first;
    if (kind === 'P') texts.set(first, second);
    if (kind === 'B') latest = texts.get(second) ?? '';
  };

  return {
    latest: () => latest.replaceAll(/\s+/gu, ' ').slice(0, 120),
    take: framesIn('untyped', (frame, isTyped) => {
      if (isTyped) readTexts(frame);
      each(frame, isTyped && (frame[0] === 0x51 || frame[0] === 0x53));
    }),
  };
}
