import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { type Ground, ground } from '../bench/ground.ts';
import { cohort, expectReplies } from '../bench/guided-reset.ts';
import { load } from '../bench/load.ts';
import { startPinDesk } from '../bench/programs.ts';
import { databaseKinds } from '../support/databases.ts';
import { often } from '../support/soak.ts';

/** An hour of a company in which somebody forgets their PIN every second. */
const [batches, people] = [often(2, 36), often(8, 100)];
/** What comes once: compiled code, prepared statements, the heap's own reserve. */
const roomMb = 120;

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
      const program = await at.keep(startPinDesk(environment));
      const [many, few] = [load(program.url, 16), load(program.url, 3)];
      const memory: number[] = [];

      for (let batch = 0; batch < batches; batch += 1) {
        await cohort({ wire: expectReplies(), outbox, people: at.people(people) }, (kindOfTurn, turns) =>
          (kindOfTurn === 'choose' ? few : many).closed(turns),
        );
        memory.push(program.memoryMb());
      }
      await Promise.all([many.close(), few.close()]);

      const [first = 0, last = Number.POSITIVE_INFINITY] = [memory[Math.floor(batches / 4)], memory.at(-1)];
      assert.deepEqual(program.errors, []);
      assert.ok(last < first + roomMb, `${memory.map(Math.round).join(', ')} MB`);
      assert.ok(readdirSync(outbox).length >= Math.min(1_000, batches * people));
    });
  });
}
