import assert from 'node:assert/strict';
import sinon from 'sinon';
import { type PinService, pinServiceOf } from '../../src/backends/pin-service/pin-service.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import type { Person } from '../../src/backends/user-directory/user-directory.ts';
import type { Engine } from '../../src/conversation/engine-api.ts';
import { codePause, personKeys, typedKeys } from '../../src/features/confirm-identity/code-budgets.ts';
import { liftPauses, pausedUntil } from '../../src/features/confirm-identity/person-pauses.ts';
import { deskActionJobs } from '../../src/features/desk-actions/desk-actions.jobs.ts';
import { decideProblem, needsSecond } from '../../src/features/desk-actions/desk-actions.rules.ts';
import { askFor, decideOn } from '../../src/features/desk-actions/desk-actions.ts';
import { deskActionWords } from '../../src/features/desk-actions/desk-actions.words.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import type { Database } from '../../src/storage/database.ts';
import { type PersonAct, personActs } from '../../src/storage/person-actions.ts';
import { tenant } from '../support/connector.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { notLast, noVoice, runJobs, type TestNeeds, testNeeds } from '../support/needs.ts';
import { issuing } from '../support/resetting.ts';

const kim = { id: 'kim', name: 'Kim', role: 'agent' };
const kai = { id: 'kai', name: 'Kai', role: 'agent' };
const lee = { id: 'lee', name: 'Lee', role: 'lead' };
const lou = { id: 'lou', name: 'Lou', role: 'lead' };

describe('who may act on whom', () => {
  const about = { id: 'ada', displayName: 'Ada' };
  for (const [asked, by, problem] of [
    [kim, kim, 'same-person'],
    [kim, kai, 'no-lead'],
    [kim, lee, undefined],
    [lee, kim, undefined],
    [lee, lee, 'same-person'],
    [lee, lou, undefined],
    [kim, { ...lee, id: 'ada' }, 'self'],
  ] as const) {
    it(`asked by ${asked.name} (${asked.role}), decided by ${by.id} (${by.role}) → ${problem ?? 'may'}`, () => {
      assert.equal(decideProblem({ person: about, askedBy: asked }, by), problem);
    });
  }

  it('takes two people to lift a freeze, and for whatever is about a protected person', () => {
    const two = personActs.filter((kind) => needsSecond(kind, { isProtected: false }));

    assert.deepEqual(two, ['lift-freeze']);
    assert.ok(personActs.every((kind) => needsSecond(kind, { isProtected: true })));
  });
});

