import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import {
  accessibilityProblems,
  cards,
  describeInBrowser,
  openBrowser,
  picture,
  seen,
  type Watched,
  watchedPage,
} from '../support/browser.ts';
import type { RouteHost } from '../support/route-host.ts';
import { pageHost } from './page-host.ts';
import { cardMessage, message, pinForm, receipt, type Script, type StandInLine, standInLine } from './stand-in-line.ts';

const wishes = ['Reset my PIN', 'Which key does what?', 'Talk to a person'];
const suggestedActions = { to: [], actions: wishes.map((title) => ({ type: 'imBack', title, value: title })) };

/** Welcomes, shows the form for any wish, and takes its card away once it is sent. */
const script: Script = ({ type, value }) => {
  if (type === 'conversationUpdate') return [message('Welcome to PIN Desk.', { suggestedActions })];
  if (type === 'message' && value) return [cardMessage(receipt, { id: 'form-1' }), message('Your new PIN works.')];
  return [cardMessage(pinForm, { id: 'form-1' })];
};

const values = (page: Page) =>
  cards(page)
    .locator('input[type=password]')
    .evaluateAll((inputs) => inputs.map((input) => Reflect.get(input, 'value')));

describeInBrowser('the chat page in a browser', () => {
  let browser: Browser;
  let line: StandInLine;
  let host: RouteHost;
  let watched: Watched;

  before(async () => {
    browser = await openBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    line = standInLine(script);
    host = await pageHost({ line });
  });

  afterEach(async () => {
    await watched.context.close();
    await host.close();
  });

  async function open(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
    watched = await watchedPage(browser, host.origin, options);
    await watched.page.goto(`${host.origin}${path}`);
    return watched.page;
  }

  async function openForm(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await open(options, '/?ask=reset-pin');
    await cards(page).getByRole('button', { name: 'Set this PIN' }).waitFor();
    return page;
  }

  async function fillIn(page: Page, pin: string): Promise<void> {
    await cards(page).getByRole('textbox', { name: 'New PIN' }).first().fill(pin);
    await cards(page).getByRole('textbox', { name: 'New PIN again' }).fill(pin);
  }

  const sizes = [
    ['light', { viewport: { width: 1100, height: 800 } }],
    ['dark', { viewport: { width: 1100, height: 800 }, colorScheme: 'dark' }],
    ['phone', { viewport: { width: 320, height: 640 } }],
  ] as const;

  for (const [name, options] of sizes) {
    it(`keeps its policy, stays at home and is accessible: ${name}`, async () => {
      const page = await openForm(options);
      await page.screenshot({ path: picture(`chat-${name}`) });

      const problems = await accessibilityProblems(page);

      assert.deepEqual([watched.violations, watched.foreign, watched.errors, problems], [[], [], [], []]);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    });
  }

  it('sees a violation of its policy where there is one', async () => {
    const page = await open();

    await page.evaluate(`new Promise((resolve) => {
      addEventListener('securitypolicyviolation', resolve);
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/' }));
    }).then(() => undefined)`);

    assert.equal(watched.violations.length, 1);
  });

  it('speaks the browser’s language, and says so to the bot', async () => {
    const page = await open({ locale: 'de-DE' });

    await page.getByPlaceholder('Nachricht eingeben').waitFor();

    assert.deepEqual(line.tokensFor, [{ locale: 'de-DE' }]);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  });

  describe('before the chat is connected', () => {
    let connect: () => void;

    /** The page with a text in its box, sent; it stays unconnected until `connect`. */
    async function sendTooEarly(): Promise<Page> {
      const opening = new Promise<void>((resolve) => {
        connect = resolve;
      });
      watched = await watchedPage(browser, host.origin);
      await watched.page.route('**/v3/directline/conversations', async (route) => {
        await opening;
        await route.continue();
      });
      await watched.page.goto(host.origin);
      const box = watched.page.getByPlaceholder('Type your message');
      await box.fill('I forgot my PIN');
      await box.press('Enter');
      return watched.page;
    }

    it('keeps what was sent, and sends it as soon as it can', async () => {
      const page = await sendTooEarly();

      connect();
      await cards(page).getByRole('button', { name: 'Set this PIN' }).waitFor();

      assert.deepEqual(
        line.posted.map(({ text }) => text),
        ['I forgot my PIN'],
      );
      assert.equal(await page.getByPlaceholder('Type your message').inputValue(), '');
    });

    it('sends nothing that was changed meanwhile', async () => {
      const page = await sendTooEarly();
      await page.getByPlaceholder('Type your message').fill('I forgot my PIN for');

      connect();
      await seen(page, 'Welcome to PIN Desk.');

      assert.deepEqual(line.posted, []);
      assert.equal(await page.getByPlaceholder('Type your message').inputValue(), 'I forgot my PIN for');
    });
  });

  it('opens in the wish of the link, once', async () => {
    const page = await openForm();

    await page.reload();
    await seen(page, 'Welcome to PIN Desk.');

    assert.deepEqual(
      line.posted.map(({ type, name, value }) => ({ type, name, value })),
      [{ type: 'event', name: 'ask', value: { intent: 'reset-pin' } }],
    );
    assert.equal(new URL(page.url()).search, '');
  });

  it('sends a form once, empties it at once, and shows what took its place', async () => {
    const page = await openForm();
    await fillIn(page, '18723834');

    await cards(page).getByRole('button', { name: 'Set this PIN' }).dblclick();
    await seen(page, 'Your new PIN works.');
    await page.screenshot({ path: picture('chat-done') });

    const values = line.posted.filter(({ type }) => type === 'message').map(({ value }) => value);
    assert.deepEqual(values, [{ form: 'choose', token: 't1', pin: '18723834', pinConfirmation: '18723834' }]);
    assert.equal(await cards(page).locator('input').count(), 0);
    assert.doesNotMatch(await page.content(), /18723834/u);
  });

  it('holds no PIN in a form that waits for its answer', async () => {
    const page = await openForm();
    await page.route('**/activities', (route) => (route.request().method() === 'POST' ? undefined : route.continue()));
    await fillIn(page, '18723834');

    await cards(page).getByRole('button', { name: 'Set this PIN' }).click();
    await cards(page).locator('input:disabled').nth(1).waitFor();

    const left = await values(page);
    assert.deepEqual(left, ['', '']);
    assert.equal(await cards(page).getByRole('button', { name: 'Set this PIN' }).isDisabled(), true);
  });

  it('forgets a PIN that was typed into a form which is then cancelled', async () => {
    const page = await openForm();
    await fillIn(page, '18723834');

    const posted = page.waitForResponse((response) => response.request().method() === 'POST');
    await cards(page).getByRole('button', { name: 'Cancel' }).click();

    await posted;
    const left = await values(page);
    assert.deepEqual(left, ['', '']);
    assert.deepEqual(line.posted.at(-1)?.value, { ask: 'cancel' });
  });

  it('says that a form did not arrive, and lets it be filled in again', async () => {
    const page = await openForm();
    line.refusePosts(400);
    await fillIn(page, '18723834');

    await cards(page).getByRole('button', { name: 'Set this PIN' }).click();
    await page.getByRole('alert').getByText('did not arrive').waitFor();

    assert.equal(await cards(page).getByRole('textbox', { name: 'New PIN again' }).isEnabled(), true);
  });

  it('says under the input what is missing, and sends nothing', async () => {
    const page = await openForm();

    await cards(page).getByRole('button', { name: 'Set this PIN' }).click();
    await cards(page).getByText('Please give a PIN.').waitFor();
    await page.screenshot({ path: picture('chat-missing') });

    assert.equal(line.posted.filter(({ type }) => type === 'message').length, 0);
  });

  it('can be used from the keyboard alone', async () => {
    const page = await open();
    await seen(page, 'Welcome to PIN Desk.');
    await page.getByPlaceholder('Type your message').press('Enter');
    await page.keyboard.type('I forgot my PIN');
    await page.keyboard.press('Enter');
    await cards(page).getByRole('button', { name: 'Set this PIN' }).waitFor();

    await cards(page).getByRole('textbox', { name: 'New PIN' }).first().focus();
    await page.keyboard.type('18723834');
    await page.keyboard.press('Tab');
    await page.keyboard.type('18723834');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await seen(page, 'Your new PIN works.');
  });

  it('sends a form with the Enter key, once it is complete', async () => {
    const page = await openForm();
    const pin = cards(page).getByRole('textbox', { name: 'New PIN' }).first();
    const again = cards(page).getByRole('textbox', { name: 'New PIN again' });
    await pin.fill('18723834');

    await pin.press('Enter');
    await cards(page).getByText('Please repeat the PIN.').waitFor();
    await again.fill('18723834');
    await again.press('Enter');
    await seen(page, 'Your new PIN works.');

    assert.equal(line.posted.filter(({ value }) => value).length, 2);
  });

  it('copies a sample address', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });

    await page.getByText('Sample e-mail addresses').click();
    await page.getByRole('button', { name: 'Copy ada.lovelace@contoso.example' }).click();

    await page.getByRole('button', { name: 'Copied: ada.lovelace@contoso.example' }).waitFor();
    await page.locator('#copied').getByText('ada.lovelace@contoso.example').waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'ada.lovelace@contoso.example');
  });

  const troubles = [
    ['too many chats were opened', 429, /opened too often/u],
    ['it is not allowed', 403, /could not be opened/u],
    ['the server does not work', 500, /cannot be reached/u],
  ] as const;

  for (const [why, status, words] of troubles) {
    it(`says in plain words that ${why}, and how to go on`, async () => {
      line.refuseTokens(status);
      const page = await open();
      const banner = page.getByRole('alert').filter({ has: page.getByRole('button') });
      await banner.waitFor();
      const said = (await banner.textContent()) ?? '';
      const problems = await accessibilityProblems(page);

      line.refuseTokens(undefined);
      await banner.getByRole('button', { name: 'Try again' }).click();

      await seen(page, 'Welcome to PIN Desk.');
      assert.match(said, words);
      assert.match(said, /\+45 33 12 34 56, help@contoso\.example/u);
      assert.deepEqual(problems, []);
    });
  }

  it('says that the connection has ended', async () => {
    const page = await open();
    await seen(page, 'Welcome to PIN Desk.');

    line.refusePolls(403);

    await page.getByText('The connection to the chat has ended.').waitFor();
  });
});
