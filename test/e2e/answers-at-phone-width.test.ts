import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { words as menuWords } from '../../src/features/menu/menu.ts';
import { type Locale, locales } from '../../src/kernel/locale.ts';
import { type Intent, intentTitle } from '../../src/understanding/intents.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  accessibilityProblems,
  cards,
  describeInBrowser,
  openBrowser,
  picture,
  type Watched,
  watchedPage,
} from '../support/browser.ts';

const answers: readonly Intent[] = [
  'dtmf-key',
  'dtmf-table',
  'dial-in-number',
  'need-pin',
  'conference-id',
  'join-steps',
  'waiting-alone',
  'desk-phone',
  'pin-rules',
];

/** Labels that are cut, and what is wider than the page. */
const tooWide = `[...document.querySelectorAll('.ac-pushButton, .ac-pushButton div, .ac-textBlock')]
  .filter((element) => element.offsetParent !== null && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent)
  .concat(document.documentElement.scrollWidth > 360 ? ['the page: ' + document.documentElement.scrollWidth] : [])`;

describeInBrowser('answers at phone width', () => {
  let browser: Browser;
  let app: TestApp;
  let watched: Watched;

  before(async () => {
    browser = await openBrowser();
    app = await startApp();
  });

  after(async () => {
    await browser.close();
    await app.remove();
  });

  afterEach(() => watched.context.close());

  for (const locale of locales) {
    it(`are whole and accessible (${locale})`, async () => {
      watched = await watchedPage(browser, app.url, { locale, viewport: { width: 360, height: 740 } });
      const { page } = watched;
      await page.goto(app.url);
      await cards(page).first().waitFor();
      await openMore(page, locale);
      await page.screenshot({ path: picture(`answer-menu-${locale}`) });

      for (const [index, intent] of answers.entries()) {
        await ask(page, intentTitle(intent, locale), index + 2);
        await openMore(page, locale);
        await page.screenshot({ path: picture(`answer-${intent}-${locale}`) });

        assert.deepEqual(await page.evaluate(tooWide), [], intent);
      }
      assert.deepEqual(await accessibilityProblems(page), []);
      assert.deepEqual([watched.violations, watched.foreign, watched.errors], [[], [], []]);
    });
  }

  async function ask(page: Page, words: string, cardsThen: number): Promise<void> {
    await page.locator('[data-id="webchat-sendbox-input"]').fill(words);
    await page.keyboard.press('Enter');
    await cards(page)
      .nth(cardsThen - 1)
      .waitFor();
  }

  async function openMore(page: Page, locale: Locale): Promise<void> {
    const more = cards(page).last().getByRole('button', { name: menuWords[locale].more, exact: true });
    if ((await more.count()) === 0) return;
    await more.click();
    assert.equal(await more.getAttribute('aria-expanded'), 'true');
  }
});
