import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Ticket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import type { Input } from '../../src/conversation/turn.ts';
import { locales } from '../../src/kernel/locale.ts';
import { bossJobs } from '../../src/storage/boss-jobs.ts';
import type { Database } from '../../src/storage/database.ts';
import { onlyCard, shownIn } from '../support/answers.ts';
import { tenant } from '../support/connector.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { textOf } from '../support/flow-driver.ts';
import { logLines } from '../support/log-lines.ts';
import { ada, bo } from '../support/resetting.ts';
import { inTeams, kim, onPage, type TicketChats, ticketChats } from '../support/ticket-chats.ts';

const confirmed = (id: string) => ({ person: { id, displayName: 'Ada Archer', confirmed: true } });
const claimed = (id: string) => ({ person: { id, displayName: 'Ada Archer', confirmed: false } });
const last = { isLast: true };
const home = onPage('c1');

for (const kind of databaseKinds) {
  describe(`news of a ticket on ${kind}`, () => {
    let database: Database;
    let chats: TicketChats;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      chats = ticketChats(database);
      await chats.page('c1');
    });
    afterEach(() => database.close());

    const told = async () => (await chats.shown('c1')).map((words) => words.split('\n')[0]);
    const jobsOf = (queue: string) => chats.test.jobs.filter((job) => job.queue === queue);
    const readIn = (conversation: string, { events }: Ticket) =>
      chats.desk.news.read(conversation, [events.at(-1)?.id ?? 0]);
    /** A second one of the same name takes the place of the first; each moves on by one. */
    const saidIn = async (conversation: string) => {
      const [row] = await database.query('SELECT position FROM direct_line_conversations WHERE id = $1', [
        conversation,
      ]);
      return row?.position;
    };
    const teamsSession = async (person: string, reference: object = { serviceUrl: 'https://teams.example' }) => {
      const address = inTeams(person);
      await chats.engine.handle(
        {
          address,
          conversationKind: 'personal',
          path: 'teams',
          vouchedFor: { directoryId: person, tenantId: tenant },
          requester: person,
          activityKey: 'joined',
          locale: 'en',
          input: { kind: 'joined' },
          reference,
        },
        {},
      );
      return address;
    };

    it('is what an agent replies and what becomes of it, in order; not who has claimed or noted what', async () => {
      const { number } = await chats.open(home);
      for (const action of [
        { kind: 'claim' },
        { kind: 'comment', text: 'she is new' },
        { kind: 'reply', text: 'It works *again*.' },
        { kind: 'wait' },
        { kind: 'release' },
        { kind: 'solve', solution: 'helped', text: 'by phone' },
        { kind: 'reopen' },
      ] as const) {
        await chats.deliver(await chats.act(number, action));
      }

      assert.deepEqual(await told(), [
        `From the help desk, on ticket ${number}:`,
        `Ticket ${number} waits for an answer, from you or from somebody else. Ask for your tickets to add something.`,
        `Ticket ${number} is solved. Did this help?`,
        `Ticket ${number} is open again; the help desk goes on with it.`,
      ]);
      assert.equal(jobsOf('deliver-reply').length, 4);
    });

    it('is settled and mailed where the last job that would have said it is lost, and not before', async () => {
      const own = ticketChats(database, { jobs: bossJobs({ database, log: logLines().log }) });
      const { number } = await own.open(home, confirmed(ada));
      for (const action of [{ kind: 'claim' }, { kind: 'reply', text: 'It works again.' }, { kind: 'talk' }] as const) {
        await own.act(number, action);
      }
      const settled = async () => {
        await own.desk.news.settleLost();
        const rows = await database.query('SELECT kind FROM ticket_events WHERE said_at IS NOT NULL ORDER BY id', []);
        const mails = await database.query("SELECT data FROM pgboss.job WHERE name = 'mail-news'", []);
        return { kinds: rows.map(({ kind }) => kind), mails: mails.length };
      };
      const jobsAre = (state: string) =>
        database.query('UPDATE pgboss.job SET state = $1::pgboss.job_state WHERE name = $2', [state, 'deliver-reply']);

      for (const state of ['created', 'retry', 'active']) {
        await jobsAre(state);
        assert.deepEqual(await settled(), { kinds: [], mails: 0 }, state);
      }
      await jobsAre('failed');

      assert.deepEqual(await settled(), { kinds: ['replied', 'talk-began'], mails: 1 });
      assert.deepEqual(await settled(), { kinds: ['replied', 'talk-began'], mails: 1 });
    });

    it('is what time does, too', async () => {
      const { number } = await chats.open(home);
      const solved = await chats.act(number, { kind: 'solve', solution: 'helped' });
      await chats.deliver(solved);
      await chats.desk.closeSolved(new Date(chats.test.time.now.getTime() + 6 * 24 * 60 * 60 * 1000));

      const closed = await chats.desk.byNumber(number);
      assert.ok(closed);
      await chats.deliver(closed);

      assert.match((await told()).at(-1) ?? '', /is closed/u);
    });

    it('is an agent’s words as they are: no Markdown, and nothing that leads elsewhere', async () => {
      const { number } = await chats.open(home);
      await chats.deliver(await chats.act(number, { kind: 'reply', text: '# **x** [a](https://evil.com) evil.com' }));

      const [row] = await database.query<{ activity: { textFormat: string; text: string } }>(
        'SELECT activity FROM direct_line_activities',
        [],
      );
      assert.equal(row?.activity.textFormat, 'plain');
      assert.match(row.activity.text, /\*\*x\*\*.*•••.*•••/su);
      assert.doesNotMatch(row.activity.text, /evil/u);
    });

    it('is not said of tickets of callers and mails, where nobody chats', async () => {
      const { number } = await chats.open({ ...home, channel: 'mail' });

      await chats.act(number, { kind: 'solve', solution: 'helped' });

      assert.deepEqual(jobsOf('deliver-reply'), []);
    });

    it('is said once, however often and by however many its job is run', async () => {
      const { number } = await chats.open(home);
      const replied = await chats.act(number, { kind: 'reply', text: 'It works.' });

      await Promise.all([1, 2, 3, 4].map(() => chats.deliver(replied)));
      await chats.deliver(replied);

      assert.deepEqual([(await told()).length, await saidIn('c1')], [1, 1]);
    });

    it('keeps its order: what came later waits for what cannot be said yet', async () => {
      const { number } = await chats.open(inTeams(ada));
      const replied = await chats.act(number, { kind: 'reply', text: 'first' });
      const solved = await chats.act(number, { kind: 'solve', solution: 'helped' });
      chats.teams.onFirstCall().rejects(new Error('the channel is away'));

      await assert.rejects(chats.deliver(replied));
      await assert.rejects(chats.deliver(solved), /what happened before is still to be said/u);
      await chats.deliver(replied);
      await chats.deliver(solved);

      const said = chats.teams.args.slice(1).map(([, , outcome]) => JSON.stringify(outcome.replies));
      assert.ok(said.length === 2 && said[0]?.includes('first') && said[1]?.includes('is solved'), said.join());
    });

    it('holds up no other ticket', async () => {
      const stuck = await chats.open(inTeams(ada));
      const other = await chats.open(home);
      await chats.act(stuck.number, { kind: 'reply', text: 'first' });

      await chats.deliver(await chats.act(other.number, { kind: 'reply', text: 'other' }));

      assert.equal((await told()).length, 1);
    });

    it('is mailed to whom was confirmed, once, where Teams refuses for good; the references are dropped', async () => {
      const address = await teamsSession(ada);
      const { number } = await chats.open(address, confirmed(ada));
      chats.teams.resolves('gone');
      const replied = await chats.act(number, { kind: 'reply', text: 'It works again.' });

      await chats.deliver(replied);
      await chats.deliver(replied);
      await chats.mail(replied);

      const [session] = await database.query('SELECT reference FROM sessions', []);
      assert.deepEqual([session?.reference, await chats.needs.chats.of(ada)], [null, undefined]);
      assert.equal(chats.teams.callCount, 1);
      assert.equal(jobsOf('mail-news').length, 1);
      const [mail, ...others] = chats.test.mails;
      assert.ok(mail && others.length === 0);
      assert.equal(mail.to, 'ada.archer@contoso.com');
      assert.match(mail.text, /Hello Ada Archer.*It works again\..*\?ask=ticket-status.*never asks for a PIN/su);
    });

    it('is mailed to nobody who only said to be somebody, and to nobody whom the directory does not know', async () => {
      for (const person of [{}, claimed(ada), confirmed('nobody')]) {
        const { number } = await chats.open(inTeams(JSON.stringify(person)), person);
        chats.teams.resolves('gone');
        const replied = await chats.act(number, { kind: 'reply', text: 'x' });
        await chats.deliver(replied);
        await chats.mail(replied);
      }

      assert.deepEqual(chats.test.mails, []);
    });

    it('is mailed where no try was heard, rather than lost', async () => {
      const { number } = await chats.open(inTeams(ada), confirmed(ada));
      chats.teams.rejects(new Error('the channel is away'));
      const replied = await chats.act(number, { kind: 'reply', text: 'x' });

      await chats.deliver(replied, last);
      await chats.mail(replied);

      assert.equal(chats.test.mails.length, 1);
    });

    it('goes to nobody’s group', async () => {
      const { number } = await chats.open(inTeams(ada), confirmed(ada));
      chats.teams.resolves('not-private');
      const replied = await chats.act(number, { kind: 'reply', text: 'x' });

      await chats.deliver(replied);

      assert.equal(chats.teams.args[0]?.[2].inPrivate, true);
      assert.equal(jobsOf('mail-news').length, 1);
    });

    it('is mailed where a page does not read it within a quarter of an hour, and not where it does', async () => {
      const { number } = await chats.open(home, confirmed(ada));
      const first = await chats.act(number, { kind: 'reply', text: 'first' });
      await chats.deliver(first);
      const second = await chats.act(number, { kind: 'reply', text: 'second' });
      await chats.deliver(second);

      await readIn('another', first);
      await readIn('c1', second);
      await chats.mail(first);
      await chats.mail(second);

      assert.deepEqual(
        jobsOf('mail-news').map(({ data }) => 'later' in data && data.later),
        [true, true],
      );
      assert.equal(chats.test.mails.length, 1);
      assert.match(chats.test.mails[0]?.text ?? '', /first/u);
    });

    it('is said once more where its person signs in next, unless they have read it', async () => {
      await chats.page('new');
      const { number } = await chats.open(home, confirmed(ada));
      const read = await chats.act(number, { kind: 'reply', text: 'was read' });
      await chats.deliver(read);
      await readIn('c1', read);
      const unread = await chats.act(number, { kind: 'reply', text: 'was not' });
      await chats.deliver(unread);

      await Promise.all([1, 2].map(() => chats.missed(ada, onPage('new'))));
      await chats.missed(ada, onPage('new'));
      await chats.missed(ada, home);
      await chats.missed(bo, onPage('new'));

      assert.deepEqual([(await chats.shown('new')).length, await saidIn('new')], [1, 1]);
      assert.match((await chats.shown('new'))[0] ?? '', /was not/u);
      await readIn('new', unread);
      assert.deepEqual(await chats.desk.news.missedBy(ada), []);
    });

    it('is said to whoever signs in only where a channel vouched for them as the ticket was opened', async () => {
      await chats.page('new');
      const byVoice = await chats.open(home, claimed(ada));
      await chats.deliver(await chats.act(byVoice.number, { kind: 'reply', text: 'vouched for' }));
      await chats.desk.openForCaller(kim, {
        key: 'call',
        reason: 'our-fault',
        language: 'en',
        person: { id: ada, displayName: 'Ada' },
        summary: 'x',
        reference: 'r',
      });

      await chats.missed(ada, onPage('new'));

      assert.equal((await chats.shown('new')).length, 1);
    });
  });
}

