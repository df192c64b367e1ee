import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground.ts';
import { cohort, expectReplies } from './guided-reset.ts';
import { load } from './load.ts';
import { startPinDesk } from './programs.ts';
import { type BenchRow, median, row } from './rows.ts';

const restMs = 5_000;
const memoryTargets = { postgresql: 200, pglite: 280 };

/** From the start of the process to its first answer, on data that are there; and the memory it then keeps. */
export async function startingRows(ground: Ground, times: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const kind of ground.kinds) {
    const { environment, outbox } = await ground.place(kind, 'small');
    const first = await ground.keep(startPinDesk(environment));
    const few = load(first.url, 3);
    await cohort(
      { wire: expectReplies(), outbox, people: Array.from({ length: 20 }, (_, person) => person) },
      (_, turns) => few.closed(turns),
    );
    await few.close();
    await first.stop();

    const startMs: number[] = [];
    const memory: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const at = performance.now();
      const program = await ground.keep(startPinDesk(environment));
      const one = load(program.url, 1);
      await one.closed([expectReplies().request(randomUUID(), { text: 'which key mutes me?' }, () => undefined)]);
      startMs.push(performance.now() - at);
      await pause(restMs);
      memory.push(program.memoryMb());
      await one.close();
      await program.stop();
    }
    rows.push(
      row(`start to first answer, ${kind}`, 's', median(startMs) / 1_000, { atMost: 2 }),
      row(`memory at rest, ${kind}`, 'MB', median(memory), { atMost: memoryTargets[kind] }),
      row(`start of an empty installation, ${kind}`, 's', first.startMs / 1_000),
    );
  }
  return rows;
}
