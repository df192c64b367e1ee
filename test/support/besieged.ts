import assert from 'node:assert/strict';
import { type Limits, limits } from '../../src/kernel/limits.ts';
import type { Database } from '../../src/storage/database.ts';
import { startApp, type TestApp } from './app.ts';
import { type Conversation, codeMailedTo, openConversation } from './conversation.ts';
import type { DatabaseKind } from './databases.ts';
import { bytesOf, exchange, type RawAnswer, type RawRequest } from './raw-http.ts';

/** A person and a conversation that no stranger may read, change or speak in. */
export interface Canary {
  readonly conversation: Conversation;
  /** What somebody may have overheard, and may try: ids and a form's token. */
  readonly known: readonly string[];
  readonly secrets: readonly string[];
}

export interface Besieged {
  readonly app: TestApp;
  readonly port: number;
  readonly database: Database;
  readonly canary: Canary;
  /** Time goes on by itself, and by this. */
  wait(seconds: number): void;
  /** By its clock. */
  now(): Date;
  /** Sends it, holds what must hold of every answer, and returns it. */
  attack(request: RawRequest, options?: Parameters<typeof exchange>[2]): Promise<RawAnswer>;
  /** Somebody else is served meanwhile, as ever. */
  serveSomebody(): Promise<void>;
  /** What must hold of a whole run. */
  holdAll(): Promise<void>;
  close(): Promise<void>;
}

const secretKey = 'a-secret-key-that-appears-nowhere-9876543210';
const canaryPin = '60471938';
const canaryMail = 'bo.kjaergaard@contoso.com';
const canaryId = '6f1d0c00-0000-4000-8000-000000000002';
/** No attack types these. */
const canaryWords = 'marmalade submarine';

/** Limits on codes, tries and tickets have tests of their own; here they would end every attack at the first step. */
const wide: Limits = {
  ...limits,
  ...Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, widened(value)] as const)),
  resendSeconds: 1,
  anonymousGuessAfterMs: 0,
};

function widened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('limit' in value) return { ...value, limit: 1_000_000 };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, widened(part)]));
}

/** The composed program, a canary in it, and a watch on everything that must not happen. */
export async function besieged(kind: DatabaseKind, more: Parameters<typeof startApp>[0] = {}): Promise<Besieged> {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  let database: Database | undefined;
  const faults: unknown[] = [];
  const fault = (error: unknown) => faults.push(error);
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  const app = await startApp({
    environment: {
      SECRET_KEY: secretKey,
      ...more.environment,
    },
    on: kind,
    around: {
      clock: { now },
      limits: wide,
      ...more.around,
      standIns: {
        ...more.around?.standIns,
        needs: (needs) => {
          database = needs.database;
          return needs;
        },
      },
    },
  });
  assert.ok(database);
  const watched = database;
  const port = Number(new URL(app.url).port);
  const canary = await liveCanary(app);
  const rows = await rowsOf(watched, canary);

  return {
    app,
    port,
    database: watched,
    canary,
    wait: (seconds) => {
      ahead += seconds * 1_000;
    },
    now,
    async attack(request, options) {
      const answer = await exchange(port, bytesOf(request), options);
      holdAnswer(request, answer, canary);
      return answer;
    },
    serveSomebody: () => serveSomebody(app),
    async holdAll() {
      assert.deepEqual(faults, []);
      assert.deepEqual(
        app.lines.filter((line) => line.includes('"level":"error"')),
        [],
      );
      const left = await rowsOf(watched, canary);
      const other = [...rows.filter((row) => !left.includes(row)), ...left.filter((row) => !rows.includes(row))];
      assert.deepEqual(
        other.map((row) => row.slice(0, 300)),
        [],
      );
      await holdSecrets(app, watched, canary);
    },
    async close() {
      process.off('uncaughtException', fault);
      process.off('unhandledRejection', fault);
      await app.remove();
    },
  };
}

/** Has set a PIN, has told the help desk something, and stands before the next form. */
async function liveCanary({ url }: TestApp): Promise<Canary> {
  const chat = await openConversation(url);
  const code = await chat.submit(await chat.say('I forgot my PIN'), { email: canaryMail });
  const mailed = await codeMailedTo(url, canaryMail);
  const choose = await chat.submit(code, { code: mailed });
  const done = await chat.submit(choose, { pin: canaryPin, pinConfirmation: canaryPin });
  await chat.submit(done, { helpful: 'yes', comment: canaryWords });
  await chat.submit(await chat.say('talk to a person'), { summary: canaryWords });
  const open = await chat.say('talk to a person');
  const { activities } = await chat.client.read('');
  const users = activities.flatMap(({ from }) => (from.role === 'user' ? [from.id] : []));
  const { conversationId, token } = chat.token;
  return {
    conversation: chat,
    known: [conversationId, open.form?.token ?? '', users[0] ?? '', activities.at(-1)?.id ?? ''],
    secrets: [canaryPin, mailed, token, canaryWords, 'Bo Kj', secretKey],
  };
}

/** 501 is for invokes that nobody knows, 502 and 503 for a back end that is away; here none is. */
function holdAnswer(request: RawRequest, { status, text }: RawAnswer, { secrets }: Canary): void {
  const what = `${status} for ${bytesOf(request).toString('latin1').slice(0, 4_000)}`;
  assert.ok(status < 500 || (status === 501 && request.target === '/api/messages'), what);
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in the answer to ${what}`);
  assert.doesNotMatch(text, /node_modules|\bat .*\.[tj]s:\d|node:internal/u, what);
}

async function serveSomebody({ url }: TestApp): Promise<void> {
  const chat = await openConversation(url);
  const said = await chat.say('which key mutes me?');
  assert.equal(said.status, 200);
  assert.match(said.words, /\*6/);
}

/** Every row of the canary's, but for what only time takes away, and the person's PIN. */
async function rowsOf(database: Database, { conversation }: Canary): Promise<readonly string[]> {
  const tables = await tablesOf(database);
  const own = tables.filter((name) => !/^pgboss|direct_line_(tokens|tickets)$|budgets$/u.test(name));
  const rows = await Promise.all(
    own.map((name) =>
      database.query(`SELECT t::text AS row FROM ${name} t WHERE t::text LIKE $1`, [
        `%${name === 'public.pins' ? canaryId : conversation.token.conversationId}%`,
      ]),
    ),
  );
  // An address of the other edge is another conversation, whatever it calls itself.
  const found = rows
    .flatMap((some) => some.map(({ row }) => String(row)))
    .filter((row) => !row.includes('bot-framework'));
  assert.ok(found.length > 10, 'the canary has rows');
  return found.sort();
}

async function tablesOf(database: Database): Promise<readonly string[]> {
  const tables = await database.query(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  return tables.map(({ name }) => String(name));
}

/** The canary's PIN and code, its token and the key are nowhere. */
async function holdSecrets({ lines }: TestApp, database: Database, { secrets }: Canary): Promise<void> {
  const kept = secrets.filter((secret) => secret !== canaryWords && secret !== 'Bo Kj');
  const log = lines.join('');
  for (const secret of kept) assert.ok(!log.includes(secret), `the log holds ${secret}`);
  for (const table of await tablesOf(database)) {
    for (const { row } of await database.query(`SELECT t::text AS row FROM ${table} t`)) {
      for (const secret of kept) assert.ok(!String(row).includes(secret), `${table} holds ${secret}`);
    }
  }
}
