import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { ChannelIssuer } from '../../src/bot/signing-keys.ts';

export const appId = '6f0d4f0e-55b4-4f6e-9d1c-2d9c6b1d7a01';

/** Channels that a key speaks for unless told otherwise; the last only looks like Teams. */
const everyChannel = ['msteams', 'webchat', 'directline', 'emulator', 'skype', 'slack', 'email', 'MSTEAMS'];

export interface TokenOptions {
  /** Claims to add or, with undefined, to leave out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signed by a key that the issuer does not have. */
  readonly forged?: boolean;
  /** The published key that signs; the first unless told otherwise. */
  readonly keyId?: string;
}

/** How the issuer's server answers. */
export type Behaviour =
  | 'well'
  /** Takes the request and says nothing. */
  | 'silent'
  /** Sends headers and a beginning, then nothing. */
  | 'stalling'
  | 'failing'
  | 'html'
  | 'keyless'
  | 'empty'
  | 'huge'
  | 'redirecting'
  /** Names keys on another origin. */
  | 'elsewhere';

/** An issuer of channel tokens on loopback, with published keys. */
export interface StandInIssuer {
  readonly issuer: ChannelIssuer;
  /** How often its keys were asked for. */
  readonly keyRequests: () => number;
  /** How often anything was asked of it. */
  readonly requests: () => number;
  behave(how: Behaviour): void;
  /** Publishes another key; without endorsements it says nothing about channels. */
  publish(keyId: string, endorsements?: readonly string[], bits?: number): void;
  withdraw(keyId: string): void;
  /** What must never be printed: moduli of the keys, as they are published. */
  readonly keyMaterial: () => readonly string[];
  /** The public key as PEM, which is what an algorithm mix-up would take as a secret. */
  readonly publicPem: () => string;
  /** An `authorization` header, good for this bot and `serviceUrl` unless told otherwise. */
  token(options?: TokenOptions): string;
  close(): Promise<void>;
}

export interface IssuerOptions {
  /** The `serviceurl` of its tokens. */
  readonly serviceUrl?: string;
  /** The `iss` of its tokens; its own address unless told otherwise. */
  readonly name?: string;
  /** When its tokens are made; now unless told otherwise. */
  readonly now?: () => Date;
}

export async function startIssuer(options: IssuerOptions = {}): Promise<StandInIssuer> {
  const openId = `/openid/${randomUUID()}`;
  const keys = new Map([['ours', newKey('ours', everyChannel)]]);
  const asked = { all: 0, keys: 0 };
  let behaviour: Behaviour = 'well';

  const list = () => [...keys].map(([kid, { jwk, endorsements }]) => ({ ...jwk, kid, use: 'sig', endorsements }));
  const server = createServer(({ url }, response) => {
    asked.all += 1;
    if (url === '/keys') asked.keys += 1;
    if (url === openId && behaviour === 'redirecting') return redirect(response);
    const usual = url === '/keys' ? { keys: list() } : { issuer: name, jwks_uri: `${base}/keys` };
    answer(behaviour, response, usual, url === '/keys');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const { name = base, serviceUrl = `${base}/`, now = () => new Date() } = options;
  const stranger = newKey("a stranger's");

  return {
    issuer: { issuer: name, openIdMetadataUrl: `${base}${openId}` },
    keyRequests: () => asked.keys,
    requests: () => asked.all,
    behave: (how) => {
      behaviour = how;
    },
    publish: (keyId, endorsements, bits) => {
      keys.set(keyId, newKey(keyId, endorsements, bits));
    },
    withdraw: (keyId) => {
      keys.delete(keyId);
    },
    keyMaterial: () => [...keys.values()].map(({ jwk }) => String(jwk.n)),
    publicPem: () => String((keys.get('ours') ?? stranger).publicKey.export({ type: 'spki', format: 'pem' })),
    token: ({ forged, keyId = 'ours', ...more } = {}) => {
      const key = (forged ? undefined : keys.get(keyId)) ?? stranger;
      const at = Math.floor(now().getTime() / 1_000);
      const good = { iss: name, aud: appId, serviceurl: serviceUrl, nbf: at - 10, exp: at + 3_600 };
      const header = { alg: 'RS256', typ: 'JWT', kid: keyId, x5t: keyId, ...more.header };
      return `Bearer ${signed(header, { ...good, ...more.claims }, key)}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Key = ReturnType<typeof newKey>;

/** Making one takes a tenth of a second, so that issuers of one process share them by name. */
const pairs = new Map<string, ReturnType<typeof generateKeyPairSync>>();

function newKey(keyId: string, endorsements?: readonly string[], bits = 2_048) {
  const pair = pairs.get(`${keyId} ${bits}`) ?? generateKeyPairSync('rsa', { modulusLength: bits });
  pairs.set(`${keyId} ${bits}`, pair);
  return { ...pair, jwk: pair.publicKey.export({ format: 'jwk' }), endorsements };
}

function signed(header: Readonly<Record<string, unknown>>, claims: object, { privateKey, publicKey }: Key): string {
  const unsigned = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${unsigned}.${signature(String(header.alg), unsigned, { privateKey, publicKey })}`;
}

/** HS256 takes the public key for a secret, as a verifier that mixes algorithms up would. */
function signature(alg: string, unsigned: string, key: { privateKey: KeyObject; publicKey: KeyObject }): string {
  if (alg.toLowerCase() === 'none') return '';
  const pem = String(key.publicKey.export({ type: 'spki', format: 'pem' }));
  if (alg === 'HS256') return createHmac('sha256', pem).update(unsigned).digest('base64url');
  const hash = alg === 'RS512' ? 'RSA-SHA512' : 'RSA-SHA256';
  return createSign(hash).update(unsigned).sign(key.privateKey).toString('base64url');
}

/** Where it is not its keys that are wrong, they come with what is, so that a reader without care would take them. */
function answer(how: Behaviour, response: ServerResponse, usual: object, isKeys: boolean): void {
  const wrong: Partial<Record<Behaviour, () => void>> = {
    silent: () => undefined,
    stalling: () => response.write('{"jwks_uri":'),
    failing: () => send(response, usual, 500),
    html: () => text(response, '<html>Sign in to the hotel’s network</html>'),
    keyless: () => send(response, {}),
    empty: () => send(response, isKeys ? { keys: [{ kty: 'EC', kid: 'ours' }, 'no key'] } : usual),
    huge: () => send(response, isKeys ? { ...usual, padding: 'x'.repeat(5 * 1_024 * 1_024) } : usual),
    elsewhere: () => send(response, JSON.parse(JSON.stringify(usual).replaceAll('127.0.0.1', 'localhost'))),
  };
  (wrong[how] ?? (() => send(response, usual)))();
}

function redirect(response: ServerResponse): void {
  response.writeHead(302, { location: '/moved' });
  response.end();
}

function send(response: ServerResponse, json: unknown, status = 200): void {
  text(response, JSON.stringify(json), status);
}

function text(response: ServerResponse, content: string, status = 200): void {
  // Not chained: restify replaces writeHead of every response in the process, and its own returns nothing.
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(content);
}
