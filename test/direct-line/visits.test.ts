import assert from 'node:assert/strict';
import sinon from 'sinon';
import { bot } from '../../src/direct-line/people.ts';
import type { Visits } from '../../src/direct-line/visits.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, chatStream } from '../support/chat-client.ts';
import { type ChatHost, chatHost, Token } from '../support/chat-host.ts';
import { freshDatabase } from '../support/databases.ts';
import { eventually } from '../support/persevering-person.ts';

describe('a visit to the page', () => {
  let database: Database;
  let host: ChatHost;
  const visits = {
    began: sinon.fake(async (..._given: Parameters<Visits['began']>) => undefined),
    read: sinon.fake(async (..._given: Parameters<Visits['read']>) => undefined),
  };
  beforeEach(async () => {
    visits.began.resetHistory();
    visits.read.resetHistory();
    database = await freshDatabase();
    host = await chatHost({ database, visits });
  });
  afterEach(async () => {
    await host.close();
    await database.close();
  });

  const open = async (cookie: string) => {
    const token = Token.parse(await (await host.post('/chat/token', {}, { cookie })).json());
    const chat = chatClient(host, token, { cookie });
    return { token, chat, started: await chat.start({}) };
  };
  const signIn = async () => {
    const person = { directoryId: 'ada', tenantId: 'contoso', name: 'Ada' };
    return (await host.line.signedIn.begin({ cookies: {} }, person)).split(';')[0] ?? '';
  };
  const say = ({ conversationId }: Token, name: string) =>
    database.query('SELECT direct_line_append($1, $2::jsonb)', [
      conversationId,
      JSON.stringify([
        { id: `${conversationId}|${name}|0`, at: new Date(), activity: { type: 'message', from: bot, text: name } },
      ]),
    ]);

  it('is told of where somebody signed in, once for each conversation; of nobody else', async () => {
    const cookie = await signIn();
    const { token } = await open(cookie);
    await open(cookie);
    await open('');

    assert.equal(visits.began.callCount, 1);
    const [person, address] = visits.began.args[0] ?? [];
    assert.deepEqual([person, address?.edge, address?.conversation], ['ada', 'direct-line', token.conversationId]);
  });

  it('is known by whom it is of, while they are signed in', async () => {
    const cookie = await signIn();
    const { token } = await open(cookie);
    await open('');

    const there = await host.line.pagesOf('ADA');
    await host.line.signedIn.end({ cookies: Object.fromEntries([cookie.split('=')]) });

    assert.deepEqual(
      there.map(({ conversation, channel }) => [conversation, channel]),
      [[token.conversationId, 'directline']],
    );
    assert.deepEqual([await host.line.pagesOf('ada'), await host.line.pagesOf('bo')], [[], []]);
  });

  it('says what a page took of what was said outside a turn, by reading and by its stream', async () => {
    const { token, chat, started } = await open('');
    await chat.read('');
    sinon.assert.notCalled(visits.read);

    await say(token, 'event-7');
    await chat.read('');
    const stream = chatStream(started.streamUrl);
    await stream.text('event-7');
    stream.close();
    await eventually('both', async () => (visits.read.callCount === 2 ? true : undefined));

    const { conversationId } = token;
    assert.deepEqual(visits.read.args, Array(2).fill([conversationId, ['event-7']]));
  });
});
