import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DerivedKey, Keyring } from '../kernel/keyring.ts';

/** What a form of a ticket page carries to show that it came from us. A site that cannot read the page cannot make it. */
export const deskToken = (keys: Keyring, ticket: number, version: number): string =>
  sign(keys.current('page-session'), ticket, version).toString('base64url');

/** Also true for a page that was shown before `SECRET_KEY` changed. */
export function isDeskToken(keys: Keyring, token: string, ticket: number, version: number): boolean {
  const given = Buffer.from(token, 'base64url');
  return keys.all('page-session').some((key) => {
    const wanted = sign(key, ticket, version);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

const sign = (key: DerivedKey, ticket: number, version: number): Buffer =>
  createHmac('sha256', key.bytes).update(`desk ${ticket} ${version}`).digest();
