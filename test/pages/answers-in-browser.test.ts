import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { cards, describeInBrowser, openBrowser, picture, seen, type Watched, watchedPage } from '../support/browser.ts';
import type { RouteHost } from '../support/route-host.ts';
import { pageHost } from './page-host.ts';
import {
  cardMessage,
  done,
  feedbackForm,
  message,
  pinForm,
  receipt,
  type Script,
  standInLine,
} from './stand-in-line.ts';

const phone = { viewport: { width: 360, height: 740 } };

/** A weak PIN brings the form back; a good one is followed by the question how it was. */
const script: Script = ({ type, text, value }) => {
  if (type === 'conversationUpdate') return [message('Welcome to PIN Desk.'), cardMessage(done)];
  if (text === 'Deutsch')
    return [{ type: 'event', name: 'language', value: { locale: 'de' } }, message('Gern auf Deutsch.')];
  const sent = JSON.stringify(value ?? '');
  if (sent.includes('123456')) return [cardMessage(receipt, { id: 'form-1' }), cardMessage(pinForm, { id: 'form-2' })];
  if (type === 'message' && value)
    return [cardMessage(receipt, { id: 'form-1' }), cardMessage(done), cardMessage(feedbackForm)];
  return [cardMessage(pinForm, { id: 'form-1' })];
};

const focused = 'document.activeElement.matches(".webchat__adaptive-card-renderer input")';

/** Resolves when nothing has scrolled and the focus has not moved for half a second of frames. */
const atRest = `new Promise((resolve) => {
  const view = document.querySelector('.webchat__basic-transcript__scrollable');
  let [still, top, active] = [0, view.scrollTop, document.activeElement];
  const look = () => {
    still = view.scrollTop === top && document.activeElement === active ? still + 1 : 0;
    [top, active] = [view.scrollTop, document.activeElement];
    if (still < 30) requestAnimationFrame(look);
    else resolve(undefined);
  };
  look();
})`;

describeInBrowser('what a person sees of an answer', () => {
  let browser: Browser;
  let host: RouteHost;
  let watched: Watched;

  before(async () => {
    browser = await openBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    host = await pageHost({ line: standInLine(script) });
  });

  afterEach(async () => {
    await watched.context.close();
    await host.close();
  });

  async function open(path: string, options: BrowserContextOptions = phone): Promise<Page> {
    watched = await watchedPage(browser, host.origin, options);
    await watched.page.goto(`${host.origin}${path}`);
    await seen(watched.page, 'Welcome to PIN Desk.');
    return watched.page;
  }

  async function send(page: Page, pin: string): Promise<void> {
    await cards(page).getByRole('textbox', { name: 'New PIN' }).first().fill(pin);
    await cards(page).getByRole('textbox', { name: 'New PIN again' }).fill(pin);
    await cards(page).getByRole('button', { name: 'Set this PIN' }).click();
  }

  async function say(page: Page, words: string): Promise<void> {
    await page.getByPlaceholder('Type your message').fill(words);
    await page.keyboard.press('Enter');
  }

  /** Within what is left between the header and the box for words, once the page has come to rest. */
  async function isInView(page: Page, locator: Locator): Promise<boolean> {
    await page.evaluate(atRest);
    const box = await locator.boundingBox();
    const view = await page.locator('.webchat__basic-transcript').boundingBox();
    assert.ok(box && view);
    return box.y >= view.y && box.y + box.height <= view.y + view.height;
  }

  it('shows why a form came back', async () => {
    const page = await open('/?ask=reset-pin');
    await cards(page).getByRole('button', { name: 'Set this PIN' }).waitFor();
    await send(page, '123456');

    await cards(page).locator('input[type=password]:enabled:focus').waitFor();

    assert.ok(await isInView(page, cards(page).getByText('This PIN is too easy to guess.').last()));
    await page.screenshot({ path: picture('answer-refused') });
  });

  it('shows that it worked, and leaves the form that follows alone', async () => {
    const page = await open('/?ask=reset-pin');
    await cards(page).getByRole('button', { name: 'Set this PIN' }).waitFor();
    await send(page, '18723834');

    await cards(page).getByText('Did this help?').waitFor({ state: 'attached' });

    assert.ok(await isInView(page, cards(page).getByText('Your PIN is set').last()));
    assert.equal(await page.evaluate(focused), false);
    await page.screenshot({ path: picture('answer-done') });
  });

  it('puts the focus into the form that the link asked for', async () => {
    const page = await open('/?ask=reset-pin');

    await cards(page).locator('input[type=password]:focus').waitFor();

    assert.ok(await isInView(page, cards(page).getByText('Choose a new PIN')));
  });

  it('puts the focus into the form that a typed wish brought', async () => {
    const page = await open('/');

    await say(page, 'I forgot my PIN');

    await cards(page).locator('input[type=password]:focus').waitFor();
  });

  it('leaves the focus where the person writes on', async () => {
    const page = await open('/');
    await say(page, 'I forgot my PIN');
    await page.keyboard.type('and');
    await cards(page).getByRole('button', { name: 'Set this PIN' }).waitFor();

    await page.evaluate(atRest);

    assert.equal(await page.getByPlaceholder('Type your message').inputValue(), 'and');
  });

  it('opens no keyboard on a touch screen before somebody asks for it', async () => {
    const page = await open('/?ask=reset-pin', { ...phone, hasTouch: true, isMobile: true });

    const visible = await isInView(page, cards(page).getByText('Choose a new PIN'));

    assert.equal(visible, true);
    assert.equal(await page.evaluate(focused), false);
  });

  it('is reached with the Tab key from the top of the page, and left with it', async () => {
    const page = await open('/?ask=reset-pin');
    await cards(page).locator('input[type=password]:focus').waitFor();
    await page.evaluate('document.activeElement.blur(), document.querySelector(".skip").focus()');

    const ways: unknown[] = [];
    for (let times = 0; times < 12; times += 1) {
      await page.keyboard.press('Tab');
      ways.push(await page.evaluate('document.activeElement.className || document.activeElement.tagName'));
    }

    const inputs = ways.filter((way) => /ac-textInput/u.test(String(way)));
    assert.equal(inputs.length, 2, JSON.stringify(ways));
    assert.ok(ways.findLastIndex((way) => /send-box/u.test(String(way))) > 0, JSON.stringify(ways));
  });

  it('follows the bot into another language', async () => {
    const page = await open('/');

    await say(page, 'Deutsch');

    await page.getByPlaceholder('Nachricht eingeben').waitFor();
    await page.getByText('E-Mail-Adressen zum Ausprobieren').click();
    await page.getByRole('button', { name: 'ada.lovelace@contoso.example kopieren' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    assert.equal(await page.locator('main').getAttribute('aria-label'), 'Chat');
    assert.deepEqual([watched.violations, watched.foreign, watched.errors], [[], [], []]);
  });

  it('cuts no label and breaks no word', async () => {
    const page = await open('/');
    await cards(page).getByRole('button', { name: 'All keys' }).waitFor();

    const cut = await page.evaluate(`[...document.querySelectorAll('.ac-pushButton, .ac-pushButton div')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.outerHTML)`);
    const title = await cards(page).getByText('E-mail address of the desk').boundingBox();

    await page.screenshot({ path: picture('answer-card-360') });
    assert.deepEqual(cut, []);
    assert.ok(title && title.width > 70, String(title?.width));
  });
});
