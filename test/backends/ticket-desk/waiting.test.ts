import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import { limits } from '../../../src/kernel/limits.ts';
import type { Database } from '../../../src/storage/database.ts';
import type { Jobs } from '../../../src/storage/jobs.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { elsewhere, newTicket } from './contract.ts';
import { deskOn, kim, opened, openedAt } from './desk-on.ts';

const { stuckSeconds, unansweredSecuritySeconds } = limits.desk;

for (const kind of databaseKinds) {
  describe(`tickets that wait for the desk on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    let now: Date;
    const send = sinon.fake(async (..._given: Parameters<Jobs['send']>) => undefined);
    beforeEach(async () => {
      database = await freshDatabase(kind);
      now = openedAt;
      send.resetHistory();
      desk = deskOn(database, { clock: { now: () => now }, jobs: { send } });
    });
    afterEach(() => database.close());

    const pass = (seconds: number): void => {
      now = new Date(now.getTime() + seconds * 1000);
    };
    const mailed = (matter: string) =>
      send.args.flatMap(([queue, data]) =>
        queue === 'mail-desk' && 'about' in data && data.about === matter ? [[data.ticket, data.to]] : [],
      );

    it('are mailed as they are new, in the transaction that opens them, and not where something is only added', async () => {
      const { number } = await opened(desk);
      await opened(desk);
      const call = { key: 'k', reason: 'our-fault', language: 'en', summary: 'x', reference: 'r' } as const;
      const called = await desk.openForCaller(kim, call);

      assert.deepEqual(mailed('new'), [
        [number, 'desk'],
        [called, 'desk'],
      ]);
      const [[, , tx] = []] = send.args;
      assert.ok(tx && tx !== database);
    });

    it('are told of once they have waited for too long, once for each wait, whoever looks', async () => {
      const { number } = await opened(desk);
      pass(stuckSeconds - 1);
      assert.equal(await desk.tellWaiting(now), 0);
      pass(1);

      const counts = await Promise.all([1, 2, 3].map(() => desk.tellWaiting(now)));

      assert.deepEqual(counts.toSorted(), [0, 0, 1]);
      assert.deepEqual(mailed('stuck'), [
        [number, 'desk'],
        [number, 'lead'],
      ]);
    });

    it('begin to wait anew once the desk has done something, and not by what their person adds', async () => {
      const { number, version } = await opened(desk);
      pass(stuckSeconds / 2);
      await desk.actOnOwn({ address: newTicket().address }, number, { kind: 'add', text: 'hello?' });
      pass(stuckSeconds / 2);
      assert.equal(await desk.tellWaiting(now), 1);
      await desk.act(number, version + 1, kim, { kind: 'claim' });
      pass(stuckSeconds - 1);
      assert.equal(await desk.tellWaiting(now), 0);
      pass(1);

      assert.equal(await desk.tellWaiting(now), 1);
      assert.equal(mailed('stuck').length, 4);
    });

    it('do not wait for the desk while they wait for somebody else, or are solved', async () => {
      const { number, version } = await opened(desk);
      await desk.act(number, version, kim, { kind: 'wait' });
      const other = await opened(desk, elsewhere('c2'));
      await desk.act(other.number, other.version, kim, { kind: 'solve', solution: 'helped' });
      pass(2 * stuckSeconds);

      assert.equal(await desk.tellWaiting(now), 0);
      await desk.actOnOwn({ address: newTicket().address }, number, { kind: 'add', text: 'here it is' });
      pass(stuckSeconds);
      assert.equal(await desk.tellWaiting(now), 1);
    });

    it('are an alarm where they are about security and nobody takes them', async () => {
      const taken = await opened(desk, { priority: 'security', ...elsewhere('c2') });
      const { number } = await opened(desk, { priority: 'security' });
      await opened(desk, elsewhere('c3'));
      await desk.act(taken.number, taken.version, kim, { kind: 'claim' });
      pass(unansweredSecuritySeconds - 1);
      await desk.tellWaiting(now);
      assert.deepEqual(mailed('unanswered'), []);
      pass(1);

      await desk.tellWaiting(now);
      await desk.tellWaiting(now);

      assert.deepEqual(mailed('unanswered'), [[number, 'lead']]);
    });
  });
}
