import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { secretKey, staff } from '../support/accident-setting.ts';
import { type StandInConnector, startConnector } from '../support/connector.ts';
import { databaseKinds } from '../support/databases.ts';
import { directLineLine, type MovableLine, teamsLine } from '../support/lines.ts';
import { type MortalProgram, mortalProgram } from '../support/mortal-program.ts';
import {
  codesTo,
  eventually,
  goOn,
  hearsOut,
  isThrough,
  nextMove,
  noticesTo,
  type Person,
} from '../support/persevering-person.ts';
import { assertResetKept, filesHolding, rowsOf, timesSaidSet } from '../support/promises.ts';
import { often, soakSeed } from '../support/soak.ts';

/** On each database; at length 100 kills while people are at it. */
const rounds = often(1, 25);
const killsARound = often(1, 4);
/** Each needs up to three codes, and one address may ask for 30 an hour. */
const peopleAtOnce = 6;
/** One kill may come at any step; with four of them so few moves keep everybody at it up to the last. */
const movesAKill = often(4, 2);
/** What so many moves of six people take, one of which hashes a PIN. A start takes a second or more. */
const longestMs = often(700, 400);
const anHour = 3_700;

interface Customer {
  readonly person: Person & { readonly id: string };
  readonly line: MovableLine;
}

/** A restart of the embedded database costs seconds; in the suite it is killed at every step of a reset by test/e2e/process.test.ts. */
const kinds = databaseKinds.filter((kind) => kind === 'postgresql' || often(0, 1) === 1);

for (const kind of kinds) {
  describe(`the program on ${kind}, killed again and again`, function () {
    this.timeout(30_000 + rounds * 120_000);
    let mortal: MortalProgram;
    let connector: StandInConnector;
    let hired = 0;
    const random = numbersFrom(soakSeed);

    before(async () => {
      connector = await startConnector();
      mortal = await mortalProgram(kind);
    });
    after(async () => {
      await mortal.end();
      await connector.close();
    });

    const customer = async (): Promise<Customer> => {
      const { id = '', mail: address = '' } = staff[hired] ?? {};
      hired += 1;
      const person = {
        id,
        address,
        dataDir: mortal.dataDir,
        pins: new Map<string, string>(),
        wait: () => undefined,
        patienceMs: 7_000,
        // Where a process died over the mail, another one takes it up after 40 s.
        codeWaitMs: 60_000,
      };
      const url = mortal.url();
      const line = hired % 2 ? await directLineLine(url) : teamsLine(url, { connector, conversation: `a:${hired}` });
      return { person, line };
    };
    /** What a killed process may have said without noting so, by who heard it. */
    const repeats = new Map<Customer, number>();
    const noteRepeats = async (each: Customer): Promise<void> => {
      const isHeard = each.line.isRepeated && timesSaidSet(await each.line.heard()) > 0;
      if (isHeard) repeats.set(each, (repeats.get(each) ?? 0) + 1);
    };
    /** Everybody makes moves until the program dies under them; whoever is through comes for no second PIN. */
    const killedAmid = async (customers: readonly Customer[]): Promise<void> => {
      await Promise.all(customers.map(({ line, person }) => hearsOut(line, person)));
      const busy = customers.map(async ({ line, person }) => {
        for (let move = 0; move < movesAKill && !(await isThrough(line)); move += 1) {
          await nextMove(line, { ...person, patienceMs: 0, codeWaitMs: 1_000 });
        }
      });
      const ended = Promise.allSettled(busy);
      await setTimeout(random() * longestMs);
      await mortal.program().end('SIGKILL');
      await ended;
      await Promise.all(customers.map(noteRepeats));
      await mortal.killAndStart(70);
    };
    /** People of one round, each with what they had heard by its end. */
    const round = async (): Promise<ReadonlyMap<Customer, readonly string[]>> => {
      const customers = await Promise.all(Array.from({ length: peopleAtOnce }, customer));
      for (let kill = 0; kill < killsARound; kill += 1) await killedAmid(customers);
      const heard = new Map<Customer, readonly string[]>();
      for (const each of customers) {
        await told(each, () => goOn(each.line, each.person));
        heard.set(each, await each.line.heard());
      }
      return heard;
    };
    /** Where it fails: who, the seed, and what the last program logged. */
    const told = async ({ person }: Customer, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        const log = mortal.program().written();
        throw new Error(`${person.address}, SOAK_SEED=${soakSeed}, ${log}`, { cause: error });
      }
    };

    it('keeps every promise, sets each PIN once and leaves no secret behind', async () => {
      const heard = new Map<Customer, readonly string[]>();
      for (let count = 0; count < rounds; count += 1) {
        if (count > 0) await mortal.killAndStart(anHour);
        for (const [each, words] of await round()) heard.set(each, words);
      }
      const served = [...heard.keys()];
      for (const { person } of served) {
        await eventually(`a notice to ${person.address}`, () => noticesTo(person.dataDir, person.address)[0]);
      }
      const code = await mortal.program().end('SIGTERM');

      assert.equal(code, 0);
      const database = await mortal.database();
      for (const [each, words] of heard) {
        await told(each, () => assertResetKept(database, words, each.person, repeats.get(each)));
      }
      const pins = served.flatMap(({ person }) => [...person.pins.values()]);
      const codes = served.flatMap(({ person }) => codesTo(person.dataDir, person.address));
      const rows = await rowsOf(database);
      assert.ok(pins.length >= served.length && codes.length >= served.length);
      assert.ok(!pins.some((pin) => rows.includes(pin)) && !codes.some((mailed) => rows.includes(mailed)));
      assert.deepEqual(filesHolding(mortal.dataDir, [...pins, secretKey]), []);
    });
  });
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
