import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { NotMeLink } from '../../src/storage/not-me-links.ts';
import { accessibilityProblems, describeInBrowser, openBrowser, picture, watchedPage } from '../support/browser.ts';
import type { RouteHost } from '../support/route-host.ts';
import { pageHost } from './page-host.ts';
import { queueOf, ticket } from './stand-in-queue.ts';
import { agentCookie } from './stand-in-sessions.ts';

const link: NotMeLink = {
  id: 'l1',
  kind: 'pin-changed',
  person: 'p1',
  locale: 'en',
  happenedAt: new Date('2026-01-05T10:00:00Z'),
  isOver: false,
};
const report = { at: new Date('2026-01-05T11:00:00Z'), reference: '7F3A-9KQ2', isLifted: false };
const frozen = { ...ticket, reason: 'pin-change-reported', priority: 'security', status: 'assigned' } as const;

describeInBrowser('“This wasn’t me” in a browser', () => {
  let browser: Browser;
  let host: RouteHost;
  let reports: string[];

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  beforeEach(async () => {
    reports = [];
    host = await pageHost({
      queue: queueOf([frozen]),
      frozen: ['p1'],
      links: {
        good: link,
        code: { ...link, kind: 'code-sent' },
        used: { ...link, report },
        late: { ...link, isOver: true },
      },
      report: async ({ id }) => void reports.push(id),
    });
  });
  afterEach(() => host.close());

  const looks = [
    ['light', { viewport: { width: 1100, height: 800 } }],
    ['dark', { viewport: { width: 1100, height: 800 }, colorScheme: 'dark' }],
    ['light-360', { viewport: { width: 360, height: 740 }, locale: 'fr-FR' }],
    ['dark-360', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', locale: 'de-DE' }],
  ] as const;

  for (const [page, path] of [
    ['good', '/not-me?link=good'],
    ['used', '/not-me?link=used'],
    ['late', '/not-me?link=late'],
    ['forged', '/not-me?link=forged'],
    ['desk', '/desk/1042'],
  ] as const) {
    for (const [name, options] of looks) {
      it(`${page} keeps its policy, fits and is accessible: ${name}`, async () => {
        const watched = await watchedPage(browser, host.origin, options);
        await watched.context.addCookies([agentCookie(host.origin)]);
        await watched.page.goto(`${host.origin}${path}`);
        await watched.page.screenshot({ path: picture(`not-me-${page}-${name}`), fullPage: true });

        const problems = await accessibilityProblems(watched.page);
        const overflow = await watched.page.evaluate('document.documentElement.scrollWidth - innerWidth');
        await watched.context.close();

        assert.deepEqual([watched.violations, watched.foreign, problems, overflow], [[], [], [], 0]);
      });
    }
  }

  it('is one key away, without JavaScript, and only then does something', async () => {
    const { page, context } = await watchedPage(browser, host.origin, { javaScriptEnabled: false });
    await page.goto(`${host.origin}/not-me?link=good`);
    await page.reload();
    const before = reports.length;

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'It is reported' }).waitFor();

    const [url, notice] = [page.url(), await page.getByRole('status').textContent()];
    await page.screenshot({ path: picture('not-me-done'), fullPage: true });
    await context.close();
    assert.deepEqual([before, reports, url], [0, ['l1'], `${host.origin}/not-me`]);
    assert.match(notice ?? '', /taken out of use/u);
  });
});
