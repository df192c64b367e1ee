import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { htmlOf } from '../../../src/backends/mailer/mail-content.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import { describeInBrowser, openBrowser, picture, watchedPage } from '../../support/browser.ts';

const link = `https://pin.example.com/not-me?link=${'l'.repeat(22)}.${'s'.repeat(43)}`;
const mail = {
  subject: 'Ihr Einmalcode',
  text: new Secret(
    `Guten Tag ${'W'.repeat(256)},\n\nIhr Einmalcode lautet:\n\n12345678\n\n${link}\n\nDer Link gilt einmal.`,
  ),
  locale: 'de',
} as const;

describeInBrowser('a mail in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  const looks: readonly (readonly [string, BrowserContextOptions])[] = [
    ['phone', { viewport: { width: 320, height: 640 } }],
    ['dark', { viewport: { width: 1280, height: 740 }, colorScheme: 'dark' }],
  ];
  for (const [name, options] of looks) {
    it(`is as wide as the screen, whatever is in it, and loads nothing: ${name}`, async () => {
      const { page, context, foreign } = await watchedPage(browser, 'about:', options);

      await page.setContent(htmlOf(mail).reveal());
      await page.screenshot({ path: picture(`mail-${name}`) });

      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
      assert.equal(await page.getByRole('link').getAttribute('href'), link);
      assert.deepEqual(foreign, []);
      await context.close();
    });
  }
});
