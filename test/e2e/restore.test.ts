import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { secretKey } from '../support/accident-setting.ts';
import {
  type Conversation,
  codeMailedTo,
  confirmed,
  type Form,
  formIn,
  openConversation,
  outbox,
} from '../support/conversation.ts';
import { databaseKinds, newPostgresqlUrl } from '../support/databases.ts';
import { type AtDesk, enterProgram, withCookie } from '../support/desk.ts';
import { clockAhead } from '../support/mortal-program.ts';
import { eventually } from '../support/persevering-person.ts';
import { type Program, startProgram } from '../support/program.ts';
import { message } from '../support/proxied-app.ts';
import { often } from '../support/soak.ts';
import { root, textOf } from '../support/tree.ts';

const [ada, bo, elena] = ['ada.archer@contoso.com', 'bo.kjaergaard@contoso.com', 'elena.ruiz@contoso.com'];
const pin = '74920183';

type Environment = Readonly<Record<string, string>>;

/** Commands as docs/operations.md has them, in the block that begins with this comment. */
const stepsOf = (comment: string): string => {
  const [, steps] =
    new RegExp(`\`\`\`sh\\n# ${comment}\\n([^\`]+)\`\`\``, 'u').exec(textOf('docs/operations.md')) ?? [];
  assert.ok(steps, comment);
  return steps;
};

/** How each kind of backup is made, of a program that stands or runs, and brought into an empty place. */
const ways = [
  { kind: 'postgresql', runs: true, backup: 'Back up PostgreSQL', restore: 'Restore PostgreSQL' },
  { kind: 'pglite', runs: false, backup: 'Back up DATA_DIR, stopped', restore: 'Restore DATA_DIR, stopped' },
  { kind: 'pglite', runs: true, backup: 'Back up DATA_DIR, running', restore: 'Restore DATA_DIR, running' },
] as const;

/** Of a database's ways all at length, else the first. */
const tried = databaseKinds.flatMap((kind) => ways.filter((way) => way.kind === kind).slice(0, often(1, ways.length)));

