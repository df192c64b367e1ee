import { randomBytes, randomUUID, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { defaultCost } from '../../src/backends/pin-service/pin-hash.ts';
import type { Ground } from './ground.ts';
import { cohort, expectReplies } from './guided-reset.ts';
import { load } from './load.ts';
import { startPinDesk } from './programs.ts';
import { type BenchRow, median, row } from './rows.ts';

const derive = promisify<Buffer, Buffer, number, object, unknown>(scrypt);

/** The turn that hashes a PIN, against one hash alone; and what others notice of it. */
export async function hashingRows(ground: Ground, people: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const kind of ground.kinds) {
    const { environment, outbox } = await ground.place(kind);
    const program = await ground.keep(startPinDesk(environment));
    const wire = expectReplies();
    const [one, few] = [load(program.url, 1), load(program.url, 4)];
    const hashMs: number[] = [];
    const turnMs: number[] = [];
    const others = { alone: [] as number[], beside: [] as number[] };
    const ask = () => wire.request(randomUUID(), { text: 'which key mutes me?' }, () => undefined);
    const asks = Array.from({ length: people * 4 }, ask);

    await one.closed(asks);
    await cohort({ wire, outbox, people: ground.people(people) }, async (turn, turns) => {
      if (turn !== 'choose') return few.closed(turns);
      for (const choice of turns) {
        hashMs.push(await hashAlone());
        turnMs.push(...(await one.closed([choice])).ms);
      }
      return { seconds: 0, ms: [] };
    });
    others.alone.push(...(await one.closed(asks.map(ask))).ms);
    await cohort({ wire, outbox, people: ground.people(people) }, async (turn, turns) => {
      if (turn !== 'choose') return few.closed(turns);
      const hashing = load(program.url, 1);
      const [result] = await Promise.all([
        hashing.closed(turns),
        one.closed(asks.map(ask)).then(({ ms }) => others.beside.push(...ms)),
      ]);
      await hashing.close();
      return result;
    });
    await Promise.all([one.close(), few.close(), program.stop()]);
    rows.push(
      row(`the turn that hashes a PIN, ${kind}`, 'ms', median(turnMs)),
      row(`the turn that hashes a PIN, ${kind} ÷ its one hash`, '×', median(turnMs) / median(hashMs), { atMost: 1.3 }),
      row(
        `another turn while PINs are hashed ÷ without, ${kind}, p50`,
        '×',
        median(others.beside) / median(others.alone),
      ),
    );
  }
  return rows;
}

async function hashAlone(): Promise<number> {
  const { n, r, p } = defaultCost;
  const at = performance.now();
  await derive(randomBytes(32), randomBytes(16), 32, { N: n, r, p, maxmem: 256 * n * r });
  return performance.now() - at;
}
