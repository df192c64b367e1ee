import assert from 'node:assert/strict';
import sinon from 'sinon';
import { alarmJobs } from '../../src/features/alarms/alarms.jobs.ts';
import { siteAllows } from '../../src/features/confirm-identity/code-budgets.ts';
import { escalateWith } from '../../src/features/escalate/open-ticket.ts';
import { raiseAlarm } from '../../src/features/raise-alarm.ts';
import { limits } from '../../src/kernel/limits.ts';
import { locales } from '../../src/kernel/locale.ts';
import type { Database } from '../../src/storage/database.ts';
import { answerTurn } from '../support/answers.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { notLast, runJobs, type TestNeeds, testNeeds } from '../support/needs.ts';

for (const kind of databaseKinds) {
  describe(`alarms on ${kind}`, () => {
    let database: Database;
    let test: TestNeeds;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      test = testNeeds(database);
    });
    afterEach(() => database.close());

    const { siteWide } = limits;
    const mailed = () => runJobs(test, alarmJobs(test.needs));

    it('are one line and one mail an event, however many notice it at once', async () => {
      const raise = () => raiseAlarm(test.needs, 'anonymous-path-closed', { now: test.time.now });

      await Promise.all(Array.from({ length: 10 }, raise));
      await mailed();
      test.pass(3_599);
      await raise();
      const within = test.mails.length;
      test.pass(1);
      await raise();
      await mailed();

      assert.deepEqual([within, test.mails.length, test.log.error.callCount], [1, 2, 2]);
      assert.equal(test.mails[0]?.to, 'helpdesk@example.com');
      assert.match(test.mails[0]?.text ?? '', /Too many wrong codes.*November 23, 2026/su);
    });

    it('are raised where a site was closed by somebody who died before saying so', async () => {
      const { failedTries } = siteWide;
      for (let tries = 0; tries < failedTries.limit + 1; tries += 1) {
        await test.needs.budgets.spend(failedTries, 'all', test.time.now);
      }

      const allowed = await siteAllows(test.needs, test.time.now);

      assert.equal(allowed.ok, false);
      assert.deepEqual(
        test.jobs.map(({ queue }) => queue),
        ['send-alarm'],
      );
    });

    it('say that many tickets were opened, and keep nobody from opening one', async () => {
      const needs = {
        ...test.needs,
        limits: { ...limits, siteWide: { ...siteWide, tickets: { ...siteWide.tickets, limit: 2 } } },
      };
      const ticket = (requester: string) =>
        escalateWith(needs)({ ...answerTurn('en'), requester, now: test.time.now }, { reason: 'asked-for-a-person' });

      await ticket('one');
      const before = test.jobs.length;
      await ticket('two');
      const third = await ticket('three');
      await mailed();

      assert.deepEqual([before, test.mails.length, test.tickets.open.callCount], [0, 1, 3]);
      assert.match(JSON.stringify(third), /1042/u);
      assert.match(test.mails[0]?.text ?? '', /many tickets/u);
    });

    it('keep no ticket from being opened where they cannot be counted', async () => {
      const spend = sinon.stub(test.needs.budgets, 'spend').callThrough();
      spend.withArgs(siteWide.tickets).rejects(new Error('away'));

      const said = await escalateWith(test.needs)(
        { ...answerTurn('en'), now: test.time.now },
        { reason: 'asked-for-a-person' },
      );

      assert.match(JSON.stringify(said), /1042/u);
    });
  });
}

describe('the mail of an alarm', () => {
  it('goes to the lead in their language', async () => {
    const database = await freshDatabase();
    for (const language of locales) {
      const test = testNeeds(database);
      const { helpDesk } = test.needs.site;
      const site = { ...test.needs.site, helpDesk: { ...helpDesk, lead: { mail: 'lead@example.com', language } } };

      await alarmJobs({ ...test.needs, site })['send-alarm']?.(
        { alarm: 'many-tickets', at: '2026-11-23T10:00:00.000Z' },
        notLast,
      );

      assert.equal(test.mails[0]?.to, 'lead@example.com');
      assert.doesNotMatch(`${test.mails[0]?.subject}${test.mails[0]?.text}`, /[{}]|undefined/u);
    }
    await database.close();
  });
});
