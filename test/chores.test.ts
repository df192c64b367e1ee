import assert from 'node:assert/strict';
import sinon from 'sinon';
import { choresOf, startChores } from '../src/chores.ts';
import type { Database } from '../src/storage/database.ts';
import { freshDatabase } from './support/databases.ts';
import { logLines } from './support/log-lines.ts';

describe('chores', () => {
  let database: Database;
  before(async () => {
    database = await freshDatabase('pglite');
  });
  after(() => database.close());

  it('are everything that leaves something behind, each by its name', async () => {
    const run = () => sinon.fake.resolves(undefined);
    const fakes = {
      settle: run(),
      chat: run(),
      'sign-ins': run(),
      outcomes: run(),
      outbox: run(),
      tickets: run(),
      'quiet-talks': run(),
      'lost-news': run(),
      'waiting-tickets': run(),
    };
    const chores = choresOf({
      engine: { settleAbandoned: fakes.settle },
      chat: { cleanUp: fakes.chat },
      page: { cleanUp: fakes['sign-ins'] },
      mailer: { cleanUp: fakes.outbox },
      store: { clean: fakes.outcomes },
      talk: { endQuiet: fakes['quiet-talks'] },
      desk: {
        closeSolved: fakes.tickets,
        tellWaiting: fakes['waiting-tickets'],
        news: { settleLost: fakes['lost-news'] },
      },
      database,
      keep: { transcriptDays: 30, auditDays: 180 },
      clock: { now: () => new Date() },
    });

    for (const { name, run: chore } of chores) {
      await chore();
      if (name in fakes) sinon.assert.calledOnce(fakes[name as keyof typeof fakes]);
    }

    const names = chores.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(fakes).filter((name) => !names.includes(name)),
      [],
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('are tried again after a fault, never twice at once, and end with the program', async () => {
    const clock = sinon.useFakeTimers();
    try {
      const { log, lines } = logLines();
      let release = (): void => undefined;
      const slow = sinon.fake(() => new Promise<void>((resolve) => (release = resolve)));
      const broken = sinon.fake.rejects(new Error('away'));
      const stop = startChores(
        [
          { name: 'slow', everySeconds: 1, run: slow },
          { name: 'broken', everySeconds: 1, run: broken },
        ],
        log,
      );

      await clock.tickAsync(3_500);
      const stopped = stop();
      release();
      await stopped;
      await clock.tickAsync(5_000);

      sinon.assert.calledOnce(slow);
      sinon.assert.calledThrice(broken);
      assert.equal(lines.filter((line) => JSON.stringify(line).includes('a chore failed')).length, 3);
    } finally {
      clock.restore();
    }
  });
});
