import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Secret } from '../../src/kernel/secret.ts';

/** What stands between a program and its PostgreSQL, on real TCP, and does what networks and servers do. */
export interface TcpProxy {
  /** The database of this URL, through the proxy. */
  readonly url: Secret;
  /** Ends every connection, as a server that is restarted. */
  cut(): void;
  /** Cuts, and listens no more. */
  away(): Promise<void>;
  /** Takes connections and never passes anything on. */
  stall(): void;
  /** Every answer comes so much later. */
  delay(ms: number): void;
  /** Works again; what was held up goes on. */
  back(): Promise<void>;
  /** Once a message holds `text`: cut before it arrives, or in the middle of the answer to it. Resolves then, with what was on the wire. */
  cutAt(text: string, where: 'request' | 'answer'): Promise<Buffer>;
  /** The next `text` that is asked arrives as `instead`, which is as long. */
  garble(text: string, instead: string): void;
  connections(): number;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  cutInAnswer: boolean;
}

interface Trap {
  readonly text: string;
  readonly where: 'request' | 'answer';
  readonly sprung: (message: Buffer) => void;
}

export async function tcpProxy(target: Secret): Promise<TcpProxy> {
  const { hostname, port } = new URL(target.reveal());
  const links = new Set<Link>();
  const held: (() => void)[] = [];
  let mode: { stalled: boolean; delayMs: number } = { stalled: false, delayMs: 0 };
  let trap: Trap | undefined;
  let garbled: { readonly text: string; readonly instead: string } | undefined;

  const end = ({ client, server }: Link) => {
    client.destroy();
    server.destroy();
  };
  const pass = (to: Socket, chunk: Buffer, delayMs: number) => {
    const write = () => to.writable && to.write(chunk);
    if (mode.stalled) held.push(write);
    else if (delayMs > 0) setTimeout(write, delayMs);
    else write();
  };
  const spring = (sprung: Trap, chunk: Buffer) => {
    trap = undefined;
    sprung.sprung(chunk);
  };
  const asked = (link: Link, chunk: Buffer) => {
    if (trap && chunk.includes(trap.text)) {
      if (trap.where === 'request') {
        end(link);
        return spring(trap, chunk);
      }
      link.cutInAnswer = true;
    }
    if (garbled && chunk.includes(garbled.text)) {
      chunk.write(garbled.instead, chunk.indexOf(garbled.text));
      garbled = undefined;
    }
    pass(link.server, chunk, 0);
  };
  const answered = (link: Link, chunk: Buffer) => {
    if (!link.cutInAnswer || !trap) return pass(link.client, chunk, mode.delayMs);
    link.client.write(chunk.subarray(0, chunk.length / 2), () => end(link));
    spring(trap, chunk);
  };

  const listening = createServer((client) => {
    const link = { client, server: connect(Number(port || 5432), hostname), cutInAnswer: false };
    links.add(link);
    client.on('data', (chunk: Buffer) => asked(link, chunk));
    link.server.on('data', (chunk: Buffer) => answered(link, chunk));
    for (const socket of [client, link.server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        end(link);
        links.delete(link);
      });
    }
  });
  const portOf = await listen(listening, 0);
  const url = new URL(target.reveal());
  url.host = `127.0.0.1:${portOf}`;

  const cut = () => {
    for (const link of links) end(link);
  };
  return {
    url: new Secret(url.href),
    cut,
    async away() {
      const closed = once(listening, 'close');
      listening.close();
      cut();
      await closed;
    },
    stall() {
      mode = { stalled: true, delayMs: 0 };
    },
    delay(delayMs) {
      mode = { stalled: false, delayMs };
    },
    async back() {
      mode = { stalled: false, delayMs: 0 };
      for (const write of held.splice(0)) write();
      if (!listening.listening) await listen(listening, portOf);
    },
    cutAt: (text, where) =>
      new Promise((sprung) => {
        trap = { text, where, sprung };
      }),
    garble: (text, instead) => {
      garbled = { text, instead };
    },
    connections: () => links.size,
    async close() {
      cut();
      if (!listening.listening) return;
      listening.close();
      await once(listening, 'close');
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
