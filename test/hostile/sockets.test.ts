import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { type Besieged, besieged } from '../support/besieged.ts';
import { chatClient, chatStream } from '../support/chat-client.ts';
import { openConversation } from '../support/conversation.ts';
import { samples } from '../support/hostile-values.ts';
import { often, soakSeed } from '../support/soak.ts';

interface Frame {
  readonly final: boolean;
  readonly reserved: number;
  readonly opcode: number;
  readonly masked: boolean;
  /** Said in place of the payload's true length. */
  readonly claimed: bigint | undefined;
  readonly payload: Uint8Array;
  readonly times: number;
}

const frames: fc.Arbitrary<Frame> = fc.record({
  final: fc.boolean(),
  reserved: fc.constantFrom(0, 0, 0, 1, 4, 7),
  opcode: fc.constantFrom(0, 1, 1, 2, 3, 7, 8, 9, 9, 10, 11, 15),
  masked: fc.constantFrom(true, true, true, false),
  claimed: fc.option(fc.constantFrom(0n, 1n, 125n, 1_024n, 1_025n, 65_536n, 2n ** 53n, 2n ** 64n - 1n), {
    nil: undefined,
    freq: 3,
  }),
  payload: fc.oneof(
    fc.constant(new Uint8Array()),
    fc.uint8Array({ maxLength: 130 }),
    fc.constantFrom(
      new Uint8Array(1_024),
      new Uint8Array(2_000),
      new Uint8Array([0xc3, 0x28]),
      new Uint8Array([0x03, 0xe7]),
    ),
  ),
  times: fc.constantFrom(1, 1, 1, 3, 400),
});

function bytesOf({ final, reserved, opcode, masked, claimed, payload, times }: Frame): Buffer {
  const length = claimed ?? BigInt(payload.length);
  const size = Buffer.alloc(length > 0xffffn ? 9 : length > 125n ? 3 : 1);
  if (size.length === 9) size.writeBigUInt64BE(length, 1);
  if (size.length === 3) size.writeUInt16BE(Number(length), 1);
  const [short = 0] = [size.length === 9 ? 127 : size.length === 3 ? 126 : Number(length)];
  size[0] = (masked ? 0x80 : 0) | short;
  const frame = Buffer.concat([
    Buffer.from([(final ? 0x80 : 0) | (reserved << 4) | opcode]),
    size,
    masked ? Buffer.alloc(4) : Buffer.alloc(0),
    payload,
  ]);
  return Buffer.concat(Array.from({ length: times }, () => frame));
}

describe(`hostile WebSockets (SOAK_SEED=${soakSeed})`, function () {
  this.timeout(often(90_000, 3_600_000));
  let held: Besieged;
  before(async () => {
    held = await besieged('pglite');
  });
  after(() => held.close());

  /** A stream of one's own, as far as the answer to the upgrade. */
  async function upgraded(
    streamUrl: string,
    headers: readonly string[] = [],
  ): Promise<{ socket: Socket; status: number }> {
    const { pathname, search } = new URL(streamUrl);
    const socket = connect(held.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const lines = [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: localhost:${held.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const first = await new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString('latin1')));
      socket.once('close', () => resolve(''));
    });
    return { socket, status: Number(/^HTTP\/1\.1 (\d+)/u.exec(first)?.[1] ?? 0) };
  }
  const closed = (socket: Socket): Promise<void> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('the stream is still open')), 10_000);
      socket.resume();
      socket.once('close', () => {
        clearTimeout(limit);
        resolve();
      });
    });
  /** Sockets of this process, ours and the server's. */
  const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

  it('end alone, and leave no socket behind, whatever frames they send', async () => {
    const all = samples(fc.array(frames, { minLength: 1, maxLength: 4 }), often(100, 2_000), soakSeed);
    const chat = await openConversation(held.app.url);
    let client = chat.client;
    const before = openSockets();
    for (const [index, some] of all.entries()) {
      // Under the limits of a conversation: 300 an hour, and a token of half an hour.
      held.wait(13);
      if (index % 100 === 99) client = (await openConversation(held.app.url)).client;
      const { socket, status } = await upgraded((await client.reconnect('0')).streamUrl);
      assert.equal(status, 101);
      const end = closed(socket);
      socket.write(Buffer.concat(some.map(bytesOf)));
      socket.end();
      await end;
      if (index % 50 === 0) await held.serveSomebody();
    }
    for (let look = 0; look < 200 && openSockets() > before; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));

    // Kept-alive connections of fetch may come and go.
    assert.ok(openSockets() <= before + 4, `${openSockets()} sockets, ${before} before`);
    await held.holdAll();
  });

  it('cost no memory where their client pings and does not read', async () => {
    const { client } = await openConversation(held.app.url);
    const { socket } = await upgraded((await client.reconnect('0')).streamUrl);
    socket.pause();
    const ping = bytesOf({
      final: true,
      reserved: 0,
      opcode: 9,
      masked: true,
      claimed: undefined,
      payload: new Uint8Array(125),
      times: 50_000,
    });

    socket.write(ping);
    await closed(socket);

    await held.serveSomebody();
    await held.holdAll();
  });

  const odd: readonly [string, readonly string[], number][] = [
    ['another version', ['Sec-WebSocket-Version: 7'], 400],
    ['a foreign origin', ['Origin: https://evil.example'], 403],
    ['the null origin', ['Origin: null'], 403],
    ['a trace of a proxy', ['X-Forwarded-For: 1.2.3.4'], 403],
    ['broken extensions', ['Sec-WebSocket-Extensions: permessage-deflate; ;;=,"'], 101],
    ['broken protocols', ['Sec-WebSocket-Protocol: a,,a ,'], 400],
  ];
  for (const [name, headers, expected] of odd) {
    it(`are answered in plain: ${name}`, async () => {
      held.wait(20);
      const { client } = await openConversation(held.app.url);

      const { socket, status } = await upgraded((await client.reconnect('0')).streamUrl, headers);
      socket.destroy();

      assert.equal(status, expected);
    });
  }

  it("open nobody else's conversation: with a ticket of another, a used one, a token, or none", async () => {
    held.wait(20);
    const [mine, other] = [await openConversation(held.app.url), await openConversation(held.app.url)];
    const { streamUrl } = await mine.client.reconnect('0');
    const [canary = ''] = held.canary.known;
    const at = (change: (url: string) => string) => chatStream(change(streamUrl.replace('http', 'ws'))).ended();

    const foreign = await at((url) => url.replace(mine.token.conversationId, canary));
    const used = await at((url) => url);
    const token = await at((url) => url.replace(/t=.*/u, `t=${mine.token.token}`));
    const none = await at((url) => url.replace(/&t=.*/u, ''));
    const stranger = await chatClient(
      { domain: `${held.app.url}/v3/directline` },
      { ...other.token, conversationId: canary },
    ).get();

    assert.deepEqual([foreign, used, token, none, stranger.status], [403, 403, 403, 403, 403]);
    await held.holdAll();
  });
});
