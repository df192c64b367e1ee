import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Deliver } from '../../src/conversation/engine-api.ts';
import { text } from '../../src/conversation/say.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Database } from '../../src/storage/database.ts';
import { freshDatabase } from '../support/databases.ts';
import { type TinyBot, tinyAddress, tinyBot, wordsOf } from '../support/tiny-bot.ts';

const inTeams: Partial<Turn> = {
  path: 'teams',
  vouchedFor: { directoryId: 'ada', tenantId: 'contoso' },
  reference: { serviceUrl: 'https://teams.example' },
};
const key = { kind: 'ask', intent: 'key' } as const;

describe('the chat of two of somebody for whom the channel vouches', () => {
  let database: Database;
  let query: sinon.SinonSpy;
  let bot: TinyBot;
  beforeEach(async () => {
    database = await freshDatabase('pglite');
    for (const table of ['sessions', 'activities', 'personal_chats']) await database.query(`DELETE FROM ${table}`, []);
    query = sinon.spy(database.unflushed, 'query');
    bot = tinyBot(database);
  });
  afterEach(() => database.close());

  const noted = () => database.query('SELECT person, tenant, address, reference FROM personal_chats', []);
  const writes = () =>
    query.getCalls().filter(({ args }) => /INSERT INTO personal_chats/u.test(String(args[0]))).length;

  it('is noted with the first turn, and again on another day alone', async () => {
    await bot.send(key, inTeams);
    assert.deepEqual(await noted(), [
      { person: 'ada', tenant: 'contoso', address: tinyAddress, reference: inTeams.reference },
    ]);
    await bot.send(key, inTeams);
    await bot.send(key, inTeams);
    const onOneDay = writes();
    bot.advance(24 * 60 * 60);

    await bot.send(key, inTeams);

    assert.deepEqual([onOneDay, writes()], [1, 2]);
  });

  for (const [where, given] of [
    ['in a group', { ...inTeams, conversationKind: 'group' }],
    ['on the page', { ...inTeams, path: 'page' }],
    ['of somebody anonymous', { path: 'anonymous', reference: inTeams.reference }],
  ] as const) {
    it(`is not noted ${where}`, async () => {
      await bot.send(key, given);

      assert.deepEqual(await noted(), []);
    });
  }

  it('is another one for somebody else', async () => {
    await bot.send(key, inTeams);
    await bot.send(key, { ...inTeams, vouchedFor: { directoryId: 'bo', tenantId: 'contoso' } });

    assert.deepEqual((await noted()).map(({ person }) => person).sort(), ['ada', 'bo']);
  });

  it('holds up no turn where it cannot be noted, and is noted by the next one', async () => {
    await database.query('ALTER TABLE personal_chats RENAME TO away', []);
    const answered = await bot.send(key, inTeams);
    await database.query('ALTER TABLE away RENAME TO personal_chats', []);

    await bot.send(key, inTeams);

    assert.deepEqual(wordsOf(answered), ['*6']);
    assert.equal((await noted()).length, 1);
  });
});

describe('speaking into a conversation whose session is forgotten', () => {
  it('is done with the reference that was kept elsewhere', async () => {
    const database = await freshDatabase('pglite');
    const deliver = sinon.fake(async (..._given: Parameters<Deliver>) => 'gone' as const);
    const bot = tinyBot(database, { deliver });

    const heard = await bot.engine.speak(tinyAddress, [text('hello')], { kept: { serviceUrl: 'kept' } });

    assert.equal(heard, 'gone');
    sinon.assert.calledOnceWithExactly(deliver, tinyAddress, { serviceUrl: 'kept' }, { replies: [text('hello')] });
    await database.close();
  });
});
