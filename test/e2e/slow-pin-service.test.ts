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
import { codesTo, eventually, type Line, nextMove, type Person } from '../support/persevering-person.ts';
import {
  type Estate,
  estateDirectory,
  estatePerson,
  estates,
  type SlowEstate,
  slowEstate,
} from '../support/pin-estates.ts';
import { filesHolding, rowsOf } from '../support/promises.ts';
import { atLength } from '../support/soak.ts';

const pin = '74920183';

/** What somebody hears by where their PIN is: once it is set, and after a death, by whether the change has come. */
const heard = {
  'the server': {
    values: { pin, pinConfirmation: pin },
    done: /PIN is set/,
    cameAfterDeath: /PIN is set.*It was changed on/s,
    mayComeAfterDeath: /may still come in the next two minutes/,
  },
  // It tells nothing of a PIN, so the mail has to.
  Teams: {
    values: {},
    done: /It mails it to a•••@contoso\.com/,
    cameAfterDeath: /did not say whether.*I do not ask it twice.*a•••@contoso\.com/,
    mayComeAfterDeath: /did not say whether.*I do not ask it twice.*a•••@contoso\.com/,
  },
} as const satisfies Record<Estate['home'], object>;

/** All of them at length; else the server on one database and Teams on the other. */
const kindsFor = ({ pinService }: Estate) => {
  if (atLength) return databaseKinds;
  if (pinService === 'skype-for-business') return databaseKinds.slice(0, 1);
  return pinService === 'teams' ? databaseKinds.slice(-1) : [];
};

