import assert from 'node:assert/strict';
import { chatClient } from '../support/chat-client.ts';
import { Token } from '../support/chat-host.ts';
import { databaseKinds } from '../support/databases.ts';
import { mortalProgram } from '../support/mortal-program.ts';
import { often } from '../support/soak.ts';

const chatters = often(8, 30);

for (const kind of databaseKinds) {
  describe(`a clean stop on ${kind}`, function () {
    this.timeout(90_000);

    it('answers whatever was accepted, and ends with 0 well before the patience of its manager is over', async () => {
      const mortal = await mortalProgram(kind);
      const answered = new Set<string>();
      let askedInAll = 0;
      let stopping = false;
      /** Somebody who talks without a pause, over connections that are kept alive, until nobody answers. */
      const chatter = async (number: number): Promise<void> => {
        const issued = await fetch(`${mortal.url()}/chat/token`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        });
        const client = chatClient({ domain: `${mortal.url()}/v3/directline` }, Token.parse(await issued.json()));
        for (let count = 0; count < 19; count += 1) {
          const clientActivityID = `${number}-${count}`;
          askedInAll += 1;
          const answer = await client
            .send({ type: 'message', text: 'which key mutes me?', channelData: { clientActivityID } })
            .catch(() => undefined);
          if (answer?.status === 200) answered.add(clientActivityID);
          if (!answer && stopping) return;
          assert.equal(answer?.status, 200);
        }
      };

      const chatting = Promise.all(Array.from({ length: chatters }, (_, number) => chatter(number)));
      while (answered.size < chatters * 2) await new Promise((resolve) => setImmediate(resolve));
      stopping = true;
      const from = performance.now();
      const code = await mortal.program().end('SIGTERM');
      const tookMs = performance.now() - from;
      await chatting;

      const database = await mortal.database();
      const echoes = await database.query(
        "SELECT activity->'channelData'->>'clientActivityID' AS id FROM direct_line_activities WHERE activity->'from'->>'role' = 'user'",
        [],
      );
      const open = await database.query('SELECT key FROM activities WHERE outcome IS NULL', []);
      await mortal.end();
      assert.equal(code, 0);
      assert.deepEqual(
        echoes.map(({ id }) => String(id)).filter((id) => !answered.has(id)),
        [],
      );
      assert.deepEqual(open, []);
      assert.ok(answered.size < askedInAll, 'it was stopped in the middle');
      // Nothing here takes long: it must not be a connection that is kept alive that it waits for.
      assert.ok(tookMs < 8_000, `${Math.round(tookMs)} ms`);
    });
  });
}
