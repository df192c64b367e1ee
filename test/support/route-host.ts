import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpAnswer, HttpRequest, Route, Upgrade } from '../../src/kernel/http.ts';

export interface RouteHost {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves routes and upgrades on a free port of 127.0.0.1, without the guards and limits of the real server. */
export async function routeHost(given: {
  readonly routes: readonly Route[];
  readonly upgrades?: readonly Upgrade[];
}): Promise<RouteHost> {
  const server = createServer((message, response) => {
    void respond(message, response, given.routes);
  });
  server.on('upgrade', (message, socket, head) => {
    const request = requestFrom(message, {});
    const upgrade = given.upgrades?.find(({ path }) => path.test(request.path));
    if (upgrade) void upgrade.handle(request, { message, socket, head });
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${isAddressInfo(address) ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(message: IncomingMessage, response: ServerResponse, routes: readonly Route[]): Promise<void> {
  const answer = await answerTo(message, routes).catch(
    (error: unknown): HttpAnswer => ({
      status: 500,
      json: { error: { code: 'Test', message: String(error) } },
    }),
  );
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.statusCode = answer.status;
  if (answer.json === undefined) {
    response.end(answer.content);
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer.json));
}

async function answerTo(message: IncomingMessage, routes: readonly Route[]): Promise<HttpAnswer> {
  const { pathname } = new URL(message.url ?? '/', 'http://host');
  for (const route of routes) {
    const params = route.method === message.method ? paramsOf(route.path, pathname) : undefined;
    if (params) return route.handle(requestFrom(message, params, await bodyOf(message)));
  }
  return { status: 404 };
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return undefined;
  const pairs = names.map((name, index) => [name, parts[index] ?? ''] as const);
  if (!pairs.every(([name, part]) => name.startsWith(':') || name === part)) return undefined;
  return Object.fromEntries(
    pairs.filter(([name]) => name.startsWith(':')).map(([name, part]) => [name.slice(1), decodeURIComponent(part)]),
  );
}

function requestFrom(message: IncomingMessage, params: Record<string, string>, body?: unknown): HttpRequest {
  const url = new URL(message.url ?? '/', 'http://host');
  const cookies = (message.headers.cookie ?? '').split(/; ?/u).filter((pair) => pair.includes('='));
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    params,
    query: url.searchParams,
    headers: message.headers,
    cookies: Object.fromEntries(
      cookies.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    ),
    body,
    clientAddress: message.socket.remoteAddress ?? '',
    origin: `http://${message.headers.host ?? ''}`,
    reference: '7F3A-9KQ2',
  };
}

async function bodyOf(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  if (text === '') return undefined;
  return message.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    ? new URLSearchParams(text)
    : JSON.parse(text);
}

const isAddressInfo = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;
