import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';
import { feedbackStore } from '../../src/storage/feedback-store.ts';
import { figuresStore } from '../../src/storage/figures-store.ts';
import type { Count } from '../../src/storage/turn-store.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { elsewhere, newTicket } from '../backends/ticket-desk/contract.ts';
import { deskOn, openedAt } from '../backends/ticket-desk/desk-on.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const now = new Date('2026-11-28T23:59:59Z');
const nothing = { force: false, session: {}, outcome: { replies: [] }, forms: [], history: [], position: '' };

for (const kind of databaseKinds) {
  describe(`the figures of days on ${kind}`, () => {
    let database: Database;
    beforeEach(async () => {
      database = await freshDatabase(kind);
    });
    afterEach(() => database.close());

    const figures = async (since = '2000-01-01') =>
      (await figuresStore(database).since(since)).map(({ day, what, channel, detail, count }) =>
        [day, what, channel, detail, count].join(' '),
      );
    /** A turn of a conversation of its own that ends with these counts. */
    const turn = async (
      counts: readonly Count[],
      change: { conversation?: string; channel?: string; version?: number } = {},
    ) => {
      const { conversation = 'c1', channel = 'msteams', version = 0 } = change;
      const address = { edge: 'bot-framework', channel, conversation, sender: 's' } as const;
      const lease = { address, activityKey: `a${Math.random()}`, owner: 'o', now };
      const store = turnStoreOn(database);
      await store.begin(lease);
      return store.end({ ...lease, ...nothing, version, counts });
    };

    it('are counted with the end of a turn, by day and channel', async () => {
      await turn([{ what: 'started' }]);
      await turn([{ what: 'started' }, { what: 'confirmed' }], { conversation: 'c2' });
      await turn([{ what: 'done' }, { what: 'took', detail: '60' }], { conversation: 'c3', channel: '<script>' });

      assert.deepEqual((await figures()).sort(), [
        '2026-11-28 confirmed msteams  1',
        '2026-11-28 done other  1',
        '2026-11-28 started msteams  2',
        '2026-11-28 took other 60 1',
      ]);
      assert.deepEqual(await figures('2026-11-29'), []);
    });

    it('count nothing of a turn that was not saved', async () => {
      assert.equal(await turn([{ what: 'started' }], { version: 7 }), 'lost');

      assert.deepEqual(await figures(), []);
    });

    it('count turns that end at the same time, each of them', async () => {
      const ends = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          turn([{ what: 'done' }, { what: 'started' }], { conversation: `c${index}` }),
        ),
      );

      assert.ok(ends.every((end) => end === 'saved'));
      assert.deepEqual((await figures()).sort(), ['2026-11-28 done msteams  40', '2026-11-28 started msteams  40']);
    });

    it('count each ticket by its reason, and none twice', async () => {
      const desk = deskOn(database);
      await desk.open(newTicket({ reason: 'our-fault' }));
      await desk.open(newTicket({ reason: 'our-fault' }));
      await desk.open(newTicket({ ...elsewhere('c2'), reason: 'our-fault' }));
      await desk.openForCaller(
        { id: 'kim', name: 'Kim', role: 'agent' },
        { key: 'k'.repeat(22), reason: 'interrupted', language: 'da', summary: 'x', reference: 'r' },
      );

      const day = openedAt.toISOString().slice(0, 10);
      const [{ channel }] = [newTicket().address];
      assert.deepEqual((await figures()).sort(), [
        `${day} escalated ${channel} our-fault 2`,
        `${day} escalated phone interrupted 1`,
      ]);
    });

    it('have what people thought, and the newest comments', async () => {
      const feedback = feedbackStore(database);
      const said = { helpful: true, locale: 'en', channel: 'msteams' } as const;
      await feedback.save({ ...said, at: new Date('2026-11-27T10:00:00Z'), comment: 'too old' });
      for (let hour = 0; hour < 24; hour += 1)
        await feedback.save({ ...said, at: new Date(Date.UTC(2026, 10, 28, hour)), comment: `at ${hour}` });
      await feedback.save({ ...said, at: now, helpful: false });

      const { helpful, unhelpful, comments } = await figuresStore(database).opinionsSince('2026-11-28');

      assert.deepEqual([helpful, unhelpful, comments.length, comments[0]?.comment], [24, 1, 20, 'at 23']);
    });
  });
}
