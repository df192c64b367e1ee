import assert from 'node:assert/strict';
import { type Besieged, besieged } from '../support/besieged.ts';
import { chatStream } from '../support/chat-client.ts';
import { openConversation } from '../support/conversation.ts';
import { collectGarbage } from '../support/garbage.ts';
import { mutated, mutations, samples } from '../support/hostile-values.ts';
import { exchange, jsonRequest } from '../support/raw-http.ts';
import { often, soakSeed } from '../support/soak.ts';

const perConversation = 20;
const megabyte = 1024 * 1024;

describe(`the memory of a besieged process (SOAK_SEED=${soakSeed})`, function () {
  this.timeout(often(90_000, 3_600_000));
  let held: Besieged;
  before(async () => {
    held = await besieged('pglite');
  });
  after(() => held.close());

  /** In use once everything that can be freed is. */
  function heapUsed(): number {
    held.app.lines.length = 0;
    collectGarbage();
    return process.memoryUsage().heapUsed;
  }

  /** Every door once a conversation: posts, the bot's door with new senders, a stream, a body that breaks off, bytes that are none of HTTP. */
  async function siege(conversations: number, from: number): Promise<void> {
    for (let turn = from; turn < from + conversations; turn += 1) {
      held.wait(60);
      const chat = await openConversation(held.app.url);
      const stream = chatStream((await chat.client.reconnect('0')).streamUrl);
      await stream.count(1);
      stream.close();
      const target = `/v3/directline/conversations/${chat.token.conversationId}/activities`;
      for (const [index, changes] of samples(mutations(), perConversation, soakSeed + turn).entries()) {
        held.wait(1);
        const activity = { type: 'message', text: 'I forgot my PIN', channelData: { clientActivityID: `c${index}` } };
        await held.attack(
          jsonRequest(held.port, { target, token: chat.token.token, json: mutated(activity, changes) }),
        );
        const foreign = {
          ...{ type: 'message', id: `a-${turn}-${index}`, channelId: `c${turn}`, serviceUrl: 'http://127.0.0.1:9/' },
          ...{ from: { id: `u-${turn}-${index}` }, conversation: { id: `v-${turn}-${index}` } },
          ...{ deliveryMode: 'expectReplies', text: 'which key mutes me?' },
        };
        await held.attack(jsonRequest(held.port, { target: '/api/messages', json: foreign }));
      }
      await exchange(
        held.port,
        `POST ${target} HTTP/1.1\r\nHost: localhost:${held.port}\r\nContent-Length: 9\r\n\r\n{`,
        {
          endAfterMs: 20,
        },
      );
      await exchange(held.port, Buffer.alloc(5_000, turn), { endAfterMs: 20 });
    }
  }

  it('does not grow with what was thrown at it', async () => {
    const warmUp = often(4, 20);
    const measured = often(6, 150);
    await siege(warmUp, 0);
    const before = heapUsed();

    await siege(measured, warmUp);
    const growth = heapUsed() - before;

    // A case that leaves a kilobyte behind would show; what is bounded (caches, the SDK's clients) may fill up.
    const cases = measured * perConversation * 2;
    assert.ok(growth < 2 * megabyte + cases * 1024, `${cases} cases left ${Math.round(growth / 1024)} KB behind`);
    await held.holdAll();
  });
});
