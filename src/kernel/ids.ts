import { randomBytes, randomUUID } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a user reads out to the help desk: 8 characters of Crockford's base 32 (40 random bits), as `7F3A-9KQ2`. */
export function newReference(): string {
  // The last digits of a random UUID, which Node draws in advance for many; asking the system for bytes costs a call each.
  let bits = Number.parseInt(randomUUID().slice(-10), 16);
  let characters = '';
  while (characters.length < 8) {
    characters += crockford[bits % 32];
    bits = Math.floor(bits / 32);
  }
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}

/** An unguessable id of `bits` random bits as base64url: form tokens (128), Direct Line tokens (256). */
export const newToken = (bits: 128 | 256): string => randomBytes(bits / 8).toString('base64url');

/** A unique id without secrecy. */
export const newId = (): string => randomUUID();
