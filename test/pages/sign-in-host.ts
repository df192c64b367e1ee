import type { Turn } from '../../src/conversation/turn.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { assetsIn } from '../../src/pages/assets.ts';
import type { ProviderConfig } from '../../src/pages/sign-in/provider-variables.ts';
import { signIn } from '../../src/pages/sign-in/sign-in.ts';
import { type SignInLimits, signInLimits } from '../../src/pages/sign-in/sign-in-limits.ts';
import type { Budgets } from '../../src/storage/budgets.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient } from '../support/chat-client.ts';
import { chatHost, openBudgets, parrot, Token } from '../support/chat-host.ts';
import { type CookieJar, cookieJar } from '../support/cookie-jar.ts';
import { clientId, clientSecret, tenant } from '../support/identity-provider.ts';
import { logLines } from '../support/log-lines.ts';
import { movableClock } from '../support/proxied-app.ts';
import { site } from './page-host.ts';
import { smallAssets } from './small-assets.ts';

export interface SignInHostOptions {
  readonly database: Database;
  readonly issuer: string;
  readonly config?: Partial<ProviderConfig>;
  readonly limits?: Partial<SignInLimits>;
  readonly budgets?: Budgets;
}

/** Signing in and the chat on a port of their own, with a bot that repeats what it hears. */
export async function signInHost({ database, issuer, config, limits, budgets = openBudgets }: SignInHostOptions) {
  const { time, clock } = movableClock();
  const { log, lines } = logLines();
  const assets = assetsIn(await smallAssets());
  const turns: Turn[] = [];
  const host = await chatHost({
    database,
    clock,
    answering: (turn) => {
      turns.push(turn);
      return parrot(turn);
    },
    beside: (line) =>
      signIn({
        config: {
          issuer: new URL(issuer),
          clientId,
          clientSecret: new Secret(clientSecret),
          subjectClaim: 'oid',
          scopes: 'openid profile email',
          allowedTenants: [tenant],
          ...config,
        },
        site,
        assets,
        database,
        budgets,
        sessions: line.signedIn,
        isSecure: false,
        signInSeconds: 600,
        clock,
        log,
        limits: { ...signInLimits, ...limits },
      }).routes,
  });

  return {
    ...host,
    time,
    clock,
    lines,
    turns,
    /** Follows redirects from `path` to the provider, through it, and back as far as the callback's address. */
    async wayBack(jar: CookieJar, path = '/sign-in'): Promise<URL> {
      let address = new URL(path, host.origin);
      do {
        const next = await jar.next(address);
        if (!next) throw new Error(`${address.href} leads nowhere`);
        address = next;
      } while (address.pathname !== '/sign-in/callback');
      return address;
    },
    /** A whole sign-in in a browser; the answer of the callback. */
    async signIn(jar: CookieJar = cookieJar(), path = '/sign-in'): Promise<Response> {
      return jar.open(await this.wayBack(jar, path));
    },
    /** What the page does then. */
    async chat(jar: CookieJar) {
      const response = await jar.open(`${host.origin}/chat/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const token = Token.parse(await response.json());
      const cookie = `pin-desk=${jar.cookies(host.origin)['pin-desk']}`;
      return { token, ...chatClient(host, token, { cookie }) };
    },
  };
}
export type SignInHost = Awaited<ReturnType<typeof signInHost>>;
