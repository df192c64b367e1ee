import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { personRequestFrom } from '../../src/commands/person-data.ts';
import type { Database } from '../../src/storage/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { codeMailedTo, confirmed, openConversation } from '../support/conversation.ts';
import { databaseKinds, newPostgresqlUrl } from '../support/databases.ts';
import { enter, fieldIn } from '../support/desk.ts';
import { everyRow } from '../support/rows.ts';
import { root } from '../support/tree.ts';

const ada = { id: '6f1d0c00-0000-4000-8000-000000000001', mail: 'ada.archer@contoso.com', name: 'Ada Archer' };
const bo = { id: '6f1d0c00-0000-4000-8000-000000000002', mail: 'bo.kjaergaard@contoso.com' };
const secretKey = 'k'.repeat(40);
const Exported = z.record(z.string(), z.unknown());

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The built program's command, as an administrator runs it. */
const command = (environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...environment };
    execFile(process.execPath, [join(root, 'dist/main.js'), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });

for (const kind of databaseKinds) {
  describe(`what ${kind} has about a person`, function () {
    this.timeout(120_000);
    let app: TestApp;
    let database: Database;
    let environment: Readonly<Record<string, string>>;
    before(async () => {
      const url = kind === 'postgresql' ? { DATABASE_URL: (await newPostgresqlUrl()).reveal() } : {};
      environment = { SECRET_KEY: secretKey, ...url };
      app = await startApp({
        environment,
        on: kind,
        around: {
          standIns: {
            needs: (needs) => {
              database = needs.database;
              return needs;
            },
          },
        },
      });
      environment = { ...environment, DATA_DIR: app.dataDir };
      for (const person of [ada, bo]) await wholeStory(person.mail);
    });
    after(() => app.remove());

    /** A reset, a ticket with what was typed, an agent who looks at the person's panel and asks for something. */
    async function wholeStory(mail: string): Promise<void> {
      const chat = await openConversation(app.url);
      const done = await chat.submit(await confirmed(app.url, mail, chat), {
        pin: '74920183',
        pinConfirmation: '74920183',
      });
      assert.match(done.words, /Your PIN is set/);
      await chat.say(`It is me,\n${mail}. I want to talk to a person`);
      const summary = await chat.say('talk to a person');
      await chat.submit(summary, { note: `mail me at ${mail}` });
      const desk = await enterOnce();
      const people = await (await desk.get('/desk/people')).text();
      const opened = await desk.post('/desk/people', {
        token: fieldIn(people, 'token'),
        who: mail,
        reason: `${mail} called`,
      });
      assert.ok(opened.status < 400, String(opened.status));
    }
    let desk: ReturnType<typeof enter> | undefined;
    const enterOnce = () => {
      desk ??= enter(app);
      return desk;
    };

    const rowsWith = async (word: string): Promise<readonly string[]> => {
      const { rows } = await everyRow(database);
      return rows.filter(({ text }) => text.toLowerCase().includes(word.toLowerCase())).map(({ table }) => table);
    };

    it('is exported in words, without a hash, a token or a PIN, and without anybody else', async () => {
      const { code, output } = await command(environment, 'export-person', ada.id, ada.mail);

      const exported = Exported.parse(JSON.parse(output));
      assert.equal(code, 0);
      for (const part of ['conversations', 'sessions', 'tickets', 'codes', 'pins', 'notices', 'audit']) {
        const rows = exported[part];
        assert.ok(Array.isArray(rows) && rows.length > 0, part);
      }
      for (const hidden of ['salt', 'history', 'hash', 'token', 'key_id', '74920183', bo.mail, bo.id]) {
        assert.ok(!output.includes(hidden), hidden);
      }
    });

    it('is counted, and nothing is erased unless that is said', async () => {
      const before = await rowsWith(ada.mail);

      const { code, output } = await command(environment, 'erase-person', ada.id, ada.mail);

      assert.equal(code, 0);
      assert.match(output, /^There is: 1 tickets, .*1 pins.*\. Nothing was erased: say --really\.\n$/u);
      assert.deepEqual(await rowsWith(ada.mail), before);
    });

    it('is erased, wherever it is, and nothing of anybody else', async () => {
      const before = { rows: await rowsWith(bo.mail), ids: await rowsWith(bo.id) };

      const { code, output } = await command(environment, 'erase-person', '--really', ada.id, ada.mail);

      assert.equal(code, 0);
      assert.match(output, /^Erased: /u);
      assert.deepEqual(await database.query('SELECT word FROM ticket_words WHERE ticket = 1001', []), []);
      // Counts that protect an account are over after a day.
      const left = async (word: string) => (await rowsWith(word)).filter((table) => table !== 'public.budgets');
      for (const word of [ada.id, ada.mail, ada.name]) assert.deepEqual(await left(word), [], word);
      assert.deepEqual({ rows: await rowsWith(bo.mail), ids: await rowsWith(bo.id) }, before);
      const audited = await database.query('SELECT what, person FROM audit ORDER BY id', []);
      const panels = audited.filter(({ what }) => what === 'panel-opened').map(({ person }) => person);
      assert.match(String(panels[0]), /^erased-[\w-]{22}$/u);
      assert.equal(panels[1], bo.id);
      assert.equal(audited.at(-1)?.what, 'person-erased');
    });

    it('leaves a ticket that agents can still open', async () => {
      const agent = await enterOnce();
      const ticket = await agent.get('/desk/1001');
      const page = await ticket.text();

      assert.equal(ticket.status, 200);
      assert.doesNotMatch(page, /\bAda\b|Archer/u);
    });

    it('stays while they have said “This wasn’t me”', async () => {
      await database.query(
        `INSERT INTO not_me_links (id, key_id, kind, person, notice, locale, happened_at, expires_at, used_at, reference)
         VALUES ('frozen', 'k', 'pin-changed', $1, 'n', 'en', now(), now(), now(), 'r')`,
        [bo.id],
      );
      const before = await rowsWith(bo.id);

      const { code, output } = await command(environment, 'erase-person', '--really', bo.id, bo.mail);

      assert.equal(code, 1);
      assert.match(output, /Lift the freeze/u);
      assert.deepEqual(await rowsWith(bo.id), before);
      assert.ok(await codeMailedTo(app.url, bo.mail));
    });

    if (kind === 'pglite') {
      it('is reached through a socket that only its owner opens, and without one once the program has stopped', async () => {
        const mode = statSync(join(app.dataDir, 'commands.sock')).mode & 0o777;
        await app.close();

        const { code, output } = await command(environment, 'export-person', bo.id, bo.mail);

        assert.deepEqual([mode, code], [0o600, 0]);
        assert.ok(output.includes(bo.mail));
      });
    }
  });
}

describe('a command about a person', () => {
  it('says how it is used where it is not understood', () => {
    const wrong = [
      [],
      ['ada@contoso.com'],
      ['id', 'no-address'],
      ['--all', 'id'],
      ['id', '--really'],
      ['x'.repeat(201)],
    ];
    for (const args of wrong) {
      assert.match(String(personRequestFrom('export-person', args)), /export-person <directory id>/u, args.join(' '));
    }
  });
});
