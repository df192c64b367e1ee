import assert from 'node:assert/strict';
import { graphMailer } from '../../src/backends/mailer/graph.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/storage/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openConversation } from '../support/conversation.ts';
import { enter } from '../support/desk.ts';
import { type StandInGraph, startGraph } from '../support/graph.ts';
import { standInCredential } from '../support/graph-directory.ts';
import { logLines } from '../support/log-lines.ts';
import { everyRow } from '../support/rows.ts';
import { type StandInSmtp, startSmtp } from '../support/smtp.ts';

const ada = 'ada.archer@contoso.com';
const sender = { id: '6f1d0c00-0000-4000-8000-0000000000ff', userPrincipalName: 'pin-desk@contoso.com' };
const pin = '74920183';
const password = 'hunter2 hunter2';

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let times = 0; times < 200; times += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come');
}

/** From “I forgot my PIN” to the notice, with mails that arrive at the other end. Answers the code that was used. */
async function wholeReset(url: string, htmlTo: () => readonly string[]): Promise<string> {
  const chat = await openConversation(url);
  const waits = await chat.submit(await chat.say('I forgot my PIN'), { email: ada });
  const code = await until(() => htmlTo().flatMap((html) => /<p[^>]*>(\d{8})<\/p>/.exec(html)?.[1] ?? [])[0]);
  const choose = await chat.submit(waits, { code });
  const done = await chat.submit(choose, { pin, pinConfirmation: pin });
  assert.match(done.words, /Your PIN is set/);
  const notice = await until(() => htmlTo()[1]);
  assert.match(notice, /PIN/);
  assert.ok(!notice.includes(pin));
  return code;
}

describe('a reset whose mails go over a mail server', function () {
  this.timeout(60_000);
  let smtp: StandInSmtp;
  let app: TestApp;
  let database: Database;
  before(async () => {
    smtp = await startSmtp({ login: { user: 'pin-desk', password } });
    app = await startApp({
      environment: {
        MAILER: 'smtp',
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: String(smtp.port),
        SMTP_USER: 'pin-desk',
        SMTP_PASSWORD: password,
        MAIL_FROM: sender.userPrincipalName,
      },
      around: {
        standIns: {
          needs: (needs) => {
            database = needs.database;
            return needs;
          },
        },
      },
    });
  });
  after(async () => {
    await app.remove();
    await smtp.close();
  });

  it('arrives, and leaves no code or password in a log or a row; there is no outbox', async () => {
    const code = await wholeReset(app.url, () => smtp.mails.map(({ mail }) => mail.html ?? ''));

    const log = app.lines.join('');
    const { rows } = await everyRow(database);
    const outbox = await fetch(`${app.url}/outbox`);

    assert.ok(smtp.mails.every(({ to, mail }) => to.join() === ada && mail.from?.address === sender.userPrincipalName));
    for (const secret of [code, pin, password]) {
      assert.ok(!log.includes(secret), secret);
      assert.deepEqual(
        rows.filter(({ text }) => text.includes(secret)),
        [],
      );
    }
    assert.ok(rows.length > 10, `${rows.length} rows`);
    assert.match(log, /"turn"/);
    assert.equal(outbox.status, 404);
  });

  it('says nothing else to somebody anonymous whose mailbox is gone, and writes it down for the help desk', async () => {
    smtp.add('to', { code: 550, text: '5.1.1 no such user' });
    const chat = await openConversation(app.url);

    const waits = await chat.submit(await chat.say('I forgot my PIN'), { email: 'bo.kjaergaard@contoso.com' });
    await until(() => app.lines.find((line) => line.includes('a code could not be delivered')));
    const helped = await chat.submit(waits, { help: 'true' });
    const number = /ticket is number (\d+)/.exec(helped.words)?.[1];
    const ticket = await (await (await enter(app)).get(`/desk/${number}`)).text();

    assert.doesNotMatch(waits.words + helped.words, /delivered|mailbox/);
    assert.match(ticket, /mailbox takes no mail/);
  });
});

describe('a reset whose mails go by Microsoft Graph', function () {
  this.timeout(60_000);
  let graph: StandInGraph;
  let app: TestApp;
  before(async () => {
    graph = await startGraph({ users: [sender] });
    const mailer = graphMailer({
      graphUrl: graph.url,
      newCredential: standInCredential(graph),
      from: sender.userPrincipalName,
      clock: systemClock,
      log: logLines().log,
    });
    // Addresses of Graph are no setting: the rest is the program as it is.
    app = await startApp({ around: { standIns: { needs: (needs) => ({ ...needs, mailer }) } } });
  });
  after(async () => {
    await app.remove();
    await graph.close();
  });

  it('arrives, and leaves no code in a log', async () => {
    const code = await wholeReset(app.url, () => graph.mails.map(({ message }) => message.body?.content ?? ''));

    assert.ok(!app.lines.join('').includes(code));
    assert.ok(graph.mails.every(({ from }) => from === sender.userPrincipalName));
  });
});
