import assert from 'node:assert/strict';
import { secretKey, staff } from '../support/accident-setting.ts';
import { registeredAt, type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { databaseKinds } from '../support/databases.ts';
import { directLineLine, type MovableLine, teamsLine } from '../support/lines.ts';
import { type MortalApps, mortalApps } from '../support/mortal-app.ts';
import { goOn, nextMove, type Person } from '../support/persevering-person.ts';
import { assertAlive, assertResetKept, filesHolding, rowsOf, timesSaidSet } from '../support/promises.ts';
import { often } from '../support/soak.ts';
import type { BreakPlace } from '../support/statement-proxy.ts';

type Colleague = Person & { readonly id: string };
/** After the change is made, and after its outcome is saved: where most is at stake. */
const beforeItIsSaved: BreakPlace = { statement: /turn_end/, moment: 'before' };
const beforeItIsSaid: BreakPlace = { statement: /turn_end/, moment: 'after' };

/** More than any move has, its jobs included. */
const mostStatements = 90;
/** Every death that a move can have. */
const everyDeath: readonly BreakPlace[] = Array.from({ length: mostStatements }, (_, index) => index + 1).flatMap(
  (statement) => [
    { statement, moment: 'before' as const },
    { statement, moment: 'after' as const },
  ],
);

/** In the suite one death, at length every one until two statements in a row are not reached: the move is over by then. `dies` says whether it was. */
async function eachDeath(few: BreakPlace, dies: (death: BreakPlace) => Promise<boolean>): Promise<void> {
  assert.ok(await dies(few), `${few.moment} ${few.statement} is reached`);
  let notReached = 0;
  for (const death of everyDeath.slice(0, often(0, everyDeath.length))) {
    notReached = (await dies(death)) ? 0 : notReached + 1;
    if (notReached === 4) return;
  }
  assert.equal(notReached, often(0, 4), 'statements of a move');
}

/** What somebody does who wants a new PIN. Whom Teams vouches for is not asked who they are. */
const moves = ['wishes for a PIN', 'says who they are', 'gives the code', 'chooses a PIN', 'gives feedback'] as const;
const movesIn = { 'on the page': moves, 'in Teams': moves.filter((move) => move !== 'says who they are') } as const;

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`a process that dies at a statement, on ${kind}`, function () {
    this.timeout(900_000);
    let apps: MortalApps;
    let connector: StandInConnector;
    let people = 0;

    before(async () => {
      connector = await startConnector({ now: () => apps.clock.now() });
      apps = await mortalApps(registeredAt(connector));
    });
    after(async () => {
      await apps.close();
      await connector.close();
    });
    /** Whom no limit has met yet: all of them come from one address. */
    const somebody = async (): Promise<Colleague> => {
      await apps.database.query('DELETE FROM budgets', []);
      const { id = '', mail: address = '' } = staff[people] ?? {};
      people += 1;
      return { id, address, dataDir: apps.dataDir, pins: new Map(), wait: () => apps.pass(61), patienceMs: 7_000 };
    };
    const lines = {
      'on the page': (_person: Colleague): Promise<MovableLine> => directLineLine(apps.app().url),
      'in Teams': async ({ id }: Colleague): Promise<MovableLine> =>
        teamsLine(apps.app().url, { connector, conversation: `a:${id}`, vouched: { aadObjectId: id, tenant } }),
    };
    /** How often the dead process may have said already what the next one says again; undefined where the move was over before. */
    const dies = async (line: MovableLine, work: () => Promise<unknown>, death: BreakPlace) => {
      await apps.jobsDone();
      const statement = await apps.dieDuring(work, death);
      if (statement === undefined) return undefined;
      const repeats = line.isRepeated ? timesSaidSet(await line.heard()) : 0;
      await apps.startAgain(35);
      line.moveTo(apps.app().url);
      await apps.everythingSaid();
      return repeats;
    };
    const holds = async (what: string, check: () => Promise<unknown>): Promise<void> => {
      try {
        await check();
      } catch (error) {
        throw new Error(what, { cause: error });
      }
    };

    for (const place of ['on the page', 'in Teams'] as const) {
      const open = lines[place];
      for (const [index, move] of movesIn[place].entries()) {
        it(`breaks no promise to somebody who ${move} ${place}`, async () => {
          const few = place === 'in Teams' && move === 'chooses a PIN' ? beforeItIsSaid : beforeItIsSaved;
          await eachDeath(few, async (death) => {
            const person = await somebody();
            const line = await open(person);
            for (let earlier = 0; earlier < index; earlier += 1) await nextMove(line, person);
            const repeats = await dies(line, () => nextMove(line, person), death);
            if (repeats === undefined) return false;

            await holds(`${death.moment} statement ${death.statement}`, async () => {
              await goOn(line, person);
              await apps.jobsDone();
              await assertResetKept(apps.database, await line.heard(), person, repeats);
              await assertAlive(apps.database, line);
            });
            return true;
          });
        });
      }

      it(`loses no ticket and opens none twice ${place}`, async () => {
        await eachDeath(place === 'in Teams' ? beforeItIsSaid : beforeItIsSaved, async (death) => {
          const person = await somebody();
          const line = await open(person);
          await line.say('I want to talk to a person');
          const form = await line.form();
          assert.equal(form?.form, 'summary');
          const repeats = await dies(line, () => line.submit(form, { summary: 'No dial tone' }), death);
          if (repeats === undefined) return false;

          await holds(`${death.moment} statement ${death.statement}`, async () => {
            const numbers = await ticketsSaid(line);
            const tickets = await apps.database.query('SELECT number, summary FROM tickets WHERE address->>$1 = $2', [
              'conversation',
              line.conversation,
            ]);
            assert.deepEqual(tickets, [{ number: numbers[0], summary: 'No dial tone' }]);
            assert.equal(new Set(numbers).size, 1);
            await assertAlive(apps.database, line);
          });
          return true;
        });
      });
    }

    it('has left no PIN in any row, and no file but the outbox holds one', async () => {
      const rows = await rowsOf(apps.database);

      assert.ok(people > 0 && rows.includes('reset-pin'));
      assert.doesNotMatch(rows, /94730\d{7}/);
      assert.deepEqual(filesHolding(apps.dataDir, ['947301628051', secretKey]), []);
    });
  });
}

/** Asks for a person until a number is said; all that were said. */
async function ticketsSaid(line: MovableLine): Promise<readonly number[]> {
  for (let tries = 0; tries < 6; tries += 1) {
    const heard = (await line.heard()).join('\n');
    const numbers = [...heard.matchAll(/ticket (?:is )?number (\d+)/g)].map(([, number]) => Number(number));
    if (numbers.length > 0) return numbers;
    const form = await line.form();
    if (form?.form === 'summary') await line.submit(form, { summary: 'No dial tone' });
    else await line.say('I want to talk to a person');
  }
  throw new Error(`no ticket was said: ${(await line.heard()).slice(-4).join(' | ')}`);
}
