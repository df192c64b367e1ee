import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DerivedKey, Keyring } from '../../kernel/keyring.ts';
import type { DeskSession } from './desk-sessions.ts';

type Holder = Pick<DeskSession, 'id'>;

/** What a form of the desk carries to show that it came from us and to this agent; `about`: what it is for. A site that cannot read the page cannot make it. */
export const deskToken = (keys: Keyring, holder: Holder, about: string): string =>
  sign(keys.current('page-session'), holder, about).toString('base64url');

/** Also true for a page that was shown before `SECRET_KEY` changed. */
export function isDeskToken(
  keys: Keyring,
  token: string,
  { holder, about }: { holder: Holder; about: string },
): boolean {
  const given = Buffer.from(token, 'base64url');
  return keys.all('page-session').some((key) => {
    const wanted = sign(key, holder, about);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

const sign = (key: DerivedKey, { id }: Holder, about: string): Buffer =>
  createHmac('sha256', key.bytes)
    .update(JSON.stringify(['desk', id, about]))
    .digest();
