import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { DerivedKey, Keyring } from '../../kernel/keyring.ts';
import type { Secret } from '../../kernel/secret.ts';

/** scrypt's parameters (RFC 7914); memory is 128 · n · r bytes. */
export const ScryptCost = z.object({ n: z.int(), r: z.int(), p: z.int() });
export type ScryptCost = z.infer<typeof ScryptCost>;

/** 16 MiB and some 70 ms. A PIN has too few digits for any hash to save it; the key that is not in the database does. */
export const defaultCost: ScryptCost = { n: 2 ** 14, r: 8, p: 1 };

/** One PIN's hash, with what it was made with. The salt is the person's: one hash of a new PIN compares with a whole history. */
export const PinHash = z.object({ key: z.string(), cost: ScryptCost, hash: z.string() });
export type PinHash = z.infer<typeof PinHash>;

type Recipe = Omit<PinHash, 'hash'>;

/** Hashes one PIN of one person by each recipe at most once, off the event loop. */
export interface PinHasher {
  /** By the present key and cost: what is stored. */
  current(): Promise<PinHash>;
  /** Is it one of these? Where a hash's key is gone it cannot be told, and counts as no. */
  isOneOf(hashes: readonly PinHash[]): Promise<boolean>;
}

export function pinHasher(pin: Secret, salt: Buffer, options: { keys: Keyring; cost: ScryptCost }): PinHasher {
  const { keys, cost } = options;
  const done = new Map<string, Promise<Buffer>>();

  const hashedBy = (recipe: Recipe, key: DerivedKey): Promise<Buffer> => {
    const name = JSON.stringify([recipe.key, recipe.cost]);
    const known =
      done.get(name) ?? derive(createHmac('sha256', key.bytes).update(pin.reveal()).digest(), salt, recipe.cost);
    done.set(name, known);
    return known;
  };

  return {
    async current() {
      const key = keys.current('pin');
      const hash = await hashedBy({ key: key.id, cost }, key);
      return { key: key.id, cost, hash: hash.toString('base64') };
    },
    async isOneOf(hashes) {
      for (const { hash, ...recipe } of hashes) {
        const key = keys.byId('pin', recipe.key);
        if (key && isSame(await hashedBy(recipe, key), Buffer.from(hash, 'base64'))) return true;
      }
      return false;
    },
  };
}

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

const derive = (peppered: Buffer, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Node refuses above 32 MiB unless told; twice the need leaves room for its own buffers.
    scrypt(peppered, salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
