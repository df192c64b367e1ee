import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackendError } from '../../src/kernel/errors.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type Conversation, codeMailedTo, openConversation, outbox } from '../support/conversation.ts';
import { enter, fieldIn } from '../support/desk.ts';
import { eventually } from '../support/persevering-person.ts';
import { everyRow } from '../support/rows.ts';

const secretKey = 'a-secret-key-that-appears-nowhere-0123456789';
const pins = ['74920183', '90317462', '11223344'];
const typed = '58204917';

/** The outbox is the receiver's mailbox: it holds codes by its nature, and is the one place that is left out. */
const leftOut = 'outbox';

describe('the leak test', function () {
  this.timeout(90_000);
  let app: TestApp;
  let database: Database;
  let failing = false;
  const codes: string[] = [];
  const tokens: string[] = [];
  /** The signatures of “This wasn’t me” links, of a code's mail and of a notice. */
  const links: string[] = [];

  before(async () => {
    app = await startApp({
      on: 'pglite',
      environment: { SECRET_KEY: secretKey },
      around: {
        standIns: {
          needs: (needs) => {
            database = needs.database;
            const { pins: service } = needs;
            assert.equal(service.kind, 'chosen');
            if (service.kind !== 'chosen') return needs;
            return {
              ...needs,
              pins: {
                ...service,
                setPin: (person, pin) =>
                  failing
                    ? Promise.reject(
                        new BackendError('pin-service', 'bad-answer', { cause: new Error('refused', { cause: pin }) }),
                      )
                    : service.setPin(person, pin),
              },
            };
          },
        },
      },
    });
    await wholeConversation();
  });
  after(() => app.remove());

  /** Wrong and right codes, weak and good PINs, typed ones, a back end that fails, a ticket, feedback. */
  async function wholeConversation(): Promise<void> {
    const chat = await openConversation(app.url);
    tokens.push(chat.token.token);
    const code = await chat.submit(await chat.say('I forgot my PIN'), { email: 'ada.archer@contoso.com' });
    codes.push(await codeMailedTo(app.url, 'ada.archer@contoso.com'));
    const again = await chat.submit(code, { code: '00000000' });
    const choose = await chat.submit(again, { code: codes[0] });
    await chat.submit(choose, { pin: pins[2], pinConfirmation: pins[2] });
    await chat.say(typed);
    const offered = await chat.say(`my pin is ${typed.replace(/(.{2})/g, '$1 ')}`);
    const done = await chat.submit(offered, { pin: pins[0], pinConfirmation: pins[0] });
    assert.match(done.words, /Your PIN is set/);
    links.push(...(await reported('ada.archer@contoso.com')));
    const unanswered = await chat.submit(done, { comment: `my pin is ${typed}` });
    await chat.submit(unanswered, { helpful: 'no', comment: `pin ${typed}` });

    failing = true;
    const second = await chat.submit(await chat.say('reset my PIN'), { email: 'bo.kjaergaard@contoso.com' });
    codes.push(await codeMailedTo(app.url, 'bo.kjaergaard@contoso.com'));
    const failed = await chat.submit(await chat.say(codes[1] ?? ''), { pin: pins[1], pinConfirmation: pins[1] });
    assert.match(`${second.words}${failed.words}`, /ticket/i);
    await chat.post({ type: 'event', name: 'ask', value: { intent: `reset-pin:${typed}` } });
    await chat.post({ type: 'event', name: 'ask', value: { intent: `dial-in-number:${typed}` } });
    await chat.submit(await chat.say('reset my PIN'), { email: typed });
    const long = await chat.submit(await chat.say('talk to a person'), { summary: `${typed} `.repeat(120) });
    const person = long.form ? long : await chat.say('talk to a person');
    await chat.submit(person, { summary: `my pin ${typed} does not work` });
    await talk(chat);
  }

  /** To an agent in the chat, and into the ticket. */
  async function talk(chat: Conversation): Promise<void> {
    const desk = await enter(app, 'agent');
    const [newest] = await database.query<{ number: number }>('SELECT max(number) AS number FROM tickets', []);
    const path = `/desk/${newest?.number}`;
    const act = async (fields: Readonly<Record<string, string>>): Promise<void> => {
      const page = await (await desk.get(path)).text();
      const sent = await desk.post(path, {
        version: fieldIn(page, 'version'),
        token: fieldIn(page, 'token'),
        ...fields,
      });
      assert.equal(sent.status, 303);
    };
    await act({ action: 'talk' });
    // Nobody types so much within ten seconds.
    await database.query("UPDATE direct_line_conversations SET burst_started_at = '-infinity'", []);
    const heard = await chat.say(`is my pin ${typed} wrong?`);
    assert.deepEqual([heard.status, heard.words.includes('menu')], [200, false]);
    await act({ action: 'say', text: 'Never tell anybody' });
    await act({ action: 'hang-up' });
    const intent = `ticket-status;ticket=${newest?.number}`;
    const own = await chat.post({ type: 'event', name: 'ask', value: { intent } });
    await chat.submit(own, { comment: `it is ${typed}` });
    const page = await (await desk.get(path)).text();
    assert.match(page, /is my pin •••• wrong\?.*Never tell anybody.*it is ••••/su);
  }

  /** Follows both links of a person, and uses one. */
  async function reported(address: string): Promise<readonly string[]> {
    const found = await eventually('two links', async () => {
      const texts = (await outbox(app.url)).filter(({ to }) => to === address).map(({ text }) => text);
      const sent = texts.flatMap((text) => /\/not-me\?link=(\S+)/u.exec(text)?.[1] ?? []);
      return sent.length === 2 ? sent : undefined;
    });
    for (const link of found) assert.equal((await fetch(`${app.url}/not-me?link=${link}`)).status, 200);
    const body = new URLSearchParams({ link: found[0] ?? '' });
    assert.equal((await fetch(`${app.url}/not-me`, { method: 'POST', body })).status, 200);
    return found.map((link) => link.split('.')[1] ?? '');
  }

  const secrets = () => [...pins, typed, ...codes, ...tokens, ...links, secretKey];

  it('looks at real secrets', () => {
    assert.equal(codes.length, 2);
    assert.equal(links.length, 2);
    assert.ok(codes.every((code) => /^\d{8}$/.test(code)));
    assert.ok(secrets().every((secret) => secret.length >= 8));
  });

  it('finds none in the log at debug level', () => {
    const log = app.lines.join('');

    assert.ok(app.lines.length > 10);
    assert.match(log, /bad-answer/);
    for (const secret of secrets()) assert.ok(!log.includes(secret), secret);
  });

  it('finds none in any row of any table', async () => {
    const { tables, rows } = await everyRow(database);

    for (const { table, text } of rows) {
      for (const secret of secrets()) assert.ok(!text.includes(secret), `${table} holds ${secret}`);
    }
    assert.ok(tables > 12 && rows.length > 40, `${tables} tables, ${rows.length} rows`);
  });

  it('finds none in the desk, the pages or the history', async () => {
    const agent = await enter(app);
    const desk = await (await agent.get('/desk')).text();
    const ticket = await (await agent.get('/desk/1001')).text();
    const page = await (await fetch(`${app.url}/`)).text();

    assert.match(desk, /1001/);
    for (const secret of secrets()) assert.ok(![desk, ticket, page].some((text) => text.includes(secret)), secret);
  });

  it('finds none in a file of the data folder, but for the outbox', async () => {
    await app.close();

    const files = readdirSync(app.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.startsWith(join(app.dataDir, leftOut)));
    assert.ok(files.length > 100);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const secret of secrets()) assert.ok(!bytes.includes(secret), `${file} holds ${secret}`);
    }
  });
});

describe('a Secret in an error', () => {
  it('is what the leak test would find, were it not wrapped', () => {
    assert.equal(JSON.stringify({ pin: new Secret(pins[0] ?? '') }), '{"pin":"[secret]"}');
  });
});