for (const estate of estates) {
  describe(`a reset at ${estate.name}, which is slow`, function () {
    this.timeout(120_000);
    let folder: string;
    let slow: SlowEstate;
    const words = heard[estate.home];

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pin-desk-slow-'));
      writeFileSync(join(folder, 'people.json'), JSON.stringify(estateDirectory));
      slow = await slowEstate(estate);
    });
    afterEach(async () => {
      await slow.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const environment = () => ({ ...slow.environment, DIRECTORY_FILE: join(folder, 'people.json') });
    /** What was asked of either service after its start. */
    const requests = () => slow.pool.calls.map(({ request }) => request).filter((request) => request.do !== 'start');

    it('says that it works on it, then what came of it; nothing of the PIN is on the way but where it belongs', async () => {
      const app: TestApp = await startApp({
        environment: environment(),
        around: {
          environment: slow.pool.environment,
          limits: { ...limits, turnBudgetMs: 200, anonymousGuessAfterMs: 0 },
        },
      });
      const chat = await openConversation(app.url);
      const form = await confirmed(app.url, estatePerson.mail, chat);

      const meanwhile = await chat.submit(form, words.values);
      slow.finish();
      const done = await eventually('the end', async () => {
        // A page may ask 200 times in ten seconds.
        await pause(200);
        const said = await chat.read();
        return words.done.test(said.words) ? said : undefined;
      });
      await app.remove();

      assert.match(meanwhile.words, /still working/i);
      assert.doesNotMatch(done.words, /opens no real meeting/);
      // Pages sort by it.
      const times = [...meanwhile.activities, ...done.activities].flatMap(({ text, timestamp, attachments }) =>
        /Sent ✓/.test(JSON.stringify([text, attachments])) ? [] : [timestamp],
      );
      assert.deepEqual(times, [...times].sort());
      assert.deepEqual([slow.changes(), slow.asked()], [1, 1]);
      const holders = requests().filter((request) => JSON.stringify(request).includes(pin));
      assert.deepEqual(
        [slow.pin(), holders.map((request) => request.do)],
        estate.home === 'Teams' ? [undefined, []] : [pin, ['set']],
      );
      const outside = JSON.stringify([slow.pool.calls.map(({ argv, environment: own }) => [argv, own]), app.lines]);
      assert.doesNotMatch(outside, new RegExp(`${pin}|SECRET_KEY|DATABASE_URL`));
      for (const { pid } of slow.pool.calls) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    });

    for (const kind of kindsFor(estate)) {
      describe(`whose program is killed meanwhile, on ${kind}`, () => {
        let mortal: MortalProgram;
        let ada: Person;
        beforeEach(async () => {
          const { STAND_IN_POOL = '' } = slow.pool.environment;
          mortal = await mortalProgram(kind, { ...environment(), STAND_IN_POOL });
          ada = { address: estatePerson.mail, dataDir: mortal.dataDir, pins: new Map(), wait: () => undefined };
        });
        afterEach(() => mortal.end());

        const movesTo = async (line: Line, last: readonly string[]) => {
          for (let moves = 0; moves < 8; moves += 1) if (last.includes(await nextMove(line, ada))) return;
          assert.fail(`never at ${last}; heard: ${(await line.heard()).at(-1)}`);
        };
        /** Up to the kill, between the write-down of the change and its answer: the worker of a dead program goes on with what it was told. */
        const killedMeanwhile = async (secondsLater: number) => {
          const line = await directLineLine(mortal.url());
          await movesTo(line, ['code']);
          const submitted = nextMove(line, ada).catch(() => undefined);
          await slow.begun;
          await mortal.killAndStart(secondsLater);
          return { line, submitted };
        };
        const hears = (line: Line, what: RegExp) =>
          eventually(`the bot says ${what}`, async () => (await line.heard()).find((said) => what.test(said)));
        const holdsNoSecret = async () => {
          await mortal.program().end('SIGKILL');
          const secrets = [...ada.pins.values(), ...codesTo(mortal.dataDir, ada.address)];
          const rows = await rowsOf(await mortal.database());

          assert.match(rows, /remote_pins|under_way|announce-reset/);
          const everything = [
            rows,
            mortal.written(),
            JSON.stringify(slow.pool.calls.map(({ argv, environment: own }) => [argv, own])),
          ];
          for (const secret of secrets) {
            assert.match(secret, /^\d{8,12}$/);
            for (const text of everything) assert.ok(!text.includes(secret), 'a secret is in it');
          }
          assert.deepEqual(filesHolding(mortal.dataDir, secrets), []);
        };

        it('is told what is known once it was done, asks for it once, and leaves no secret', async () => {
          const { line, submitted } = await killedMeanwhile(20);
          slow.finish();
          await submitted;
          await eventually('the change', () => (slow.changes() === 1 ? true : undefined));

          await hears(line, words.cameAfterDeath);

          assert.deepEqual([slow.changes(), slow.asked()], [1, 1]);
          if (estate.home === 'the server') assert.ok([...ada.pins.values()].includes(slow.pin() ?? ''));
          await holdsNoSecret();
        });

        it('asks for no second one while the first may still come, and gives whoever has enough a ticket', async () => {
          const { line, submitted } = await killedMeanwhile(70);
          await submitted;
          await hears(line, words.mayComeAfterDeath);

          await movesTo(line, ['choose', 'issue']);
          await hears(line, /may still be under way/);
          const asked = slow.asked();
          slow.finish();
          await line.say('I want to talk to a person');
          const form = await line.form();
          assert.equal(form?.form, 'summary');
          await line.submit(form, { summary: 'No PIN yet' });
          const ticket = await hears(line, /\b1\d{3}\b/);

          await eventually('the change', () => (slow.changes() === 1 ? true : undefined));
          assert.deepEqual([asked, slow.asked(), slow.changes()], [1, 1, 1]);
          const number = /\b1\d{3}\b/.exec(ticket)?.[0];
          await mortal.program().end('SIGKILL');
          const tickets = await (await mortal.database()).query('SELECT number, summary FROM tickets', []);
          assert.deepEqual(tickets, [{ number: Number(number), summary: 'No PIN yet' }]);
        });
      });
    }
  });
}
