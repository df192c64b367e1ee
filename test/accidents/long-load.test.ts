import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ground, ground } from '../bench/ground.ts';
import { cohort, expectReplies } from '../bench/guided-reset.ts';
import { load } from '../bench/load.ts';
import { startPinDesk } from '../bench/programs.ts';
import { databaseKinds } from '../support/databases.ts';
import { eventually } from '../support/persevering-person.ts';
import { often } from '../support/soak.ts';

/** An hour of a company in which somebody forgets their PIN every second. */
const [batches, people] = [often(2, 36), often(8, 100)];
/** What comes once after the first people: compiled code, prepared statements. */
const roomMb = 25;

/** In the suite the database that is slower; at length both. */
const kinds = databaseKinds.filter((kind) => kind === 'pglite' || often(0, 1) === 1);

for (const kind of kinds) {
  describe(`an hour's load on ${kind}`, function () {
    this.timeout(often(180_000, 3_600_000));
    let at: Ground;
    before(async () => {
      at = await ground();
    });
    after(() => at.close());

    it('takes everybody to a new PIN, wakes nobody, and its memory does not grow', async () => {
      const { environment, outbox } = await at.place(kind);
      const teller = memoryTeller(join(outbox, '../memory'));
      const program = await at.keep(startPinDesk({ ...environment, NODE_OPTIONS: `--import=${teller.module}` }));
      const [many, few] = [load(program.url, 16), load(program.url, 3)];
      const memory: number[] = [];

      for (let batch = 0; batch < batches; batch += 1) {
        await cohort({ wire: expectReplies(), outbox, people: at.people(people) }, (kindOfTurn, turns) =>
          (kindOfTurn === 'choose' ? few : many).closed(turns),
        );
        if (batch % often(1, 4) === 0) memory.push(await teller.usedMb(program.pid));
      }
      await Promise.all([many.close(), few.close()]);

      const [first = 0, last = Number.POSITIVE_INFINITY] = [memory[0], memory.at(-1)];
      assert.deepEqual(program.errors, []);
      assert.ok(last < first + roomMb, `${memory.map(Math.round).join(', ')} MB`);
      assert.ok(readdirSync(outbox).length >= Math.min(1_000, batches * people));
    });
  });
}

/** A process that imports the module writes down how much it uses, the embedded database included, once its garbage is collected: what is resident swings by 200 MB. */
function memoryTeller(file: string) {
  const source = `import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  appendFileSync(${JSON.stringify(file)}, (heapUsed + external) / 2 ** 20 + '\\n');
});`;
  let told = 0;
  return {
    module: `data:text/javascript,${encodeURIComponent(source)}`,
    usedMb(pid: number): Promise<number> {
      process.kill(pid, 'SIGUSR2');
      told += 1;
      return eventually('how much memory is used', () => {
        const line = linesOf(file)[told - 1];
        return line === undefined ? undefined : Number(line);
      });
    },
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
