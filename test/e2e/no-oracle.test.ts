import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codePause, personKeys } from '../../src/features/confirm-identity/code-budgets.ts';
import type { Needs } from '../../src/features/needs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type Form, formIn } from '../support/conversation.ts';

const kinds = [
  'known',
  'unknown',
  'disabled',
  'guest',
  'protected',
  'several',
  'no-mail',
  'new-account',
  'new-password',
  'paused',
  'frozen',
  'reported',
] as const;
type Kind = (typeof kinds)[number];

const addressOf = (kind: Kind): string => `${kind}@contoso.com`;
/** Stands still: an answer names seconds, which a busy machine would have differ. */
const standing = new Date();
const now = standing.toISOString();

const different: Readonly<Partial<Record<Kind, object>>> = {
  disabled: { accountEnabled: false },
  guest: { userType: 'Guest' },
  protected: { isProtected: true },
  'no-mail': { mail: null },
  'new-account': { createdDateTime: now },
  'new-password': { lastPasswordChangeDateTime: now },
};
const personOf = (kind: Kind) => {
  const mail = addressOf(kind);
  return { id: kind, userPrincipalName: mail, displayName: kind, mail, accountEnabled: true, ...different[kind] };
};
const people = [
  ...kinds.filter((kind) => kind !== 'unknown').map(personOf),
  { ...personOf('several'), id: 'another', userPrincipalName: 'another@contoso.com' },
];

/** What happened to some of them before. */
async function prepare({ notMe, budgets, keys, database }: Needs): Promise<void> {
  for (const key of personKeys({ keys }, 'paused')) await budgets.block(codePause, key, new Date(Date.now() + 1e7));
  for (const [person, kind] of [
    ['frozen', 'pin-changed'],
    ['reported', 'code-sent'],
  ] as const) {
    const happenedAt = new Date();
    const link = await notMe.linkFor({ kind, person, id: person, locale: 'en', happenedAt }, happenedAt);
    const token = new URL(link?.reveal() ?? '').searchParams.get('link') ?? '';
    const read = await notMe.read(new Secret(token), happenedAt);
    assert.ok(read && (await notMe.use(read.id, { now: happenedAt, reference: '7F3A-9KQ2' }, database)));
  }
}

/** Ids have the same length in every conversation: what is left of an answer, and its size, must not differ. */
const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, '<uuid>')
    .replaceAll(/"token":"[^"]+"/gu, '"token":"<token>"')
    .replaceAll(/\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/gu, '<reference>')
    .replaceAll(/\b10\d\d\b/gu, '<ticket>');

describe('what a stranger sees of an answer', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-oracle-'));
  const file = join(folder, 'people.json');
  let app: TestApp;
  before(() => writeFileSync(file, JSON.stringify(people)));
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => app.remove());

  async function start(mailer?: Needs['mailer']): Promise<void> {
    let given: Needs | undefined;
    const needs = (all: Needs): Needs => {
      given = all;
      return mailer ? { ...all, mailer } : all;
    };
    app = await startApp({
      environment: { DIRECTORY_FILE: file },
      around: { clock: { now: () => standing }, standIns: { needs } },
    });
    await prepare(given ?? assert.fail());
  }

  async function answered(conversation: string, locale: string, activity: object) {
    const response = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: crypto.randomUUID(),
        channelId: 'webchat',
        serviceUrl: 'http://127.0.0.1:9/',
        deliveryMode: 'expectReplies',
        from: { id: 'user' },
        recipient: { id: 'bot' },
        conversation: { id: conversation },
        locale,
        ...activity,
      }),
    });
    const body = await response.text();
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map((header) => masked(header.join(': ')));
    return {
      form: formIn(JSON.parse(body || '{}')),
      seen: { status: response.status, headers, body: masked(body), size: body.length },
    };
  }

  /** From an address to a ticket, with everything between that may go wrong. */
  async function seenOf(kind: Kind, locale = 'en-US') {
    const conversation = crypto.randomUUID();
    const seen: { readonly status: number; readonly body: string }[] = [];
    let form: Form | undefined;
    const turn = async (activity: object) => {
      const answer = await answered(conversation, locale, activity);
      form = answer.form ?? form;
      seen.push(answer.seen);
    };
    const submit = (values: object) => turn({ value: { ...form, ...values } });

    await turn({ text: 'I forgot my PIN' });
    await submit({ email: addressOf(kind) });
    await submit({ again: 'yes' });
    for (let wrong = 0; wrong < 5; wrong += 1) await submit({ code: '00000000' });
    await submit({ again: 'yes' });
    await submit({ help: 'yes' });
    return seen;
  }

  it('is the same, byte for byte, whatever there is to the address', async () => {
    await start();
    const known = await seenOf('known');

    assert.match(known.map(({ body }) => body).join(), /on its way.*wait.*1 try left.*last try.*<ticket>/su);
    for (const kind of kinds.slice(1)) assert.deepEqual(await seenOf(kind), known, kind);
  });

  it('is the same in another language, while no mail goes out', async () => {
    let tried = 0;
    await start({
      send: async () => {
        tried += 1;
        throw new BackendError('mailer', 'unavailable');
      },
    });
    const known = await seenOf('known', 'de-DE');

    assert.match(known.map(({ body }) => body).join(), /ein Code unterwegs.*<ticket>/su);
    for (const kind of ['unknown', 'no-mail', 'paused', 'frozen'] as const)
      assert.deepEqual(await seenOf(kind, 'de-DE'), known, kind);
    assert.ok(tried > 0);
  });
});
