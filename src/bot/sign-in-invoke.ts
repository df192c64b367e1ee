import { z } from 'zod';
import { Secret } from '../kernel/secret.ts';
import type { IncomingActivity } from './activity.ts';

/** What Teams sends while somebody signs in. */
export type SignInInvoke =
  /** A client has a token of its own to exchange. Each of the person's clients sends one, all with the card's `id`. */
  | { readonly kind: 'exchange'; readonly id: string; readonly connection: string; readonly token: Secret }
  /** The browser's magic code, after the button. */
  | { readonly kind: 'code'; readonly code: Secret }
  /** The person closed the window. */
  | { readonly kind: 'cancelled' }
  /** A client could not sign in by itself, and shows nothing about that. `code` is one of Teams' own names, or empty. */
  | { readonly kind: 'failure'; readonly code: string };

const secret = z
  .string()
  .min(1)
  .max(64 * 1_024)
  .transform((text) => new Secret(text));

const Exchange = z.object({
  /** Becomes a part of a row's key. */
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  connectionName: z.string(),
  token: secret,
});
const Code = z.object({ state: z.string().min(1).max(200) });
const Failure = z.object({ code: z.string().regex(/^[a-z]{1,40}$/i) });

/** Of MicrosoftDocs/msteams-docs#7985 and microsoft/Agents-for-net#256. */
const cancelled = ['CancelledByUser', 'UserCancelledSignIn'];

/** Undefined: not about signing in. */
export function signInInvoke({ name, value }: IncomingActivity): SignInInvoke | 'malformed' | undefined {
  switch (name) {
    case 'signin/tokenExchange': {
      const { data } = Exchange.safeParse(value);
      return data ? { kind: 'exchange', id: data.id, connection: data.connectionName, token: data.token } : 'malformed';
    }
    case 'signin/verifyState': {
      const { data } = Code.safeParse(value);
      if (!data) return 'malformed';
      return cancelled.includes(data.state) ? { kind: 'cancelled' } : { kind: 'code', code: new Secret(data.state) };
    }
    case 'signin/failure':
      return { kind: 'failure', code: Failure.safeParse(value).data?.code ?? '' };
    default:
      return undefined;
  }
}
