import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { HttpError } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { seldom } from '../kernel/seldom.ts';

/** Where keys are published. */
export interface KeySource {
  /** Says where the keys are: on the same origin. */
  readonly openIdMetadataUrl: string;
  /** For the log. */
  readonly keysOf?: 'the channels' | 'a tenant';
}

/** Whose channel tokens to believe. */
export interface ChannelIssuer extends KeySource {
  /** The `iss` claim. */
  readonly issuer: string;
}

export interface SigningKey {
  readonly key: KeyObject;
  /** Channels that it may speak for; empty where its issuer says nothing about that. */
  readonly endorsements: readonly string[];
}

/** The keys that an issuer publishes. */
export interface SigningKeys {
  /** Undefined = nobody published it, or it is not an RSA key of 2,048 bits. Throws HttpError 503 where the issuer cannot be asked. */
  find(keyId: string): Promise<SigningKey | undefined>;
  /** False once a newer list has taken its place. */
  isCurrent(keyId: string, key: SigningKey): boolean;
  /** Asks ahead of the first request; that it may fail is logged, not thrown. */
  warmUp(): Promise<void>;
}

const hourMs = 60 * 60 * 1_000;
/** Microsoft wants the list read every 24 hours; it is read again in good time, so that an issuer may be away for half a day. */
const refreshAfterMs = 12 * hourMs;
const maxAgeMs = 24 * hourMs;
/** A key that nobody knows may be new; but anybody can name such keys. */
const unknownKeyMs = 5 * 60 * 1_000;
/** After a failure, so that an issuer that hangs does not hold up every request. */
const holdOffMs = 10 * 1_000;
/** Both documents together; channels wait about 15 s for an answer. */
const fetchLimitMs = 5_000;
/** The public cloud's list is near 900 KB. */
const maxBytes = 4 * 1_024 * 1_024;

const Metadata = z.object({ jwks_uri: z.string().max(2_000) });
const Jwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  use: z.literal('sig').optional(),
  endorsements: z.array(z.string()).nullish(),
});
type Jwk = z.infer<typeof Jwk>;
const KeyList = z.object({ keys: z.array(z.unknown()).max(5_000) });

interface Published {
  readonly jwks: ReadonlyMap<string, Jwk>;
  /** Made when they are first needed: there are hundreds, and one is used. */
  readonly keys: Map<string, SigningKey | undefined>;
  readonly at: number;
}

export function signingKeys(source: KeySource, clock: Clock, log: Log): SigningKeys {
  const age = (since: number): number => Math.abs(clock.now().getTime() - since);
  const newest = newestList(source, clock, log);

  async function current(): Promise<Published> {
    const known = newest.known();
    if (!known || age(known.at) > maxAgeMs) return newest.read();
    // Its failure is logged, and these keys are good for a while.
    if (age(known.at) > refreshAfterMs) newest.read().catch(() => undefined);
    return known;
  }

  return {
    async find(keyId) {
      const known = await current();
      if (known.jwks.has(keyId) || age(known.at) < unknownKeyMs) return keyOf(known, keyId);
      return keyOf(await newest.read(), keyId);
    },
    isCurrent(keyId, key) {
      const known = newest.known();
      return known !== undefined && age(known.at) <= maxAgeMs && known.keys.get(keyId) === key;
    },
    warmUp: () =>
      newest.read().then(
        () => undefined,
        () => undefined,
      ),
  };
}

/** The list read last; read once at a time, and after a failure not for a while. */
function newestList({ openIdMetadataUrl, keysOf = 'the channels' }: KeySource, clock: Clock, log: Log) {
  const warn = seldom(log, clock);
  let published: Published | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<Published> | undefined;

  async function fetched(): Promise<Published> {
    try {
      const jwks = await fetchKeys(new URL(openIdMetadataUrl));
      published = { jwks, keys: new Map(), at: clock.now().getTime() };
      failedAt = Number.NEGATIVE_INFINITY;
      return published;
    } catch (error) {
      failedAt = clock.now().getTime();
      warn('keys', `the signing keys of ${keysOf} cannot be had`, { err: error });
      throw unavailable();
    } finally {
      underWay = undefined;
    }
  }

  return {
    known: () => published,
    async read(): Promise<Published> {
      if (!underWay && Math.abs(clock.now().getTime() - failedAt) < holdOffMs) throw unavailable();
      underWay ??= fetched();
      return underWay;
    },
  };
}

const unavailable = (): HttpError =>
  new HttpError(503, 'issuer-unavailable', 'The issuer of these tokens does not answer.');

function keyOf({ jwks, keys }: Published, keyId: string): SigningKey | undefined {
  const jwk = jwks.get(keyId);
  if (jwk && !keys.has(keyId)) keys.set(keyId, signingKey(jwk));
  return keys.get(keyId);
}

function signingKey({ kty, n, e, endorsements }: Jwk): SigningKey | undefined {
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    const isLong = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048;
    return isLong ? { key, endorsements: endorsements ?? [] } : undefined;
  } catch {
    // Not a key: the same as one that was not published.
    return undefined;
  }
}

async function fetchKeys(metadataUrl: URL): Promise<ReadonlyMap<string, Jwk>> {
  const signal = AbortSignal.timeout(fetchLimitMs);
  const metadata = Metadata.safeParse(await fetchJson(metadataUrl, signal)).data;
  if (!metadata || !URL.canParse(metadata.jwks_uri)) throw new Error('the metadata names no keys');
  const keysUrl = new URL(metadata.jwks_uri);
  if (keysUrl.origin !== metadataUrl.origin) throw new Error('the metadata names keys on another origin');

  const list = KeyList.safeParse(await fetchJson(keysUrl, signal)).data;
  const usable = (list?.keys ?? []).flatMap((key) => Jwk.safeParse(key).data ?? []);
  if (usable.length === 0) throw new Error('there is no usable key');
  return new Map(usable.map((jwk) => [jwk.kid, jwk]));
}

/** Redirects are not followed: they would lead away from the address that is trusted. Connections are not kept: hours later the issuer has closed them. */
async function fetchJson(url: URL, signal: AbortSignal): Promise<unknown> {
  const headers = { accept: 'application/json', connection: 'close' };
  const response = await fetch(url, { signal, redirect: 'error', headers });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the issuer answers ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error('the issuer’s answer is too large');
    chunks.push(chunk);
  }
  return jsonOf(Buffer.concat(chunks).toString('utf8'));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the answer.
    throw new Error('the issuer’s answer is not JSON');
  }
}
