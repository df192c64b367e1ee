import { connect } from 'node:net';

const limitMs = 15_000;

export interface RawRequest {
  readonly method: string;
  /** Goes out as it is, encoded or not. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
}

export interface RawAnswer {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  /** Everything that came, in latin1. */
  readonly text: string;
}

/** A request as bytes, with nothing tidied up. */
export const bytesOf = ({ method, target, headers, body = '' }: RawRequest): Buffer =>
  Buffer.concat([
    Buffer.from(
      `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
      'latin1',
    ),
    Buffer.from(body),
  ]);

const parsedAnswer = (text: string): RawAnswer => ({
  status: Number(/^HTTP\/1\.1 (\d{3})/u.exec(text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/u, ''))?.[1] ?? 0),
  text,
});

/** Writes bytes on a connection of their own and reads until the server closes it. Rejects where it never does. */
export function exchange(
  port: number,
  bytes: Buffer | string,
  { endAfterMs = 5_000 }: { endAfterMs?: number } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    // What is not whole by then never will be; a server answers that, or closes.
    const end = setTimeout(() => socket.end(), endAfterMs);
    const limit = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no end of the answer within ${limitMs} ms: ${bytes.toString().slice(0, 300)}`));
    }, limitMs);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that has answered and closed resets what is still being sent.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(limit);
      clearTimeout(end);
      resolve(parsedAnswer(Buffer.concat(chunks).toString('latin1')));
    });
  });
}

/** A JSON request to ourselves as a client writes it, on a connection that ends with the answer. */
export const jsonRequest = (
  port: number,
  given: { method?: string; target: string; json?: unknown; token?: string; headers?: RawRequest['headers'] },
): RawRequest => {
  const { method = 'POST', target, json, token, headers = [] } = given;
  const body = json === undefined ? '' : (JSON.stringify(json) ?? '');
  return {
    method,
    target,
    headers: [
      ['Host', `localhost:${port}`],
      ['Connection', 'close'],
      ...(token === undefined ? [] : [['Authorization', `Bearer ${token}`] as const]),
      ...(json === undefined
        ? []
        : [
            ['Content-Type', 'application/json'] as const,
            ['Content-Length', String(Buffer.byteLength(body))] as const,
          ]),
      ...headers,
    ],
    body,
  };
};
