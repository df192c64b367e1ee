import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider';

export const tenant = '22222222-2222-4222-8222-222222222222';
export const clientId = 'pin-desk';
export const clientSecret = 'a client secret for tests';

/** What an ID token says of somebody, beside what the protocol needs. */
export interface Account {
  readonly oid: string;
  readonly name: string;
  readonly email: string;
}

export const ada: Account = {
  oid: '6f1d0c00-0000-4000-8000-000000000001',
  name: 'Ada Archer',
  email: 'ada.archer@contoso.com',
};
export const bo: Account = { oid: '6f1d0c00-0000-4000-8000-000000000002', name: 'Bo Berg', email: 'bo@contoso.com' };

/** Claims to add or, with undefined, to leave out. */
export type Tampering = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly json: object;
  readonly challenge?: string;
}

export interface TestProvider {
  readonly issuer: string;
  /** Registers PIN Desk: before that nothing is answered. `signsOut`: the provider has a place to sign out. */
  admit(origin: string, how?: { readonly signsOut: boolean }): void;
  /** Requests that came, by path. */
  readonly requests: string[];
  /** Query of the last request to sign in. */
  asked(): URLSearchParams;
  /** Who signs in next, at once and without a word; undefined: they decline. `agoSeconds`: when they did. */
  signsIn(account: Account | undefined, agoSeconds?: number): void;
  /** Changes what ID tokens say from now on; `isForged`: signed by a key that is not the provider's. */
  tamper(claims: Tampering, how?: { readonly isForged?: boolean; readonly alg?: string }): void;
  /** `silent`: takes requests and says nothing. `failing`: 500 for everything. */
  behave(how: 'well' | 'silent' | 'failing'): void;
  /** At this path something else than its own answer; undefined: its own again. */
  says(path: string, answer: Answer | undefined): void;
  /** How far its clock is before ours. */
  isAhead(seconds: number): void;
  close(): Promise<void>;
}

/** Making one takes a tenth of a second. */
const pairs = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2_048 }));
const jwk = { ...pairs[0]?.privateKey.export({ format: 'jwk' }), kid: 'ours', alg: 'RS256', use: 'sig' };

/** A real OpenID Connect provider on loopback, whose people are signed in by the test. */
export async function startIdentityProvider(): Promise<TestProvider> {
  const state: State = {
    account: ada,
    agoSeconds: 0,
    tampering: {},
    forged: false,
    alg: 'RS256',
    behaviour: 'well',
    aheadSeconds: 0,
  };
  const requests: string[] = [];
  const answers = new Map<string, Answer>();
  let asked = new URLSearchParams();
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    if (pathname === '/auth') asked = searchParams;
    if (state.behaviour === 'silent') return;
    if (state.aheadSeconds !== 0)
      response.setHeader('date', new Date(Date.now() + state.aheadSeconds * 1_000).toUTCString());
    const answer = answers.get(pathname);
    if (answer) return say(response, answer);
    if (state.behaviour === 'well') return handle(request, response);
    response.statusCode = 500;
    response.end();
  });
  const issuer = await listening(server);

  return {
    issuer,
    admit(origin, { signsOut } = { signsOut: true }) {
      const provider = newProvider(issuer, origin, state, signsOut);
      const answer = provider.callback();
      handle = (request, response) => {
        const respond = request.url?.startsWith('/interaction/') ? interact(provider, state) : answer;
        Promise.resolve(respond(request, response)).catch(() => response.destroy());
      };
    },
    requests,
    asked: () => asked,
    signsIn: (account, agoSeconds = 0) => Object.assign(state, { account, agoSeconds }),
    tamper: (tampering, { isForged = false, alg = 'RS256' } = {}) =>
      Object.assign(state, { tampering, forged: isForged, alg }),
    behave: (behaviour) => Object.assign(state, { behaviour }),
    says: (path, answer) => void (answer ? answers.set(path, answer) : answers.delete(path)),
    isAhead: (aheadSeconds) => Object.assign(state, { aheadSeconds }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface State {
  account: Account | undefined;
  agoSeconds: number;
  tampering: Tampering;
  forged: boolean;
  alg: string;
  behaviour: 'well' | 'silent' | 'failing';
  aheadSeconds: number;
}

function newProvider(issuer: string, origin: string, state: State, signsOut: boolean): Provider {
  const rows = new Map<string, AdapterPayload>();
  const provider = new Provider(issuer, {
    adapter: (model) => rowsOf(model, rows),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/signed-out`],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['a cookie key'] },
    claims: { openid: ['sub', 'oid', 'tid'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: async (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, tid: tenant, ...(sub === bo.oid ? bo : ada) }),
    }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: signsOut,
        logoutSource: async (context, form) => {
          context.body = `<!doctype html><title>Sign out</title>${form}
            <button form="op.logoutForm" name="logout" value="yes">Sign out of everything</button>`;
        },
      },
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 3_600, Grant: 3_600 },
  });
  provider.use(async (context, next) => {
    await next();
    const { body } = context;
    if (context.path === '/token' && isTokens(body)) body.id_token = tampered(body.id_token, state);
  });
  return provider;
}

/** What the provider keeps, in memory; its own way to do so warns at every start. */
function rowsOf(model: string, rows: Map<string, AdapterPayload>): Adapter {
  const named = (id: string) => `${model} ${id}`;
  const change = (id: string, change: AdapterPayload) => rows.set(named(id), { ...rows.get(named(id)), ...change });
  return {
    upsert: async (id, payload) => void change(id, payload),
    find: async (id) => rows.get(named(id)),
    findByUid: async (uid) => [...rows].find(([key, row]) => key.startsWith(model) && row.uid === uid)?.[1],
    findByUserCode: async () => undefined,
    consume: async (id) => void change(id, { consumed: Math.floor(Date.now() / 1000) }),
    destroy: async (id) => void rows.delete(named(id)),
    revokeByGrantId: async (grant) => {
      for (const [key, { grantId }] of rows) if (grantId === grant) rows.delete(key);
    },
  };
}

const isTokens = (body: unknown): body is { id_token: string } =>
  typeof body === 'object' && body !== null && 'id_token' in body;

/** Signs whoever the test names in and grants everything, or declines. */
const interact = (provider: Provider, state: State) => async (request: IncomingMessage, response: ServerResponse) => {
  const details = await provider.interactionDetails(request, response);
  const accountId = state.account?.oid;
  if (!accountId) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(String(details.params.scope));
  const ts = Math.floor(Date.now() / 1000) - state.agoSeconds;
  await provider.interactionFinished(request, response, {
    login: { accountId, ts },
    consent: { grantId: await grant.save() },
  });
};

/** The token as the provider made it, where nothing is to be changed. */
function tampered(token: string, { tampering, forged, alg }: State): string {
  if (Object.keys(tampering).length === 0 && !forged && alg === 'RS256') return token;
  const [head = '', payload = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  const unsigned = [
    { ...JSON.parse(head), alg },
    { ...JSON.parse(payload), ...tampering },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  if (alg === 'none') return `${unsigned}.`;
  const own = createPrivateKey({ key: jwk, format: 'jwk' });
  const key = forged ? pairs[1]?.privateKey : own;
  return `${unsigned}.${createSign('RSA-SHA256')
    .update(unsigned)
    .sign(key ?? own)
    .toString('base64url')}`;
}

function say(response: ServerResponse, { status, json, challenge }: Answer): void {
  // Not chained: restify replaces writeHead of every response in the process, and its own returns nothing.
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(challenge ? { 'www-authenticate': challenge } : {}),
  });
  response.end(JSON.stringify(json));
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}
