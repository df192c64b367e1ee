import { embeddedTicketDesk } from '../../src/backends/ticket-desk/embedded.ts';
import type { Ticket, TicketQueue } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import type { Edge } from '../../src/conversation/engine-api.ts';
import type { Outcome, Reply } from '../../src/conversation/reply.ts';
import type { FormValues, Input, Turn } from '../../src/conversation/turn.ts';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import type { IdentityPolicy, Needs } from '../../src/features/needs.ts';
import { newId } from '../../src/kernel/ids.ts';
import { maskDigits } from '../../src/kernel/redaction.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { rulesOf } from '../../src/rules.ts';
import { auditStore } from '../../src/storage/audit-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { type DatabaseKind, freshDatabase } from './databases.ts';
import { textOf } from './flow-driver.ts';
import { runJobs, type TestNeeds, testNeeds } from './needs.ts';
import { pinOf } from './resetting.ts';

export const id = (number: number): string => `6f1d0c00-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;

const member = (number: number, name: string) => ({
  id: id(number),
  displayName: name,
  userPrincipalName: `${name}@contoso.com`,
  mail: `${name}@contoso.com`,
  accountEnabled: true,
  businessPhones: ['+1 206 555 0130;ext=40130'],
});

/** The sample company, and two whose accounts were changed shortly before the tests' day. */
export const people = [
  ...samplePeople,
  { ...member(20, 'young'), createdDateTime: '2026-11-20T08:00:00Z' },
  { ...member(21, 'renewed'), lastPasswordChangeDateTime: '2026-11-23T01:00:00Z' },
];

/** How somebody comes: what their channel says of them, where they write, and who may hear it. */
export type Sender = Pick<Turn, 'path' | 'vouchedFor' | 'stranger'>;
export const as = (path: 'teams' | 'page', directoryId: string, signedInAt?: Date): Sender => ({
  path,
  vouchedFor: { directoryId, tenantId: 't', ...(signedInAt ? { signedInAt } : {}) },
});

/** A conversation of the whole bot, without a channel: each call is one turn. */
export interface PolicyChat {
  readonly last: Outcome;
  readonly words: string;
  /** The form that is shown, or `sign-in`; undefined where nothing is asked. */
  readonly asks: string | undefined;
  readonly address: Turn['address'];
  send(input: Input, given?: Partial<Turn>, edge?: Edge): Promise<Outcome>;
  type(words: string, given?: Partial<Turn>): Promise<Outcome>;
  ask(intent: string, given?: Partial<Turn>): Promise<Outcome>;
  submit(values: FormValues, given?: Partial<Turn>, edge?: Edge): Promise<Outcome>;
  choose(pin: string, given?: Partial<Turn>, edge?: Edge): Promise<Outcome>;
  /** Somebody came back from signing in, as Teams tells. */
  signIn(sender: Sender): Promise<Outcome>;
}

/** Inside a `describe`: the bot's own flows, engine, PINs, tickets and codes, on an empty database for each test. */
export function policyChats(kind: DatabaseKind = 'pglite') {
  let database: Database;
  let test: TestNeeds;
  let queue: TicketQueue;
  beforeEach(async () => {
    database = await freshDatabase(kind);
    test = testNeeds(database, { directory: embeddedUserDirectory(people) });
    const { jobs, budgets, limits, clock } = test.needs;
    const desk = embeddedTicketDesk({
      audit: auditStore(database),
      database,
      jobs,
      budgets,
      limits,
      clock,
    });
    test = { ...test, needs: { ...test.needs, desk, talk: desk.talk } };
    queue = desk;
  });
  afterEach(() => database.close());

  const engineWith = (change: Partial<Needs>) => {
    const needs = { ...test.needs, ...change };
    const rules = rulesOf(needs, {});
    const { chats, clock, log } = needs;
    return createEngine({ rules, store: turnStoreOn(database), chats, clock, log, voices: new Map() });
  };

  return {
    get test() {
      return test;
    },
    get database() {
      return database;
    },
    /** `at`: a conversation that another process, perhaps of other settings, goes on with. */
    chat(sender: Sender, change: Partial<Needs> = {}, at?: PolicyChat): PolicyChat {
      return policyChat(engineWith(change), sender, at);
    },
    ago: (seconds: number) => new Date(test.time.now.getTime() - seconds * 1_000),
    mailCodes: () => runJobs(test, confirmIdentityJobs(test.needs)),
    mailedCode: () => ({ code: new Secret(/\n(\d{6,8})\n/.exec(test.mails.at(-1)?.text ?? '')?.[1] ?? '000000') }),
    tickets: async (): Promise<readonly Ticket[]> => {
      const { tickets: lines } = await queue.list({ view: 'all', agent: '', limit: 100 });
      const tickets = await Promise.all(lines.map(({ number }) => queue.byNumber(number)));
      return tickets.filter((ticket) => ticket !== undefined);
    },
    /** Whose PIN is set. */
    async owners() {
      const rows = await database.query('SELECT person FROM pins WHERE is_set ORDER BY person', []);
      return rows.map(({ person }) => String(person));
    },
  };
}

export const policy = (given: Partial<IdentityPolicy>): { readonly identity: IdentityPolicy } => ({
  identity: { teams: 'off', page: 'off', anonymous: 'off', ...given },
});

/** The sample directory with a person as they are meanwhile. */
export const meanwhile = (number: number, change: object): Pick<Needs, 'directory'> => ({
  directory: embeddedUserDirectory(people.map((known) => (known.id === id(number) ? { ...known, ...change } : known))),
});

function policyChat(engine: ReturnType<typeof createEngine>, sender: Sender, at?: PolicyChat): PolicyChat {
  let last: Outcome = at?.last ?? { replies: [] };
  const channel = sender.path === 'teams' ? 'msteams' : 'directline';
  const edge = sender.path === 'teams' ? 'bot-framework' : 'direct-line';
  const address = at?.address ?? { edge, channel, conversation: newId(), sender: newId() };

  const send: PolicyChat['send'] = async (input, given = {}, edge = {}) => {
    const turn: Turn = {
      ...sender,
      address,
      conversationKind: 'personal',
      requester: address.sender,
      activityKey: newId(),
      locale: 'en',
      input,
      ...given,
    };
    last = await engine.handle(turn, edge);
    return last;
  };
  const submit: PolicyChat['submit'] = (values, given, edge) => {
    const { id: form = '', token = '' } = formIn(last.replies) ?? {};
    return send({ kind: 'form', form, token, values }, given, edge);
  };
  return {
    address,
    get last() {
      return last;
    },
    get words() {
      return textOf(last.replies);
    },
    get asks() {
      return last.replies.some(({ kind }) => kind === 'sign-in') ? 'sign-in' : formIn(last.replies)?.id;
    },
    send,
    submit,
    type: (words, given) => send({ kind: 'text', text: new Secret(words), masked: maskDigits(words) }, given),
    ask: (intent, given) => send({ kind: 'ask', intent }, given),
    choose: (pin, given, edge) => submit(pinOf(pin), given, edge),
    signIn: (proved) => send({ kind: 'sign-in', result: 'done' }, proved),
  };
}

function formIn(replies: readonly Reply[]) {
  const shown = replies.findLast((reply) => reply.kind === 'card' && reply.form);
  return shown?.kind === 'card' ? shown.form : undefined;
}
