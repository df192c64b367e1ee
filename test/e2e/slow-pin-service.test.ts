import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../src/kernel/limits.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { confirmed, openConversation } from '../support/conversation.ts';
import { databaseKinds } from '../support/databases.ts';
import { directLineLine } from '../support/lines.ts';
import { type MortalProgram, mortalProgram } from '../support/mortal-program.ts';
import { eventually, goOn, nextMove, type Person } from '../support/persevering-person.ts';
import { type PowershellPool, powershellPool, standInPowershell } from '../support/powershell-pool.ts';
import { type SkypeAccount, skypeServer } from '../support/skype-server.ts';

const pin = '74920183';
const person = {
  id: '6f1d0c00-0000-4000-9000-000000000001',
  mail: 'ada.archer@contoso.com',
  sip: 'sip:ada@contoso.com',
};
const directory = [
  {
    id: person.id,
    displayName: 'Ada Archer',
    userPrincipalName: person.mail,
    mail: person.mail,
    accountEnabled: true,
    imAddresses: [person.sip],
  },
];

/** A Skype for Business Server whose `Set-CsClientPin` takes as long as a test wants. */
describe('a reset at a PIN service that is slow', function () {
  this.timeout(120_000);
  let folder: string;
  let account: SkypeAccount;
  let pool: PowershellPool;
  let finish: () => void;
  let setting: Promise<void>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pin-desk-skype-'));
    writeFileSync(join(folder, 'people.json'), JSON.stringify(directory));
    const server = skypeServer();
    account = server.hire(person.sip);
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begin = (): void => undefined;
    setting = new Promise<void>((resolve) => {
      begin = resolve;
    });
    pool = await powershellPool(async (call) => {
      if (call.request.do === 'set' && account.changes === 0) {
        begin();
        await finished;
      }
      return server.answer(call);
    });
  });
  afterEach(async () => {
    finish();
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = () => ({
    DIRECTORY_FILE: join(folder, 'people.json'),
    PIN_SERVICE: 'skype-for-business',
    POWERSHELL_PATH: standInPowershell,
    SKYPE_POWERSHELL_URL: 'https://pool.contoso.com/OcsPowershell',
  });

  it('says that it works on it, then what came of it; nothing of the PIN is on the way but where it belongs', async () => {
    const app: TestApp = await startApp({
      environment: environment(),
      around: { environment: pool.environment, limits: { ...limits, turnBudgetMs: 200 } },
    });
    const chat = await openConversation(app.url);
    const choose = await confirmed(app.url, person.mail, chat);

    const meanwhile = await chat.submit(choose, { pin, pinConfirmation: pin });
    finish();
    const done = await eventually('the end', async () => {
      // A page may ask 200 times in ten seconds.
      await pause(200);
      const said = await chat.read();
      return said.words.includes('PIN is set') ? said.words : undefined;
    });
    await app.remove();

    assert.match(meanwhile.words, /still working/i);
    assert.doesNotMatch(done, /opens no real meeting/);
    assert.deepEqual([account.pin, account.changes], [pin, 1]);
    const [start, ...others] = pool.calls.map(({ request }) => request);
    assert.equal(start?.connectionUri, 'https://pool.contoso.com/OcsPowershell');
    assert.deepEqual(
      others.filter((request) => JSON.stringify(request).includes(pin)).map((request) => request.do),
      ['set'],
    );
    const outside = JSON.stringify([pool.calls.map(({ argv, environment }) => [argv, environment]), app.lines]);
    assert.doesNotMatch(outside, new RegExp(`${pin}|SECRET_KEY|DATABASE_URL`));
    assert.throws(() => process.kill(pool.calls[0]?.pid ?? 0, 0), { code: 'ESRCH' });
  });

  describe('whose program is killed meanwhile', () => {
    let mortal: MortalProgram;
    beforeEach(async () => {
      mortal = await mortalProgram(databaseKinds.at(-1) ?? 'pglite', {
        ...environment(),
        STAND_IN_POOL: pool.environment.STAND_IN_POOL ?? '',
      });
    });
    afterEach(() => mortal.end());

    /** Up to the kill: the worker of a dead program goes on with what it was told. */
    const killedMeanwhile = async () => {
      const ada: Person = { address: person.mail, dataDir: mortal.dataDir, pins: new Map(), wait: () => undefined };
      const line = await directLineLine(mortal.url());
      for (const move of ['wish', 'who', 'code']) assert.equal(await nextMove(line, ada), move);
      const submitted = nextMove(line, ada).catch(() => undefined);
      await setting;
      return { ada, line, submitted };
    };
    const hears = (line: { heard(): Promise<readonly string[]> }, words: RegExp) =>
      eventually(`the bot says ${words}`, async () => (await line.heard()).find((said) => words.test(said)));

    it('is told what was set, once it was set', async () => {
      const { ada, line, submitted } = await killedMeanwhile();
      await mortal.killAndStart(20);
      finish();
      await submitted;
      await eventually('the change', () => (account.changes === 1 ? true : undefined));

      await goOn(line, ada);

      await hears(line, /PIN is set.*It was changed on/s);
      assert.equal(account.changes, 1);
      assert.equal([...ada.pins.values()].includes(account.pin ?? ''), true);
    });

    it('sets no second PIN while the first may still come, and takes no proof for two', async () => {
      const { ada, line, submitted } = await killedMeanwhile();
      await mortal.killAndStart(20);
      await submitted;

      await line.say('hello');
      await hears(line, /may still be under way/);
      const changes = account.changes;
      await nextMove(line, ada);
      finish();

      const sets = pool.calls.filter(({ request }) => request.do === 'set');
      await eventually('the change', () => (account.changes === 1 ? true : undefined));
      assert.deepEqual([changes, sets.length], [0, 1]);
    });
  });
});
