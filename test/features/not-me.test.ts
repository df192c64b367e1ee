import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Needs } from '../../src/features/needs.ts';
import { notMeJobs } from '../../src/features/not-me/not-me.jobs.ts';
import { reportNotMe } from '../../src/features/not-me/report.ts';
import { resetPinJobs } from '../../src/features/reset-pin/reset-pin.jobs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { NotMeKind } from '../../src/storage/not-me-links.ts';
import { deskOn, kim, present } from '../backends/ticket-desk/desk-on.ts';
import { databaseKinds } from '../support/databases.ts';
import { saidBy, textOf } from '../support/flow-driver.ts';
import { jobRunners } from '../support/job-runners.ts';
import { notLast, noVoice, runJobs } from '../support/needs.ts';
import { ada, bo, good, pinOf, resetting } from '../support/resetting.ts';

const vouched = { path: 'teams', vouchedFor: { directoryId: ada, tenantId: 't' } } as const;

for (const kind of databaseKinds) {
  describe(`“This wasn’t me” on ${kind}`, () => {
    const at = resetting(kind);
    const { conversation } = at;
    beforeEach(async () => {
      await at.database.query('DELETE FROM not_me_links', []);
      await at.database.query('DELETE FROM tickets', []);
    });

    const linkOf = async (of: NotMeKind, person = ada) => {
      const { notMe, clock } = at.test.needs;
      const happenedAt = at.test.time.now;
      const link = await notMe.linkFor({ kind: of, person, id: of, locale: 'en', happenedAt }, clock.now());
      const token = new URL(link?.reveal() ?? '').searchParams.get('link') ?? '';
      const read = await notMe.read(new Secret(token), clock.now());
      assert.ok(read);
      return read;
    };
    const work = (needs: Needs = at.test.needs) =>
      runJobs(at.test, { ...notMeJobs(needs), ...resetPinJobs(needs, noVoice) });
    const reported = async (of: NotMeKind, person = ada) => {
      const link = await linkOf(of, person);
      assert.equal(await reportNotMe(at.test.needs, link), true);
      await work();
      return link;
    };
    /** The one ticket that was opened. */
    const ticketOf = () => {
      sinon.assert.calledOnce(at.test.tickets.open);
      return at.test.tickets.open.args[0]?.[0] ?? assert.fail();
    };

    it('takes the PIN out of use, freezes resets and opens a security ticket with everything in it', async () => {
      await conversation().submit(pinOf(good));

      await reported('pin-changed');

      assert.deepEqual(
        { ...(await at.statusOf(ada)), changedAt: 0 },
        {
          isSet: false,
          isLocked: true,
          changedAt: 0,
          expiresAt: 'never',
        },
      );
      const { address: _address, idempotencyKey: _key, reference, summary, ...ticket } = ticketOf();
      assert.deepEqual(ticket, {
        reason: 'pin-change-reported',
        priority: 'security',
        person: { id: ada, displayName: 'Ada Archer', confirmed: false },
        language: 'en',
        transcript: [],
      });
      assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
      assert.match(summary ?? '', /change of the PIN \(November 23 at 05:00\).*frozen.*The PIN is out of use\./u);
    });

    for (const of of ['code-sent', 'resets-paused'] as const) {
      it(`leaves the PIN alone and opens a security ticket: ${of}`, async () => {
        await conversation().submit(pinOf(good));

        await reported(of);

        assert.deepEqual([(await at.statusOf(ada)).isSet, (await at.statusOf(ada)).isLocked], [true, false]);
        assert.equal(ticketOf().priority, 'security');
        assert.match(ticketOf().summary ?? '', /without signing in are stopped.*24 hours.*The PIN is untouched\./u);
      });
    }

    it('acts once of two at the same moment, and of any later', async () => {
      const link = await linkOf('pin-changed');

      const first = await Promise.all([reportNotMe(at.test.needs, link), reportNotMe(at.test.needs, link)]);
      const later = await reportNotMe(at.test.needs, link);
      await work();

      assert.deepEqual([first.filter(Boolean).length, later], [1, false]);
      ticketOf();
    });

    it('leaves nothing behind where the job cannot be written', async () => {
      const link = await linkOf('pin-changed');
      const jobs = { send: async () => Promise.reject(new BackendError('database', 'unavailable')) };

      await assert.rejects(reportNotMe({ ...at.test.needs, jobs }, link), BackendError);

      assert.equal(await at.test.needs.notMe.stopOf(ada, at.test.time.now), undefined);
      assert.equal(await reportNotMe(at.test.needs, link), true);
    });

    it('opens the ticket in another process where the one that was told dies at once', async () => {
      const runners = jobRunners(at.database);
      const needs = { ...at.test.needs, jobs: runners.runner() };
      await reportNotMe(needs, await linkOf('pin-changed'));

      const opened = new Promise<void>((resolve) => {
        at.test.needs.desk.open = async () => {
          resolve();
          return { ok: true, number: 1042, isNew: true };
        };
      });
      await runners.started(notMeJobs(at.test.needs));
      await opened;
      await runners.stop();

      assert.equal((await at.statusOf(ada)).isLocked, true);
    });

    it('opens the ticket while the PIN service is away, says so once, and says what became of it since', async () => {
      const takeOutOfUse = sinon.stub();
      takeOutOfUse.onFirstCall().rejects(new BackendError('pin-service', 'timeout'));
      takeOutOfUse.onSecondCall().rejects(new BackendError('pin-service', 'timeout'));
      const desk = deskOn(at.database);
      const needs = { ...at.test.needs, desk, pins: { ...at.test.needs.pins, takeOutOfUse } };
      const link = await linkOf('pin-changed');
      await reportNotMe(at.test.needs, link);

      const act = () => notMeJobs(needs)['act-on-report']?.({ link: link.id }, notLast);
      await assert.rejects(work(needs), BackendError);
      await assert.rejects(act() ?? assert.fail(), BackendError);
      await act();
      await act();

      const [line, ...others] = (await desk.list({ view: 'all', agent: kim.id, limit: 10 })).tickets;
      assert.deepEqual(others, []);
      const ticket = await present(desk, line?.number ?? 0);
      assert.deepEqual(ticket?.fault, { backend: 'pin-service', fault: 'timeout' });
      assert.match(ticket?.summary ?? '', /not out of use yet/u);
      assert.deepEqual(
        ticket?.events.map(({ kind }) => kind),
        ['opened', 'added'],
      );
      assert.match(ticket?.events[1]?.text ?? '', /The PIN is out of use/u);
    });

    it('names the person by id where the directory is away', async () => {
      const byId = sinon.fake.rejects(new BackendError('user-directory', 'unavailable'));
      await reportNotMe(at.test.needs, await linkOf('pin-changed'));

      await assert.rejects(work({ ...at.test.needs, directory: { ...at.test.needs.directory, byId } }), BackendError);

      assert.equal(ticketOf().person?.displayName, ada);
      assert.equal(ticketOf().fault?.backend, 'user-directory');
    });

    it('adds nothing to its ticket where the job is run again', async () => {
      const desk = deskOn(at.database);
      const link = await linkOf('pin-changed');
      await reportNotMe(at.test.needs, link);

      const act = () => notMeJobs({ ...at.test.needs, desk })['act-on-report']?.({ link: link.id }, notLast);
      await Promise.all([act(), act()]);
      await act();

      const { tickets } = await desk.list({ view: 'all', agent: kim.id, limit: 10 });
      assert.deepEqual(
        tickets.map(({ priority, reason }) => [priority, reason]),
        [['security', 'pin-change-reported']],
      );
      assert.equal((await present(desk, tickets[0]?.number ?? 0)).events.length, 1);
    });

    for (const [where, given] of [
      ['in Teams', vouched],
      ['on the page', { ...vouched, path: 'page' }],
    ] as const) {
      it(`tells a vouched-for person ${where} why and whom to call, at the beginning and in the middle`, async () => {
        const begun = conversation(ada, {}, given);
        await reported('pin-changed');

        for (const next of [await conversation(ada, {}, given).enter(), await begun.submit(pinOf(good))]) {
          assert.equal(next?.kind, 'escalate');
          assert.match(textOf(saidBy(next)), /frozen.*call the help desk/u);
        }
        assert.equal((await at.statusOf(ada)).isSet, false);
        assert.notEqual((await conversation(bo, {}, given).enter())?.kind, 'escalate');
      });
    }

    for (const of of ['pin-changed', 'code-sent', 'resets-paused'] as const) {
      it(`lets nobody go on who proved who they are by a code alone, and does not say why: ${of}`, async () => {
        const begun = conversation();
        await reported(of);

        const next = await begun.submit(pinOf(good));

        assert.ok(next?.kind === 'escalate');
        assert.equal(textOf(saidBy(next)), 'I cannot reset this PIN here.');
        assert.match(next.finding ?? '', /See the security ticket/u);
        assert.equal((await at.statusOf(ada)).isSet, false);
      });
    }

    it('stops only the anonymous path for a day after a code that was not asked for', async () => {
      await reported('code-sent');

      const teams = await conversation(ada, {}, vouched).enter();
      const anonymous = await conversation().enter();
      at.test.pass(24 * 60 * 60);
      const dayLater = await conversation().enter();

      assert.deepEqual([teams?.kind, anonymous?.kind, dayLater?.kind], [undefined, 'escalate', undefined]);
    });

    it('leaves a PIN alone whose freeze was lifted before its job ran', async () => {
      const link = await linkOf('pin-changed');
      await reportNotMe(at.test.needs, link);
      await at.test.needs.notMe.lift(ada, { at: at.test.time.now, by: 'help desk' });

      await work();

      assert.equal((await at.statusOf(ada)).isLocked, false);
      assert.match(ticketOf().summary ?? '', /lifted since/u);
    });
  });
}
