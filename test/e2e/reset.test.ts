import assert from 'node:assert/strict';
import { BackendError } from '../../src/kernel/errors.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { codeMailedTo, confirmed, openConversation, outbox } from '../support/conversation.ts';

const ada = 'ada.archer@contoso.com';
const bo = 'bo.kjaergaard@contoso.com';
const elena = 'elena.ruiz@contoso.com';
const pin = '74920183';

describe('a reset over Direct Line', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({ on: 'pglite' });
  });
  after(() => app.remove());

  it('goes from "I forgot my PIN" to a new PIN, a notice and feedback', async () => {
    const chat = await openConversation(app.url);

    const choose = await confirmed(app.url, ada, chat);
    const done = await chat.submit(choose, { pin, pinConfirmation: pin });
    const thanks = await chat.submit(done, { helpful: 'yes', comment: 'quick' });

    assert.match(chat.welcome.words, /Reset my PIN/);
    assert.match(choose.words, /Ada Archer/);
    assert.match(done.words, /Your PIN is set/);
    assert.match(done.words, /conference ID/);
    assert.match(done.words, /opens no real meeting/);
    assert.match(done.words, /helpful/);
    assert.match(thanks.words, /Thank you/);
    await noticeTo(app.url, ada);
  });

  it('replaces every submitted card, so that nothing typed stays in the history', async () => {
    const chat = await openConversation(app.url);

    const choose = await confirmed(app.url, 'carla.weiss@contoso.com', chat);
    await chat.submit(choose, { pin, pinConfirmation: pin });
    const { activities } = await chat.client.read('');

    const texts = activities.map((activity) => JSON.stringify(activity));
    assert.equal(texts.filter((text) => text.includes('"id":"pin"')).length, 0);
    assert.ok(texts.length > 6);
    assert.ok(texts.every((text) => !text.includes(pin)));
  });

  it('resets once for the same form posted ten times at once', async () => {
    const chat = await openConversation(app.url);
    const choose = await confirmed(app.url, bo, chat);

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => chat.submit(choose, { pin, pinConfirmation: pin })),
    );
    const { activities } = await chat.client.read('');

    assert.ok(answers.every((answer) => answer.status === 200));
    assert.equal(activities.filter((activity) => JSON.stringify(activity).includes('Your PIN is set')).length, 1);
    await noticeTo(app.url, bo);
    assert.equal((await noticesTo(app.url, bo)).length, 1);
  });

  it('says the same to known, unknown, disabled and guest addresses', async () => {
    const words: string[] = [];
    for (const address of [
      'rosa.lind@contoso.com',
      'nobody@contoso.com',
      'frank.osborne@contoso.com',
      'grace@fabrikam.com',
      'leonora.vance@contoso.com',
    ]) {
      const chat = await openConversation(app.url);
      words.push((await chat.submit(await chat.say('reset pin'), { email: address })).words);
    }

    assert.equal(new Set(words).size, 1);
  });

  it('never takes a PIN from typed text, and masks what was typed', async () => {
    const chat = await openConversation(app.url);
    await confirmed(app.url, 'daniel.lefevre@contoso.com', chat);

    const typed = await chat.say(pin);
    const { activities } = await chat.client.read('');

    assert.match(typed.words, /form/i);
    assert.ok(!JSON.stringify(activities).includes(pin));
    assert.ok(JSON.stringify(activities).includes('••••'));
  });

  it('takes a typed code as well as one in the form', async () => {
    const chat = await openConversation(app.url);
    await chat.submit(await chat.say('reset pin'), { email: elena });

    const choose = await chat.say(await codeMailedTo(app.url, elena));

    assert.match(choose.words, /Elena Ru/);
  });

  it('goes on with the same conversation after a restart', async () => {
    const chat = await openConversation(app.url);
    const choose = await confirmed(app.url, 'maja.holm@contoso.com', chat);
    const { port } = new URL(app.url);
    await app.close();
    const again = await startApp({ dataDir: app.dataDir, environment: { PORT: port } });

    const done = await chat.submit(choose, { pin, pinConfirmation: pin });
    await again.close();

    assert.match(done.words, /Your PIN is set/);
  });
});

describe('a reset with a back end that fails', function () {
  this.timeout(60_000);

  it('ends with a ticket, its number, and how to reach the help desk', async () => {
    const app = await startApp({
      around: {
        standIns: {
          needs: (needs) => ({
            ...needs,
            pins: { ...needs.pins, policyFor: () => Promise.reject(new BackendError('pin-service', 'unavailable')) },
          }),
        },
      },
    });
    const chat = await openConversation(app.url);

    const said = await confirmed(app.url, ada, chat);
    await app.remove();

    assert.match(said.words, /ticket is number 1001/);
    assert.match(said.words, /help/i);
    assert.match(said.words, /[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });
});

/** A mail to the owner that is no code; in the owner's own language. */
async function noticeTo(url: string, address: string): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    const [notice] = await noticesTo(url, address);
    if (notice) {
      assert.match(notice.subject, /PIN/i);
      assert.ok(!notice.text.includes(pin));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('no notice was mailed');
}

const noticesTo = async (url: string, address: string) =>
  (await outbox(url)).filter((mail) => mail.to === address && !/^\d{8}$/m.test(mail.text));