for (const kind of databaseKinds) {
  describe(`the desk acts on people, on ${kind}`, () => {
    let database: Database;
    let test: TestNeeds;
    let ada: Person;
    let guarded: Person;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      test = testNeeds(database);
      ada = (await test.needs.directory.byId(samplePeople[0]?.id ?? '')) ?? assert.fail();
      const found = samplePeople.find((each) => 'isProtected' in each && each.isProtected)?.id ?? '';
      guarded = (await test.needs.directory.byId(found)) ?? assert.fail();
    });
    afterEach(() => database.close());

    const ask = (act: PersonAct, person = ada, by = kim) =>
      askFor(test.needs, { by, kind: act, person, reason: 'called back' });
    const work = (voice: Partial<Parameters<typeof deskActionJobs>[1]> = {}) => {
      const liftPause = (person: Person) => liftPauses(test.needs, person);
      return runJobs(test, deskActionJobs(test.needs, { liftPause, ...noVoice, ...voice }));
    };
    const acts = async () =>
      (await test.needs.audit.newest({ limit: 20 })).map(({ who, what, person, reason }) => [
        who.name,
        what,
        person?.id,
        reason,
      ]);
    const pinOf = async (person: Person) => (await pinServiceOf(test.needs.pins, person)).statusOf(person);

    describe('and says so', () => {
      const page = { edge: 'direct-line', channel: 'directline', conversation: 'c1', sender: 'dl_1' } as const;
      const chat = { edge: 'bot-framework', channel: 'msteams', conversation: 'a:ada', sender: '29:ada' } as const;
      const speaking = (heard?: 'gone') => sinon.fake(async (..._given: Parameters<Engine['speak']>) => heard);
      const noted = () =>
        test.needs.chats.note(
          { owner: { directoryId: ada.id, tenantId: tenant }, address: chat, reference: {} },
          test.time.now,
        );

      it('on the page where they are signed in and in their chat in Teams, once, whatever becomes of the mail', async () => {
        await noted();
        const speak = speaking();
        const pagesOf = sinon.fake(async (_person: string) => [page]);
        await ask('invite');

        await work({ speak, pagesOf });
        const again = deskActionJobs(test.needs, { liftPause: async () => undefined, speak, pagesOf });
        await again['tell-act']?.({ action: 1 }, notLast);

        sinon.assert.alwaysCalledWithExactly(pagesOf, ada.id);
        const said = speak.args.map(([to, [reply], how]) => [to, reply?.kind === 'text' && reply.text, how?.name]);
        assert.deepEqual(
          said.map(([to, , name]) => [to, name]),
          [
            [page, 'act-1'],
            [chat, undefined],
            // It takes the place of itself there.
            [page, 'act-1'],
          ],
        );
        assert.match(String(said[1]?.[1]), /\?ask=reset-pin/u);
        assert.equal(test.mails.length, ada.noticeAddresses.length);
      });

      it('where no mail can be sent, and forgets a chat where nobody hears', async () => {
        await noted();
        const speak = speaking('gone');
        const mailer = { send: () => Promise.reject(new BackendError('mailer', 'unavailable')) };
        await ask('lift-pause');
        const handlers = deskActionJobs(
          { ...test.needs, mailer },
          { liftPause: async () => undefined, ...noVoice, speak },
        );

        await assert.rejects(runJobs(test, handlers), BackendError);
        await runJobs(test, handlers);

        sinon.assert.calledOnceWithMatch(speak, chat);
        assert.equal(await test.needs.chats.of(ada.id), undefined);
      });

      it('not where nothing was done', async () => {
        const speak = speaking();
        await ask('lift-freeze');

        await work({ speak, pagesOf: async () => [page] });

        sinon.assert.notCalled(speak);
      });
    });

    async function lock(person: Person) {
      await database.query(
        "INSERT INTO pins (person, salt, history, is_set, changed_at) VALUES ($1, ''::bytea, '[]', true, now())",
        [person.id],
      );
      await (await pinServiceOf(test.needs.pins, person)).takeOutOfUse(person);
      assert.equal((await pinOf(person)).isLocked, true);
    }

    /** As whoever follows the link of a notice has it. */
    const report = () =>
      database.query(
        `INSERT INTO not_me_links (id, key_id, kind, person, notice, locale, happened_at, expires_at, used_at, reference)
         VALUES ('l', 'k', 'pin-changed', $1, 'n', 'en', $2, $2, $2, 'AAAA-BBBB')`,
        [ada.id, test.needs.clock.now()],
      );

    it('unlocks a PIN once a day, tells the person, and writes down who and why', async () => {
      await lock(ada);

      const first = await ask('unlock-pin');
      const again = await ask('unlock-pin', ada, kai);
      await work();

      assert.deepEqual(
        [first, again],
        [
          { ok: true, waits: false },
          { ok: false, reason: 'too-often' },
        ],
      );
      assert.equal((await pinOf(ada)).isLocked, false);
      assert.deepEqual(await acts(), [['Kim', 'person-unlock-pin', ada.id, 'called back']]);
      assert.deepEqual(
        test.mails.map(({ to, subject }) => [to, subject]),
        ada.noticeAddresses.map((to) => [to, 'Your dial-in PIN was unlocked']),
      );
    });

    it('gives back what was counted where it refuses', async () => {
      await ask('unlock-pin');
      for (let times = 0; times < test.needs.limits.desk.actions.limit + 5; times += 1) await ask('unlock-pin');

      const other = await ask('lift-pause');

      assert.equal(other.ok, true);
    });

    it('lets nobody act on themself, neither asking nor approving', async () => {
      const herself = { id: ada.id, name: 'Ada', role: 'lead' };
      const refused = await ask('invite', ada, herself);
      await ask('lift-freeze');

      const approved = await decideOn(test.needs, { by: herself, action: 1, decision: 'approved' });

      assert.deepEqual([refused, approved], Array(2).fill({ ok: false, reason: 'self' }));
      assert.deepEqual(test.jobs, []);
    });

    it('lifts a freeze only once a second person approves, for the first who decides', async () => {
      const { notMe, clock } = test.needs;
      await lock(ada);
      await report();
      const asked = await ask('lift-freeze');
      await work();
      const still = await notMe.stopOf(ada.id, clock.now());
      const wrong = await Promise.all(
        [kim, kai].map((by) => decideOn(test.needs, { by, action: 1, decision: 'approved' })),
      );
      const right = await Promise.all(
        [lee, lou].map((by) => decideOn(test.needs, { by, action: 1, decision: 'approved' })),
      );
      await work();
      await work();

      assert.deepEqual([asked, still], [{ ok: true, waits: true }, 'frozen']);
      assert.deepEqual(wrong, [
        { ok: false, reason: 'same-person' },
        { ok: false, reason: 'no-lead' },
      ]);
      assert.deepEqual(right.map(({ ok }) => ok).sort(), [false, true]);
      assert.equal(await notMe.stopOf(ada.id, clock.now()), undefined);
      assert.equal((await pinOf(ada)).isLocked, false);
      assert.equal(test.mails.length, ada.noticeAddresses.length);
      assert.deepEqual(
        (await acts()).map(([, what]) => what),
        ['approved-lift-freeze', 'asked-lift-freeze'],
      );
    });

    it('does nothing that was declined, or that nobody decided within a day', async () => {
      await ask('unlock-pin', guarded);
      await ask('invite', guarded);
      const declined = await decideOn(test.needs, { by: lee, action: 1, decision: 'declined' });
      const changed = await decideOn(test.needs, { by: lou, action: 1, decision: 'approved' });
      test.pass(24 * 60 * 60);

      const late = await decideOn(test.needs, { by: lee, action: 2, decision: 'approved' });
      await work();

      assert.deepEqual(
        [declined.ok, changed, late],
        [true, { ok: false, reason: 'over' }, { ok: false, reason: 'over' }],
      );
      assert.deepEqual(test.mails, []);
      assert.deepEqual(await test.needs.personActions.undecided(test.time.now), []);
    });

    it('ends a pause on every path', async () => {
      const { budgets, keys, clock } = test.needs;
      const until = new Date(clock.now().getTime() + 3_600_000);
      const paused = [
        ...typedKeys({ keys }, { path: 'anonymous', identifier: ada.addresses[0] ?? '' }),
        ...typedKeys({ keys }, { path: 'page', identifier: ada.id }),
        ...personKeys({ keys }, ada.id),
      ];
      for (const key of paused) await budgets.block(codePause, key, until);
      const before = await pausedUntil(test.needs, ada, clock.now());

      await ask('lift-pause');
      await work();

      assert.deepEqual([before, await pausedUntil(test.needs, ada, clock.now())], [until, undefined]);
      for (const key of paused) assert.equal((await budgets.look(codePause, key, clock.now())).ok, true);
    });

    it('has nobody alone unlock what a report has frozen, not even by what was asked before it', async () => {
      await lock(ada);
      const before = await ask('unlock-pin');
      await report();

      await work();
      const after = await ask('unlock-pin', ada, kai);

      assert.deepEqual(
        [before, after],
        [
          { ok: true, waits: false },
          { ok: false, reason: 'frozen' },
        ],
      );
      assert.equal((await pinOf(ada)).isLocked, true);
      assert.deepEqual(test.mails, []);
    });

    it('invites nobody where a mail has no address to lead to', async () => {
      const needs = { ...test.needs, origin: () => undefined };

      const asked = await askFor(needs, { by: kim, kind: 'invite', person: ada, reason: 'new here' });

      assert.deepEqual(asked, { ok: false, reason: 'no-link' });
      assert.deepEqual(test.jobs, []);
    });

    it('unlocks nothing in a service that makes PINs itself, also among several', async () => {
      const mixed: PinService = {
        kind: 'mixed',
        opensMeetings: true,
        of: async () => issuing(async () => ({ ok: true })),
      };
      const needs = { ...test.needs, pins: mixed };

      const asked = await askFor(needs, { by: kim, kind: 'unlock-pin', person: ada, reason: 'locked' });

      assert.deepEqual(asked, { ok: false, reason: 'not-here' });
    });

    it('does once what it can tell only at the second try', async () => {
      const liftPause = sinon.stub().resolves();
      const send = sinon.stub().resolves({ ok: true });
      send.onFirstCall().rejects(new BackendError('mailer', 'unavailable'));
      const handlers = deskActionJobs({ ...test.needs, mailer: { send } }, { liftPause, ...noVoice });
      await ask('lift-pause');
      const [job] = test.jobs;

      await assert.rejects(runJobs(test, handlers), BackendError);
      test.jobs.push(job ?? assert.fail());
      await runJobs(test, handlers);

      sinon.assert.calledOnce(liftPause);
      assert.equal(send.callCount, 1 + ada.noticeAddresses.length);
    });

    it('says of what it did not do why it is over, and of nothing that it did', async () => {
      const away = sinon.stub().rejects(new BackendError('pin-service', 'unavailable'));
      const lastTry = (needs = test.needs, liftPause = async () => {}) =>
        runJobs(test, deskActionJobs(needs, { liftPause, ...noVoice }), { isLast: true });
      await lock(ada);
      await ask('unlock-pin');
      await report();
      await lastTry();
      await ask('lift-pause');
      await assert.rejects(runJobs(test, deskActionJobs(test.needs, { liftPause: away, ...noVoice })), BackendError);
      const between = (await test.needs.personActions.about(ada.id))[0];
      await ask('lift-pause');
      await assert.rejects(lastTry(test.needs, away), BackendError);
      await ask('invite');
      await lastTry({ ...test.needs, directory: { ...test.needs.directory, byId: async () => undefined } });
      await ask('invite');
      const mailer = { send: sinon.stub().rejects(new BackendError('mailer', 'unavailable')) };
      await assert.rejects(lastTry({ ...test.needs, mailer }), BackendError);

      const about = await test.needs.personActions.about(ada.id);

      assert.equal(between?.undone, undefined);
      assert.deepEqual(
        about.map(({ kind, undone, doneAt }) => [kind, undone, doneAt !== undefined]),
        [
          ['invite', undefined, true],
          ['invite', 'nobody', false],
          ['lift-pause', 'failed', false],
          ['lift-pause', undefined, false],
          ['unlock-pin', 'frozen', false],
        ],
      );
    });

    it('invites by a link that says nothing of who opens it', async () => {
      await ask('invite');
      await work();

      const { text } = test.mails[0] ?? assert.fail();
      assert.match(text, /^http:\/\/localhost:3978\/\?ask=reset-pin$/mu);
    });

    it('counts what an agent does within an hour', async () => {
      const most = test.needs.limits.desk.actions.limit;
      for (let times = 0; times < most; times += 1) await ask('lift-pause');

      const [more, others] = [await ask('lift-pause'), await ask('lift-pause', ada, kai)];

      assert.deepEqual(more, { ok: false, reason: 'too-many' });
      assert.equal(others.ok, true);
    });
  });
}

describe('what the desk tells people', () => {
  for (const locale of locales) {
    it(`is worded in ${locale}, and asks for no PIN`, () => {
      for (const act of personActs) {
        const text = deskActionWords[locale][`${act}.text`];
        assert.match(text, /\{name\}.*\{organisation\}.*\{phone\}/su);
        assert.equal(text.includes('{link}'), act === 'invite');
      }
    });
  }
});