describe('news of a ticket', () => {
  it('has its words in every language, in the chat and in mails', async () => {
    const database = await freshDatabase('pglite');
    const chats = ticketChats(database);
    for (const language of locales) {
      await chats.page(language);
      const { number } = await chats.open(onPage(language), { language, ...confirmed(language) });
      for (const action of [
        { kind: 'reply', text: 'Words' },
        { kind: 'wait' },
        { kind: 'solve', solution: 'helped' },
        { kind: 'reopen' },
      ] as const) {
        await chats.deliver(await chats.act(number, action));
      }
      const shown = await chats.shown(language);

      assert.equal(shown.length, 4);
      for (const words of shown) assert.doesNotMatch(words, /undefined|\{/u);
    }
    await database.close();
  });

  it('asks with buttons whether it helped', async () => {
    const database = await freshDatabase('pglite');
    const chats = ticketChats(database);
    const { number } = await chats.open(inTeams(ada));
    await chats.deliver(await chats.act(number, { kind: 'solve', solution: 'helped' }));

    const card = onlyCard(chats.teams.args[0]?.[2].replies ?? []);

    assert.deepEqual(shownIn(card).slice(1), ['Yes, it helped', 'No, open it again']);
    assert.deepEqual(card.data.yes, `did-it-help:yes;ticket=${number}`);
    await database.close();
  });

  it('takes the answer once, also where another turn of the chat is quicker', async () => {
    const database = await freshDatabase('pglite');
    const chats = ticketChats(database);
    await chats.page('c1');
    const { number } = await chats.open(home);
    await chats.act(number, { kind: 'claim' });
    await chats.act(number, { kind: 'solve', solution: 'helped' });
    const handle = (activityKey: string, input: Input) =>
      chats.engine.handle(
        {
          address: home,
          conversationKind: 'personal',
          path: 'anonymous',
          requester: 'r',
          activityKey,
          locale: 'en',
          input,
        },
        {},
      );
    const acted = sinon.stub(chats.desk, 'actOnOwn').callsFake(async (...given) => {
      const done = await acted.wrappedMethod(...given);
      await handle('quicker', { kind: 'ask', intent: 'help' });
      return done;
    });

    const { replies } = await handle('pressed', { kind: 'ask', intent: `did-it-help:yes;ticket=${number}` });

    sinon.assert.calledOnce(acted);
    assert.match(textOf(replies), /good to hear that this helped/u);
    await database.close();
  });
});
