import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeMailedTo, openConversation } from '../support/conversation.ts';
import { enterProgram } from '../support/desk.ts';
import { type Program, startProgram } from '../support/program.ts';
import { message } from '../support/proxied-app.ts';

const ada = 'ada.archer@contoso.com';

/**
 * From now on the kernel refuses this process every byte beyond the first few kilobytes of any file, as a full disk does, until it is told otherwise.
 * It needs no privilege and touches nobody else, which a small file system would.
 */
const fileLimit = async ({ child }: Program, bytes: number | 'unlimited') => {
  await promisify(execFile)('prlimit', [`--pid=${child.pid}`, `--fsize=${bytes}:`]);
};

describe('with a full disk under the embedded database', function () {
  this.timeout(90_000);
  let folder: string;
  const snapshots = () =>
    readdirSync(join(folder, 'snapshots'))
      .filter((name) => name.endsWith('.tar.gz'))
      .map((name) => [name, readFileSync(join(folder, 'snapshots', name)).length] as const);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pin-desk-disk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('promises nothing, keeps what was promised and the last good snapshot, and goes on after a restart', async () => {
    const first = await startProgram({ DATA_DIR: folder });
    const chat = await openConversation(first.url);
    const desk = await openConversation(first.url);
    const ticket = await desk.submit(await desk.say('I want to talk to a person'), { summary: 'please call me' });
    await first.end('SIGTERM');
    const program = await startProgram({ DATA_DIR: folder, PORT: new URL(first.url).port });
    const who = await chat.say('I forgot my PIN');
    const form = await chat.submit(who, { email: ada });
    const code = await codeMailedTo(program.url, ada);
    const good = snapshots();
    await fileLimit(program, 4_096);

    const said: string[] = [];
    for (let n = 0; n < 6; n += 1) said.push((await message(program.url, { text: 'which key mutes me?' })).text);
    const posted = await chat.client.send({ type: 'message', value: { ...form.form, code } });
    const health = await fetch(`${program.url}/health/ready`);
    await program.end('SIGTERM');
    const after = snapshots();
    const second = await startProgram({ DATA_DIR: folder, PORT: new URL(first.url).port });
    const tickets = await (await (await enterProgram(folder)).get('/desk')).text();
    const choose = await chat.submit(form, { code });
    await second.end('SIGTERM');

    assert.ok(
      said.every((text) => /Reference: [0-9A-Z-]{9}.*contact the help desk/u.test(text)),
      said.join('\n'),
    );
    assert.deepEqual([posted.status, health.status], [503, 503]);
    assert.deepEqual(after, good);
    assert.equal(good.length, 1);
    assert.ok(tickets.includes(/\d{4}/u.exec(ticket.words)?.[0] ?? 'no number'), ticket.words);
    assert.equal(choose.form?.form, 'choose', choose.words);
  });
});
