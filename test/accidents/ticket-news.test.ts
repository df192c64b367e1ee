import assert from 'node:assert/strict';
import { registeredAt, type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { databaseKinds } from '../support/databases.ts';
import { enter, fieldIn, withCookie } from '../support/desk.ts';
import { directLineLine, type MovableLine, teamsLine } from '../support/lines.ts';
import { type MortalApps, mortalApps } from '../support/mortal-app.ts';
import { eventually } from '../support/persevering-person.ts';
import type { BreakPlace } from '../support/statement-proxy.ts';

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`a process that dies while it brings an agent’s reply to a person, on ${kind}`, function () {
    this.timeout(180_000);
    let apps: MortalApps;
    let connector: StandInConnector;
    let people = 0;
    let cookie: string;
    before(async () => {
      connector = await startConnector({ now: () => apps.clock.now() });
      apps = await mortalApps(registeredAt(connector));
      cookie = (await enter(apps.app())).cookie;
    });
    after(async () => {
      await apps.close();
      await connector.close();
    });

    const act = async (number: number, fields: Readonly<Record<string, string>>) => {
      const desk = withCookie(apps.app().url, cookie);
      const page = await (await desk.get(`/desk/${number}`)).text();
      const [version, token] = [fieldIn(page, 'version'), fieldIn(page, 'token')];
      return desk.post(`/desk/${number}`, { version, token, ...fields });
    };

    /** Two replies to somebody; the process dies over the first. What the chat shows of them in the end. */
    const heard = async (line: MovableLine, death: BreakPlace): Promise<readonly string[]> => {
      await line.say('talk to a person');
      const form = await eventually('the form', () => line.form());
      await line.submit(form, { summary: 'help', callback: '' });
      const [ticket] = await apps.database.query<{ number: number }>('SELECT max(number) AS number FROM tickets', []);
      const number = ticket?.number ?? 0;
      await act(number, { action: 'claim' });

      const died = await apps.dieDuring(() => act(number, { action: 'reply', text: 'the first word' }), death);
      assert.ok(died !== undefined, 'it dies there');
      await apps.startAgain(35);
      line.moveTo(apps.app().url);
      await act(number, { action: 'reply', text: 'the second word' });
      await apps.jobsDone();
      await eventually('the second word', async () =>
        (await line.heard()).join().includes('second') ? true : undefined,
      );
      return (await line.heard()).flatMap((words) => /the (first|second) word/u.exec(words)?.[1] ?? []);
    };

    const inTeams = () => {
      people += 1;
      const aadObjectId = `6f1d0c00-0000-4000-8000-00000000000${people}`;
      return teamsLine(apps.app().url, {
        connector,
        conversation: `a:${aadObjectId}`,
        vouched: { aadObjectId, tenant },
      });
    };
    const settled = /UPDATE ticket_events SET said_at/u;

    for (const moment of ['before', 'after'] as const) {
      it(`the page shows it once, where it dies ${moment} it is written down`, async () => {
        const line = await directLineLine(apps.app().url);

        assert.deepEqual(await heard(line, { statement: settled, moment }), ['first', 'second']);
      });
    }

    it('the page shows it once, where it dies with the words in the history and not yet committed', async () => {
      const line = await directLineLine(apps.app().url);
      const appended = { statement: /SELECT direct_line_append/u, moment: 'after' } as const;

      assert.deepEqual(await heard(line, appended), ['first', 'second']);
    });

    it('Teams hears it once where that it was said is written down', async () => {
      assert.deepEqual(await heard(inTeams(), { statement: settled, moment: 'after' }), ['first', 'second']);
    });

    it('Teams hears it twice rather than not at all where it is not, and still in order', async () => {
      assert.deepEqual(await heard(inTeams(), { statement: settled, moment: 'before' }), ['first', 'first', 'second']);
    });

    it('Teams hears it once where it had not begun to', async () => {
      const looked = { statement: /FROM ticket_events before/u, moment: 'before' } as const;

      assert.deepEqual(await heard(inTeams(), looked), ['first', 'second']);
    });
  });
}
