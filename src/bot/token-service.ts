import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { Secret } from '../kernel/secret.ts';
import { seldom } from '../kernel/seldom.ts';
import type { TokenClient } from './bot-authentication.ts';
import type { Reference } from './conversation-reference.ts';
import { sdkMessage } from './pin-desk-adapter.ts';
import { statusOf, within } from './speech.ts';

/** Whose token, as the token service knows people. */
export interface TokenOwner {
  /** The channel's id of the person, not the directory's. */
  readonly user: string;
  readonly channel: string;
}

/** Where a button leads, and what a client needs that can sign in by itself. */
export const SignInResource = z.object({
  signInLink: z.url({ protocol: /^https?$/ }),
  tokenExchangeResource: z
    .object({ id: z.string().min(1), uri: z.string().min(1), providerId: z.string().optional() })
    .optional()
    .catch(undefined),
});
export type SignInResource = z.infer<typeof SignInResource>;

/** The Bot Framework's token service, for one OAuth connection. Nothing here rejects: undefined = there is no such thing, or no answer, and the log says which. */
export interface TokenService {
  readonly connection: string;
  resourceFor(reference: Reference): Promise<SignInResource | undefined>;
  /** A token for the bot in exchange for the one that the person's client has. */
  exchange(owner: TokenOwner, clientsToken: Secret): Promise<Secret | undefined>;
  /** The token of whoever signed in by the button; the code that their browser was given proves that they are the one who writes. Works once. */
  redeem(owner: TokenOwner, magicCode: Secret): Promise<Secret | undefined>;
  /** Has it keep nothing of this person's: the next sign-in is one of then. */
  forget(owner: TokenOwner): Promise<void>;
}

export interface TokenServiceOptions {
  readonly connection: string;
  readonly client: () => Promise<TokenClient>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Teams waits 10 to 15 s for an answer, and the turn has to come after this. */
const limitMs = 5_000;

const TokenResponse = z.object({ token: z.string().min(1) }).transform(({ token }) => new Secret(token));

export function tokenService({ connection, client, clock, log }: TokenServiceOptions): TokenService {
  const warn = seldom(log, clock);

  async function ask<Value>(what: string, call: (of: TokenClient) => Promise<Value>): Promise<Value | undefined> {
    try {
      return await within(limitMs, client().then(call));
    } catch (error) {
      // The error's own text may hold the request, and so a token.
      const status = statusOf(error);
      warn(`${what} ${status}`, 'the token service did not do what it was asked', { what, status });
      return undefined;
    }
  }

  return {
    connection,
    resourceFor: async (reference) => {
      const answer = await ask('sign-in link', (of) => linkOf(of, connection, reference));
      return SignInResource.safeParse(answer).data;
    },
    exchange: async ({ user, channel }, clientsToken) => {
      const request = { token: clientsToken.reveal() };
      const answer = await ask('exchange', (of) => of.exchangeToken(user, connection, channel, request));
      return TokenResponse.safeParse(answer).data;
    },
    redeem: async ({ user, channel }, magicCode) => {
      const answer = await ask('code', (of) => of.getUserToken(user, connection, channel, magicCode.reveal()));
      return TokenResponse.safeParse(answer).data;
    },
    forget: async ({ user, channel }) => ask('sign-out', (of) => of.signOutUser(user, connection, channel)),
  };
}

/** The SDK's type wants a redirect, which it would send as an empty one; it takes none, too. */
interface WithoutRedirect {
  getSignInResource(connection: string, message: ReturnType<typeof sdkMessage>, redirect?: string): Promise<unknown>;
}

/** What the token service says to a wish to sign in from this conversation; rejects with the SDK's error. */
export function linkOf(client: WithoutRedirect, connection: string, reference: Reference): Promise<unknown> {
  return client.getSignInResource(connection, sdkMessage(reference));
}
