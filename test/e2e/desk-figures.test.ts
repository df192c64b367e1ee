import assert from 'node:assert/strict';
import { startApp, type TestApp } from '../support/app.ts';
import { confirmed, openConversation } from '../support/conversation.ts';
import { enter } from '../support/desk.ts';
import { movableClock } from '../support/proxied-app.ts';

const ada = 'ada.archer@contoso.com';
const pin = '74920183';

describe('the desk’s figures', function () {
  this.timeout(60_000);
  let app: TestApp;
  const { time, clock } = movableClock();
  before(async () => {
    app = await startApp({ around: { clock } });
  });
  after(() => app.remove());

  it('tell of a reset, of one that was only begun, and of a ticket, and of nobody', async () => {
    const chat = await openConversation(app.url);
    const choose = await confirmed(app.url, ada, chat);
    time.aheadMs += 100_000;
    const done = await chat.submit(choose, { pin, pinConfirmation: pin });
    await chat.submit(done, { helpful: 'no', comment: 'The mail came late.' });
    const other = await openConversation(app.url);
    await other.say('reset pin');
    await other.say('reset pin');
    await other.submit(await other.say('talk to a person'), { summary: 'help' });

    const page = await (await (await enter(app, 'lead')).get('/desk/figures')).text();
    const agents = await (await enter(app, 'agent')).get('/desk/figures');

    const tile = (name: string): string => new RegExp(`<dt>${name}</dt><dd><strong>([^<]*)`, 'u').exec(page)?.[1] ?? '';
    assert.deepEqual(['Started', 'Confirmed', 'Done', 'Tickets', 'Found it helpful'].map(tile), [
      '2',
      '1',
      '1',
      '1',
      '0%',
    ]);
    assert.match(tile('Median time'), /^1 min \d+ sec$/u);
    assert.match(page, /Asked for a person<\/th><td>1</u);
    assert.match(page, /The mail came late\./u);
    assert.doesNotMatch(page, /ada|archer|contoso/iu);
    assert.equal(agents.status, 403);
  });
});
