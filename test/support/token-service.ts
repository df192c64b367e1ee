import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Secret } from '../../src/kernel/secret.ts';
import { appId } from './issuer.ts';

/** What a request of the bot asked for; names and paths are those of the published Swagger of the token API. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The Bot Framework's token service on loopback: it holds a token for each person and connection until they are signed out. */
export interface StandInTokenService {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Whoever exchanges or signs in gets this token; undefined: consent is missing, and an exchange is refused with 412. */
  give(token: Secret | undefined): void;
  /** The person (the channel's id) signs in by the button; the magic code that their browser is given. */
  signedIn(user: string): string;
  /** Tokens that it still holds. */
  readonly held: () => readonly string[];
  /** Every request from now on is answered with this status. */
  failWith(status: number | undefined): void;
  /** Every answer takes this long, in milliseconds. */
  delay(ms: number): void;
  /** Works again, has been asked for nothing and holds nothing. */
  reset(): void;
  close(): Promise<void>;
}

export const connection = 'entra';

interface State {
  readonly asked: Asked[];
  readonly held: Map<string, string>;
  /** Codes by person; each is good once. */
  readonly codes: Map<string, { readonly code: string; readonly token: string }>;
  token: Secret | undefined;
  status: number | undefined;
  delayMs: number;
}

export async function startTokenService(): Promise<StandInTokenService> {
  const state: State = {
    asked: [],
    held: new Map(),
    codes: new Map(),
    token: undefined,
    status: undefined,
    delayMs: 0,
  };
  const server = createServer((request, response) => void receive(request, response, state));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    asked: state.asked,
    give: (token) => {
      state.token = token;
    },
    signedIn: (user) => {
      const code = String(randomInt(100_000, 1_000_000));
      state.codes.set(user, { code, token: state.token?.reveal() ?? '' });
      return code;
    },
    held: () => [...state.held.values()],
    failWith: (status) => {
      state.status = status;
    },
    delay: (ms) => {
      state.delayMs = ms;
    },
    reset: () => {
      state.asked.length = 0;
      state.held.clear();
      state.codes.clear();
      Object.assign(state, { token: undefined, status: undefined, delayMs: 0 });
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function receive(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const asked = { method: request.method ?? '', path: pathname, query: Object.fromEntries(searchParams) };
  const body = await textOf(request);
  state.asked.push(asked);
  await new Promise((resolve) => setTimeout(resolve, state.delayMs));
  if (state.status) return answer(response, state.status, fault('as told'));
  if (!request.headers.authorization) return answer(response, 401, fault('no authorization'));
  const [status, json] = handle(asked, body, state);
  answer(response, status, json);
}

type Answer = readonly [status: number, json: object];

function handle({ method, path, query }: Asked, body: string, state: State): Answer {
  switch (`${method} ${path}`) {
    case 'GET /api/botsignin/GetSignInResource':
      return signInResource(query);
    case 'GET /api/usertoken/GetToken':
      return getToken(query, state);
    case 'POST /api/usertoken/exchange':
      return exchange(query, body, state);
    case 'DELETE /api/usertoken/SignOut':
      state.held.delete(ownerOf(query));
      return [200, {}];
    default:
      return [404, fault('no such operation')];
  }
}

const SignInState = z.object({
  connectionName: z.string(),
  msAppId: z.literal(appId),
  conversation: z.object({ user: z.object({ id: z.string().min(1) }), conversation: z.object({ id: z.string() }) }),
});

function signInResource({ state = '', finalRedirect }: Asked['query']): Answer {
  const parsed = SignInState.safeParse(JSON.parse(Buffer.from(state, 'base64').toString()));
  if (!parsed.success || finalRedirect !== undefined) return [400, fault('not a state of this bot')];
  const { connectionName } = parsed.data;
  if (connectionName !== connection)
    return [404, fault(`Could not find Connection Setting with name ${connectionName}`)];
  const tokenExchangeResource = { id: randomUUID(), uri: `api://botid-${appId}`, providerId: 'aadv2' };
  return [200, { signInLink: `https://token.example/api/oauth/signin?signin=${randomUUID()}`, tokenExchangeResource }];
}

/** A token is there after an exchange, or for whoever has the code of their own sign-in. */
function getToken(query: Asked['query'], { held, codes }: State): Answer {
  const { userId = '', connectionName, channelId, code } = query;
  const signIn = codes.get(userId);
  const owner = ownerOf(query);
  if (code !== undefined && (!signIn || signIn.code !== code)) return [404, {}];
  if (code !== undefined && signIn) {
    codes.delete(userId);
    held.set(owner, signIn.token);
  }
  const token = held.get(owner);
  return token ? [200, { channelId, connectionName, token, expiration: '2030-01-01T00:00:00Z' }] : [404, {}];
}

function exchange(query: Asked['query'], body: string, { held, token }: State): Answer {
  const { connectionName, channelId } = query;
  const request = z.object({ token: z.string().min(1) }).safeParse(JSON.parse(body));
  if (!request.success || connectionName !== connection) return [400, fault('not a token')];
  if (!token) return [412, fault('consent is missing')];
  held.set(ownerOf(query), token.reveal());
  return [200, { channelId, connectionName, token: token.reveal(), expiration: '2030-01-01T00:00:00Z' }];
}

const ownerOf = ({ userId, connectionName, channelId }: Asked['query']): string =>
  JSON.stringify([userId, connectionName, channelId]);

const fault = (message: string) => ({ error: { code: 'StandIn', message } });

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

function answer(response: ServerResponse, status: number, json: object): void {
  // Not chained: restify replaces writeHead of every response in the process, and its own returns nothing.
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json));
}
