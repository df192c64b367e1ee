import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Needs } from '../../src/features/needs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { registeredAt, type StandInConnector, startConnector } from '../support/connector.ts';
import { codeMailedTo, confirmed, openConversation, outbox } from '../support/conversation.ts';
import { eventually } from '../support/persevering-person.ts';
import { everyRow } from '../support/rows.ts';
import { teamsWith } from '../support/teams.ts';

const [ada, bo, carla] = ['ada.archer', 'bo.kjaergaard', 'carla.weiss'].map((name, index) => ({
  mail: `${name}@contoso.com`,
  aadObjectId: `6f1d0c00-0000-4000-8000-00000000000${index + 1}`,
}));
const pin = '74920183';
const Link = z.object({
  attachments: z.tuple([z.object({ content: z.object({ actions: z.tuple([z.object({ url: z.url() })]) }) })]),
});

describe('a change that was made elsewhere, in the owner’s chat in Teams', function () {
  this.timeout(90_000);
  let app: TestApp;
  let needs: Needs;
  let connector: StandInConnector;
  before(async () => {
    connector = await startConnector();
    const { environment, around } = registeredAt(connector);
    app = await startApp({
      environment,
      around: {
        ...around,
        standIns: {
          ...around.standIns,
          needs: (given) => {
            needs = given;
            return given;
          },
        },
      },
    });
  });
  after(async () => {
    await app.remove();
    await connector.close();
  });
  beforeEach(() => connector.reset());

  const { post, execute, lastForm, words } = teamsWith(() => ({ connector, url: app.url }));
  const isChosen = { pin, pinConfirmation: pin };

  /** Until no job of it is left. */
  const noticed = async (mail: string, times = 1): Promise<void> => {
    await eventually('the notice', async () => {
      const notices = (await outbox(app.url)).filter(({ to, text }) => to === mail && !/^\d{6,8}$/mu.test(text));
      return notices.length === times ? true : undefined;
    });
    await eventually('the jobs', async () => {
      const [row] = await needs.database.query(
        "SELECT count(*)::integer AS n FROM pgboss.job WHERE state <= 'active' AND start_after <= now()",
        [],
      );
      return row?.n === 0 ? true : undefined;
    });
  };

  it('is told, with a link that works and stands in no row and no log', async () => {
    assert.ok(ada);
    await post(ada, { text: 'menu' });
    connector.reset();

    const chat = await openConversation(app.url);
    await chat.submit(await confirmed(app.url, ada.mail, chat), isChosen);
    await noticed(ada.mail);

    const [said, ...others] = connector.sent;
    assert.equal(others.length, 0);
    assert.equal(said?.path, `/v3/conversations/${encodeURIComponent(`a:${ada.aadObjectId}`)}/activities`);
    assert.match(words(), /Your dial-in PIN was changed.*This wasn’t me/su);
    assert.ok(!words().includes(pin));
    const link = Link.parse(said?.activity).attachments[0].content.actions[0].url;
    const [, signature = ''] = (new URL(link).searchParams.get('link') ?? '').split('.');
    const { rows } = await everyRow(needs.database);
    assert.ok(signature.length === 43 && rows.some(({ table }) => table.includes('personal_chats')));
    assert.deepEqual(
      rows.filter(({ text }) => text.includes(signature)),
      [],
    );
    assert.ok(!app.lines.join('').includes(signature));
    assert.match(await (await fetch(link)).text(), /Was it not you|wasn’t me/iu);
  });

  it('is not told in the chat where it was made, which says so itself', async () => {
    assert.ok(bo);
    await post(bo, { text: 'I forgot my PIN' });
    if (lastForm()?.form === 'send') await execute(bo, lastForm(), {});
    await execute(bo, lastForm(), { code: await codeMailedTo(app.url, bo.mail) });
    await execute(bo, lastForm(), isChosen);

    await noticed(bo.mail);

    assert.match(words(), /Your PIN is set/u);
    assert.doesNotMatch(words(), /not-me/u);
  });

  it('is told by mail alone where the person has never written to the bot, or has removed it', async () => {
    assert.ok(carla);
    const person = carla.aadObjectId;
    const tell = (at: string) => needs.jobs.send('send-notice', { person, notice: 'resets-paused', at });
    const chats = () => needs.database.query('SELECT person FROM personal_chats WHERE person = $1', [person]);

    await tell('2026-11-28T10:00:00.000Z');
    await noticed(carla.mail, 1);
    await post(carla, { text: 'menu' });
    const noted = await chats();
    connector.reset();
    connector.failWith(403);
    await tell('2026-11-28T11:00:00.000Z');
    await noticed(carla.mail, 2);

    assert.deepEqual([noted.length, await chats(), connector.sent], [1, [], []]);
    assert.ok(!app.lines.some((line) => line.includes('"level":"error"')));
  });
});
