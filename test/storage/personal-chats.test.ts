import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';
import type { PersonalChats } from '../../src/storage/personal-chats.ts';
import { forgetOldPersonalChats, personalChatsStore } from '../../src/storage/personal-chats-store.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const now = new Date('2026-11-28T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
const owner = { directoryId: 'B5A1C7DE-ADA1', tenantId: 'contoso' };
const chatAt = (conversation: string, of = owner) => ({
  owner: of,
  address: { edge: 'bot-framework', channel: 'msteams', conversation, sender: '29:ada' } as const,
  reference: { serviceUrl: `https://teams.example/${conversation}` },
});

for (const kind of databaseKinds) {
  describe(`chats of two on ${kind}`, () => {
    let database: Database;
    let chats: PersonalChats;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      await database.query('DELETE FROM personal_chats', []);
      chats = personalChatsStore(database, ['CONTOSO']);
    });
    afterEach(() => database.close());

    const placeOf = async (id = owner.directoryId) => (await chats.of(id))?.address.conversation;

    it('are found by the person, in either case, with what to speak there', async () => {
      await chats.note(chatAt('a:1'), now);

      const found = await chats.of('b5a1c7de-ada1');

      assert.deepEqual([found?.address, found?.reference], [chatAt('a:1').address, chatAt('a:1').reference]);
      assert.equal(await chats.of('b5a1c7de-ada2'), undefined);
    });

    it('are one a person: the one that was seen last', async () => {
      await chats.note(chatAt('a:1'), now);
      await chats.note(chatAt('a:2'), later(1));

      const rows = await database.query('SELECT person FROM personal_chats', []);
      assert.deepEqual([await placeOf(), rows.length], ['a:2', 1]);
    });

    it('are nobody’s in a tenant whose people are served no more', async () => {
      await chats.note(chatAt('a:1'), now);
      await chats.note(chatAt('a:2', { ...owner, tenantId: 'fabrikam' }), later(1));

      assert.equal(await placeOf(), 'a:1');
      assert.equal(await personalChatsStore(database, []).of(owner.directoryId), undefined);
    });

    it('remember the notice that was said there last, also when they are noted again', async () => {
      await chats.note(chatAt('a:1'), now);
      const chat = await chats.of(owner.directoryId);
      assert.ok(chat && chat.told === undefined);

      await chats.told(chat, 'the notice');
      await chats.note(chatAt('a:1'), later(1));

      assert.equal((await chats.of(owner.directoryId))?.told, 'the notice');
    });

    it('are forgotten, but not the one that was noted in the place of the one that is gone', async () => {
      await chats.note(chatAt('a:1'), now);
      const gone = await chats.of(owner.directoryId);
      assert.ok(gone);
      await chats.note(chatAt('a:2'), now);

      await chats.forget(gone);
      const kept = await chats.of(owner.directoryId);
      assert.ok(kept?.address.conversation === 'a:2');
      await chats.forget(kept);

      assert.equal(await placeOf(), undefined);
    });

    it('are kept for 400 days after somebody was seen there', async () => {
      await chats.note(chatAt('a:1'), now);

      await forgetOldPersonalChats(database, later(399));
      const kept = await placeOf();
      await forgetOldPersonalChats(database, later(401));

      assert.deepEqual([kept, await placeOf()], ['a:1', undefined]);
    });
  });
}