for (const { kind, runs, backup, restore } of tried) {
  describe(`“${backup}”, then “${restore}” elsewhere`, function () {
    this.timeout(300_000);
    let folder: string;
    let before: Environment;
    let afterwards: Environment;
    let program: Program;

    const sh = async (steps: string, environment: Environment): Promise<string> => {
      const env = { PATH: process.env.PATH, ...environment };
      return (await promisify(execFile)('sh', ['-ec', steps], { cwd: folder, env })).stdout;
    };
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pin-desk-restore-'));
      symlinkSync(join(root, 'dist'), join(folder, 'dist'));
      const place = async (name: string): Promise<Environment> => ({
        DATA_DIR: join(folder, name),
        ...(kind === 'postgresql' ? { DATABASE_URL: (await newPostgresqlUrl()).reveal(), SECRET_KEY: secretKey } : {}),
      });
      before = await place('before');
      afterwards = await place('afterwards');
      program = await startProgram(before);
    });
    afterEach(async () => {
      if (program.child.exitCode === null) await program.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    const say = async (activity: object): Promise<{ words: string; form: Form | undefined }> => {
      const id = randomUUID();
      // A turn that takes longer than its answer is waited for says what came of it to whoever asks again.
      return eventually('an answer', async () => {
        const { status, text } = await message(program.url, { id, ...activity });
        assert.equal(status, 200);
        return text.includes('still working') ? undefined : { words: text, form: formIn(JSON.parse(text)) };
      });
    };
    const linkTo = (person: string): Promise<string> =>
      eventually('a link', async () => {
        const texts = (await outbox(program.url)).flatMap(({ to, text }) => (to === person ? [text] : []));
        return texts.map((text) => /\/not-me\?link=(\S+)$/mu.exec(text)?.[1]).findLast(Boolean);
      });
    const report = async (link: string): Promise<string> => {
      const body = new URLSearchParams({ link });
      return (await fetch(`${program.url}/not-me`, { method: 'POST', body })).text();
    };
    const ticketsAt = async (desk: AtDesk): Promise<readonly string[]> =>
      [...(await (await desk.get('/desk')).text()).matchAll(/href="\/desk\/(\d+)"/gu)].map(([, number = '']) => number);
    const tickets = (desk: AtDesk, least: number): Promise<readonly string[]> =>
      eventually(`${least} tickets`, async () => {
        const numbers = await ticketsAt(desk);
        return numbers.length >= least ? numbers : undefined;
      });
    const auditOf = async (desk: AtDesk): Promise<number> =>
      (await (await desk.get('/desk/audit.jsonl')).text()).trim().split('\n').length;

    /** Somebody in the middle of a reset in a channel, two who reset on the page, one of whom says it was not them, one who has a code, a lead who looks. */
    const live = async () => {
      const page = await openConversation(program.url);
      for (const person of [ada, bo]) {
        const chat = person === ada ? page : await openConversation(program.url);
        await chat.submit(await confirmed(program.url, person, chat), { pin, pinConfirmation: pin });
        await eventually('a PIN', async () => (await heardOf(chat)).includes('Your PIN is set') || undefined);
      }
      const [adasLink, bosLink] = [await linkTo(ada), await linkTo(bo)];
      const desk = await enterProgram(before.DATA_DIR ?? '');
      await report(bosLink);
      const numbers = await tickets(desk, 1);
      await desk.get(`/desk/${numbers[0]}`);
      const who = await say({ text: 'I forgot my PIN' });
      const code = await say({ value: { ...who.form, email: elena } });
      return { page, adasLink, desk, numbers, code, mailed: await codeMailedTo(program.url, elena) };
    };

    it('brings back everything that was promised, and what must not come back is ended by after-restore', async () => {
      const lived = await live();
      const audited = await auditOf(lived.desk);
      await program.end('SIGTERM');
      if (runs) program = await startProgram({ ...before, PORT: new URL(program.url).port });
      await sh(stepsOf(backup), before);
      if (runs) await program.end('SIGTERM');

      await sh(stepsOf(restore), afterwards);
      // Mails of before are read already.
      rmSync(join(afterwards.DATA_DIR ?? '', 'outbox'), { recursive: true, force: true });
      // A person may ask for another code so much later.
      const later = { ...afterwards, NODE_OPTIONS: `--import=${clockAhead(61_000)}` };
      program = await startProgram(later);

      // The same conversation, in the middle of what it was about.
      const choose = await say({ value: { ...lived.code.form, code: lived.mailed } });
      assert.match(choose.words, /"form":"choose"/);
      const own = withCookie(program.url, lived.desk.cookie);
      assert.deepEqual(await ticketsAt(own), lived.numbers);
      assert.ok((await auditOf(own)) >= audited);
      const page = await resumed(lived.page.token.token, lived.page.token.conversationId, program.url);
      assert.ok(page.status === 200 && page.text.includes('Your PIN is set'));
      // How the PIN stands came along: the one that is set is refused as used before.
      const again = await openConversation(program.url);
      await again.submit(await confirmed(program.url, ada, again), { pin, pinConfirmation: pin });
      await eventually(
        'a refusal',
        async () => (await heardOf(again)).includes('You have used that PIN before') || undefined,
      );
      assert.match(await report(lived.adasLink), /./u);
      assert.equal((await tickets(own, 2)).length, 2);
      const asked = await openConversation(program.url);
      const open = await asked.submit(await asked.say('I forgot my PIN'), { email: 'daniel.lefevre@contoso.com' });
      const [newest = ''] = (await ticketsAt(own)).toSorted().toReversed();
      await program.end('SIGTERM');

      const said = await sh('node dist/main.js after-restore', afterwards);
      program = await startProgram(later);

      assert.match(said, /ended: \d+ sessions of the chat page, 1 of the help desk, 1 one-time codes/);
      assert.equal((await resumed(asked.token.token, asked.token.conversationId, program.url)).status, 403);
      assert.equal((await withCookie(program.url, lived.desk.cookie).get('/desk')).status === 200, false);
      assert.ok(open.form);
      assert.match(said, new RegExp(`next ticket has the number ${Number(newest) + 1_001}`));
      // Conversations of channels go on, for they have no session that somebody could have ended.
      const set = await say({ value: { ...choose.form, pin: '947301628051', pinConfirmation: '947301628051' } });
      assert.match(set.words, /Your PIN is set/);
    });
  });
}

const heardOf = async ({ client }: Conversation): Promise<string> => JSON.stringify(await client.read('0'));

/** What a page that comes back reads. */
async function resumed(token: string, conversation: string, url: string): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const path = `/v3/directline/conversations/${conversation}/activities?watermark=0`;
  const response = await fetch(url + path, { headers });
  return { status: response.status, text: await response.text() };
}
