import { createHash, hkdfSync } from 'node:crypto';
import type { Secret } from './secret.ts';

/** What a derived key is for. One purpose never opens another's values. */
export type Purpose = 'one-time-code' | 'identifier' | 'pin' | 'page-session' | 'link' | 'pseudonym';

export interface DerivedKey {
  /** Names the `SECRET_KEY` it came from; stored beside every derived value. */
  readonly id: string;
  readonly bytes: Buffer;
}

export interface Keyring {
  /** The key new values are made with. */
  current(purpose: Purpose): DerivedKey;
  /** The key a stored value was made with; undefined once that `SECRET_KEY` is gone. */
  byId(purpose: Purpose, id: string): DerivedKey | undefined;
  /** Current first. */
  all(purpose: Purpose): readonly DerivedKey[];
}

/** HKDF-SHA-256 (RFC 5869) gives each purpose a key of its own. `previous`: keys of `SECRET_KEY_PREVIOUS`. */
export function keyring(current: Secret, previous: readonly Secret[] = []): Keyring {
  const derived = new Map<string, DerivedKey>();
  const ids = [current, ...previous].map(keyId);

  const derive = (purpose: Purpose, secret: Secret): DerivedKey => {
    const id = keyId(secret);
    const name = `${purpose}/${id}`;
    const known = derived.get(name);
    if (known) return known;
    const bytes = Buffer.from(hkdfSync('sha256', secret.reveal(), 'pin-desk', purpose, 32));
    const key = { id, bytes };
    derived.set(name, key);
    return key;
  };

  const all = (purpose: Purpose) => [current, ...previous].map((secret) => derive(purpose, secret));
  return {
    current: (purpose) => derive(purpose, current),
    byId: (purpose, id) => (ids.includes(id) ? all(purpose).find((key) => key.id === id) : undefined),
    all,
  };
}

/** 48 bits of a hash under its own label: tells keys apart, tells nothing about them. */
const keyId = (secret: Secret): string =>
  createHash('sha256').update('pin-desk key id').update(secret.reveal()).digest('base64url').slice(0, 8);
