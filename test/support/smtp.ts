import { once } from 'node:events';
import type { Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SelfSigned } from './self-signed.ts';

export interface ArrivedMail {
  /** Whom the envelope names, not the header. */
  readonly to: readonly string[];
  readonly mail: Email;
  /** As it came over the wire. */
  readonly raw: string;
  /** Did it come encrypted? */
  readonly isSecure: boolean;
}

export type SmtpStage = 'connect' | 'from' | 'to' | 'data';

/** What becomes of a stage: refused with a number and words, never answered, answered late, or the connection ends. */
export type SmtpMishap =
  | { readonly code: number; readonly text: string }
  | { readonly lateMs: number }
  | 'silent'
  | 'cut';

/** A real mail server on loopback that keeps what arrives. */
export interface StandInSmtp {
  readonly port: number;
  readonly mails: ArrivedMail[];
  /** From now on, until `clear`. */
  add(stage: SmtpStage, mishap: SmtpMishap): void;
  clear(): void;
  connections(): number;
  /** Ends every connection, as a server that is restarted. */
  cut(): void;
  close(): Promise<void>;
}

export interface SmtpOptions {
  /** Without it there is no STARTTLS. */
  readonly tls?: SelfSigned;
  readonly implicit?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

export async function startSmtp({ tls, implicit = false, login }: SmtpOptions = {}): Promise<StandInSmtp> {
  const mails: ArrivedMail[] = [];
  const mishaps = new Map<SmtpStage, SmtpMishap>();
  const sockets = new Set<Socket>();
  const cut = () => {
    // Node 20 dies where the socket below a TLS socket is destroyed.
    for (const socket of sockets) tls ? socket.end() : socket.destroy();
  };

  function pass(stage: SmtpStage, answer: (error?: Error) => void): void {
    const mishap = mishaps.get(stage);
    if (mishap === undefined) answer();
    else if (mishap === 'cut') cut();
    else if (mishap === 'silent') return;
    else if ('lateMs' in mishap) setTimeout(answer, mishap.lateMs);
    else answer(refusal(mishap));
  }

  const server = new SMTPServer({
    secure: implicit,
    ...(tls ? { key: tls.key, cert: tls.cert } : {}),
    // The library has a certificate of its own; without one of ours there is no TLS.
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 200,
    authOptional: !login,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) =>
      username === login?.user && password === login?.password
        ? answer(null, { user: username })
        : answer(refusal({ code: 535, text: `5.7.8 Authentication of ${username} with ${password} failed` })),
    onConnect: (_session, answer) => pass('connect', answer),
    onMailFrom: (_address, _session, answer) => pass('from', answer),
    onRcptTo: (_address, _session, answer) => pass('to', answer),
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        pass('data', (error) => {
          if (error) return answer(error);
          const raw = Buffer.concat(chunks);
          PostalMime.parse(raw).then((mail) => {
            const to = session.envelope.rcptTo.map(({ address }) => address);
            mails.push({ to, mail, raw: raw.toString('utf8'), isSecure: session.secure === true });
            answer();
          }, answer);
        }),
      );
    },
  });
  // Clients that go away in the middle are part of the tests.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  listening.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await once(listening, 'listening');
  const address = listening.address();

  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    mails,
    add: (stage, mishap) => void mishaps.set(stage, mishap),
    clear: () => mishaps.clear(),
    connections: () => sockets.size,
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

const refusal = ({ code, text }: { readonly code: number; readonly text: string }): Error =>
  Object.assign(new Error(text), { responseCode: code });
