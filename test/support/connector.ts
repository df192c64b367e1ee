import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ChannelIssuer, Credentials } from '../../src/bot/bot-authentication.ts';

export const appId = '6f0d4f0e-55b4-4f6e-9d1c-2d9c6b1d7a01';
export const tenant = '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10';

/** What the bot sent: `POST` = a message, `PUT` = a replaced one. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface TokenOptions {
  /** Claims to add or, with undefined, to leave out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signed by a key that the issuer does not have. */
  readonly forged?: boolean;
}

/** The Bot Framework's side of the wire on loopback: a connector that records, and an issuer of channel tokens with published keys. */
export interface StandInConnector {
  readonly serviceUrl: string;
  readonly issuer: ChannelIssuer;
  readonly sent: readonly Sent[];
  /** How often its keys were asked for. */
  readonly keyRequests: () => number;
  /** Every request from now on is answered with this status; undefined = works again. */
  failWith(status: number | undefined): void;
  /** Works again, and has received nothing. */
  reset(): void;
  /** An `authorization` header, good for this bot and this service URL unless told otherwise. */
  token(options?: TokenOptions): string;
  close(): Promise<void>;
}

export async function startConnector(): Promise<StandInConnector> {
  const ours = rsaKeys();
  // The SDK remembers keys by this URL for the life of the process, and ports come round again.
  const openId = `/openid/${randomUUID()}`;
  const state: { sent: Sent[]; status: number | undefined; keyRequests: number } = {
    sent: [],
    status: undefined,
    keyRequests: 0,
  };

  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (url === openId) return answer(response, 200, { issuer: base, jwks_uri: `${base}/keys` });
    if (url === '/keys') {
      state.keyRequests += 1;
      return answer(response, 200, {
        keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'ours', use: 'sig' }],
      });
    }
    void record(request, response, state);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

  return {
    serviceUrl: `${base}/`,
    issuer: { issuer: base, openIdMetadataUrl: `${base}${openId}` },
    sent: state.sent,
    keyRequests: () => state.keyRequests,
    failWith: (status) => {
      state.status = status;
    },
    reset: () => {
      state.status = undefined;
      state.sent.length = 0;
    },
    token: (options = {}) => `Bearer ${signed(options.forged ? rsaKeys().privateKey : ours.privateKey, base, options)}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const rsaKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

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

function signed(key: KeyObject, base: string, { claims = {}, header = {} }: TokenOptions): string {
  const now = Math.floor(Date.now() / 1_000);
  const payload = { iss: base, aud: appId, serviceurl: `${base}/`, nbf: now - 10, exp: now + 3_600, ...claims };
  const unsigned = [{ alg: 'RS256', typ: 'JWT', kid: 'ours', ...header }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = createSign('RSA-SHA256').update(unsigned).sign(key).toString('base64url');
  return `${unsigned}.${header.alg === 'none' ? '' : signature}`;
}

async function record(
  request: IncomingMessage,
  response: ServerResponse,
  state: { sent: Sent[]; status: number | undefined },
): Promise<void> {
  const activity = z.record(z.string(), z.unknown()).parse(JSON.parse(await textOf(request)));
  if (state.status) return answer(response, state.status, { error: { code: 'StandIn', message: 'as told' } });
  const { method = '', url: path = '' } = request;
  const { authorization } = request.headers;
  state.sent.push({ method, path, authorization, activity });
  answer(response, 200, { id: `sent-${state.sent.length}` });
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
