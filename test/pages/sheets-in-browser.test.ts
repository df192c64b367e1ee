import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, openBrowser, picture, watchedPage } from '../support/browser.ts';
import type { RouteHost } from '../support/route-host.ts';
import { pageHost } from './page-host.ts';
import { queueOf, ticket } from './stand-in-queue.ts';
import { agentCookie, lee } from './stand-in-sessions.ts';

const at = new Date('2026-01-05T11:00:00Z');
const talk = [
  { id: 1, at, kind: 'talk-began', by: 'Kim' },
  { id: 2, at, kind: 'said', by: 'person', text: 'My PIN •••• does not work. What shall I do?' },
] as const;

describeInBrowser('outbox and desk in a browser', () => {
  let browser: Browser;
  let host: RouteHost;

  before(async () => {
    browser = await openBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    const others = [
      { ...ticket, number: 1043, priority: 'security' as const, status: 'assigned' as const, agent: 'help desk' },
      { ...ticket, number: 1044, status: 'solved' as const },
      { ...ticket, number: 1045, status: 'assigned' as const, agent: 'Kim', events: talk },
    ];
    host = await pageHost({ queue: queueOf([ticket, ...others]) });
  });

  afterEach(() => host.close());

  const looks = [
    ['light', { viewport: { width: 1100, height: 800 } }],
    ['dark-360', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', locale: 'de-DE' }],
  ] as const;

  for (const path of [
    '/outbox',
    '/desk',
    '/desk/1042',
    '/desk/1043',
    '/desk/1044',
    '/desk/1045',
    '/desk/9',
    '/desk/call',
    '/desk/people',
    '/desk/people/7',
    '/desk/figures',
    '/desk/audit',
    '/desk/enter?link=x',
  ]) {
    for (const [name, options] of looks) {
      it(`${path} keeps its policy, fits and is accessible: ${name}`, async () => {
        const { page, context, violations, foreign } = await watchedPage(browser, host.origin, options);
        await context.addCookies([agentCookie(host.origin, lee)]);
        await page.goto(`${host.origin}${path}`);
        await page.screenshot({ path: picture(`sheet${path.replaceAll(/[/?=]/gu, '-')}-${name}`), fullPage: true });

        const problems = await accessibilityProblems(page);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        await context.close();

        assert.deepEqual([violations, foreign, problems, overflow], [[], [], [], 0]);
      });
    }
  }

  it('an agent talks in the chat and gives it back, without JavaScript', async () => {
    const { page, context } = await watchedPage(browser, host.origin, { javaScriptEnabled: false });
    await context.addCookies([agentCookie(host.origin)]);
    await page.goto(`${host.origin}/desk/1042`);

    await page.getByRole('button', { name: 'Talk', exact: true }).click();
    await page.getByText('You are in the chat.').waitFor();
    await page.getByLabel('Talk in the chat').fill('Look at evil.example/x');
    await page.getByRole('button', { name: 'Say it' }).click();
    await page.getByText('leads elsewhere').waitFor();
    const kept = await page.getByLabel('Talk in the chat').inputValue();
    await page.getByLabel('Talk in the chat').fill('Which phone is it?');
    await page.getByRole('button', { name: 'Say it' }).click();
    await page.getByText('It is on its way into the chat.').waitFor();
    const replies = await page.getByRole('button', { name: 'Send reply' }).count();
    await page.getByRole('button', { name: 'Give the chat back' }).click();
    await page.getByText('The bot has the chat again.').waitFor();
    const left = await page.getByRole('button', { name: 'Send reply' }).count();
    await context.close();

    assert.deepEqual([kept, replies, left], ['Look at evil.example/x', 0, 1]);
  });

  it('an agent claims, replies and solves without JavaScript', async () => {
    const { page, context } = await watchedPage(browser, host.origin, { javaScriptEnabled: false });
    await context.addCookies([agentCookie(host.origin)]);
    await page.goto(`${host.origin}/desk`);

    await page.getByRole('link', { name: '1042' }).click();
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByText('The ticket is yours.').waitFor();
    await page.getByLabel('Reply to the person').fill('Look into your junk mail.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page.getByText('Your reply is on its way').waitFor();
    await page.getByRole('button', { name: 'Mark as solved' }).click();

    const notice = await page.getByRole('status').textContent();
    const left = await page.getByRole('button').allTextContents();
    await context.close();
    assert.equal(notice, 'The ticket is solved.');
    assert.deepEqual(left, ['Leave the desk', 'Reopen', 'Save the note', 'Open the person’s panel']);
  });
});
