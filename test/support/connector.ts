import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Credentials } from '../../src/bot/bot-authentication.ts';
import type { ChannelIssuer } from '../../src/bot/signing-keys.ts';
import { appId, type IssuerOptions, startIssuer, type TokenOptions } from './issuer.ts';

export { appId, type TokenOptions };
export const tenant = '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10';

/** What the bot sent: `POST` = a message, `PUT` = a replaced one. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: Readonly<Record<string, unknown>>;
}

/** The Bot Framework's side of the wire on loopback: a connector that records, and an issuer of channel tokens with published keys. */
export interface StandInConnector {
  readonly serviceUrl: string;
  readonly issuer: ChannelIssuer;
  readonly sent: readonly Sent[];
  /** Every request from now on is answered with this status; undefined = works again. */
  failWith(status: number | undefined): void;
  /** Opening a chat of two, or speaking in one, is answered with this status from now on: 403 where the app is not installed for the person. */
  refuseChats(status: number, what?: 'opening' | 'speaking'): void;
  /** Works again, and has received nothing. */
  reset(): void;
  /** An `authorization` header, good for this bot and this service URL unless told otherwise. */
  token(options?: TokenOptions): string;
  close(): Promise<void>;
}

export async function startConnector({ now }: Pick<IssuerOptions, 'now'> = {}): Promise<StandInConnector> {
  const state: State = { sent: [], status: undefined, chats: undefined };
  const server = createServer((request, response) => void record(request, response, state));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const issuer = await startIssuer({ serviceUrl, ...(now ? { now } : {}) });

  return {
    serviceUrl,
    issuer: issuer.issuer,
    sent: state.sent,
    failWith: (status) => {
      state.status = status;
    },
    refuseChats: (status, what = 'opening') => {
      state.chats = { status, what };
    },
    reset: () => {
      state.status = undefined;
      state.chats = undefined;
      state.sent.length = 0;
    },
    token: issuer.token,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await Promise.all([once(server, 'close'), issuer.close()]);
    },
  };
}

/** Signs what the bot sends without asking Entra ID for a token. */
export const standInCredentials: Credentials = {
  isValidAppId: async (id) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request) => {
      request.headers.set('authorization', 'Bearer the-bots-own');
      return request;
    },
  }),
};

/** The settings of a bot that is registered. */
export const registration = { MicrosoftAppId: appId, MicrosoftAppPassword: 'not-used', MicrosoftAppTenantId: tenant };

/** A registered bot whose channel is this connector; whom Teams vouches for confirms with a code. */
export const registeredAt = ({ issuer }: Pick<StandInConnector, 'issuer'>) => ({
  environment: { ...registration, IDENTITY_POLICY: 'teams:code' },
  around: { standIns: { issuer, credentials: standInCredentials } },
});

interface State {
  readonly sent: Sent[];
  status: number | undefined;
  chats: { readonly status: number; readonly what: 'opening' | 'speaking' } | undefined;
}

/** As Teams wants it: the person by the channel's id, and their tenant. One person has one chat. */
const NewChat = z.object({
  isGroup: z.literal(false),
  bot: z.object({ id: z.string() }),
  members: z.tuple([z.object({ id: z.string() })]),
  tenantId: z.string(),
  channelData: z.object({ tenant: z.object({ id: z.string() }) }),
});

export const chatOf = (user: string): string => `a:chat-of-${user}`;

async function record(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const activity = z.record(z.string(), z.unknown()).parse(JSON.parse(await textOf(request)));
  if (state.status) return answer(response, state.status, { error: { code: 'StandIn', message: 'as told' } });
  const { method = '', url: path = '' } = request;
  const { authorization } = request.headers;
  if (path === '/v3/conversations') return openChat(response, activity, state);
  if (state.chats?.what === 'speaking' && decodeURIComponent(path).includes('/a:chat-of-')) {
    return answer(response, state.chats.status, { error: { code: 'MessageWritesBlocked', message: 'as told' } });
  }
  state.sent.push({ method, path, authorization, activity });
  answer(response, 200, { id: `sent-${state.sent.length}` });
}

function openChat(response: ServerResponse, wanted: unknown, { chats }: State): void {
  const { data } = NewChat.safeParse(wanted);
  const status = chats?.what === 'opening' ? chats.status : data ? 201 : 400;
  const made = { id: chatOf(data?.members[0].id ?? ''), activityId: '', serviceUrl: '' };
  const refused = { error: { code: 'BotNotInConversationRoster', message: 'as told' } };
  answer(response, status, status === 201 ? made : refused);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

function answer(response: ServerResponse, status: number, json: unknown): void {
  // Not chained: restify replaces writeHead of every response in the process, and its own returns nothing.
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json));
}
