import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import {
  accessibilityProblems,
  describeInBrowser,
  openBrowser,
  picture,
  type Watched,
  watchedPage,
} from '../support/browser.ts';
import { openConversation } from '../support/conversation.ts';

const wide = { viewport: { width: 1400, height: 900 } } as const;
const narrowAndDark = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;

describeInBrowser('the console in a browser', () => {
  let browser: Browser;
  let app: TestApp;
  let watched: Watched[];

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    app = await startApp();
    watched = [];
  });
  afterEach(async () => {
    for (const { violations, foreign, errors, context } of watched) {
      await context.close();
      assert.deepEqual([violations, foreign, errors], [[], [], []]);
    }
    await app.remove();
  });

  /** A person writes to the help desk; the number of their ticket. */
  async function newTicket(summary: string): Promise<string> {
    const chat = await openConversation(app.url);
    const ticket = await chat.submit(await chat.say('talk to a person'), { summary });
    return /number (\d{4})/u.exec(ticket.words)?.[1] ?? assert.fail();
  }

  /** Somebody opens the link that the program wrote, and presses its button. */
  async function entered(role: 'agent' | 'lead', options: BrowserContextOptions = {}): Promise<Page> {
    const seen = await watchedPage(browser, app.url, options);
    watched.push(seen);
    await seen.page.goto(app.deskLinks?.[role].reveal() ?? assert.fail());
    await seen.page.getByRole('button').click();
    await seen.page.getByRole('heading', { name: 'Help desk queue' }).waitFor();
    return seen.page;
  }

  /** What a script of the page would notice: the page was not loaded anew. */
  const marked = (page: Page) => page.evaluate('document.body.dataset.mark = "same"');
  const isMarked = async (page: Page) => (await page.evaluate('document.body.dataset.mark')) === 'same';

  it('shows a new ticket, and what becomes of it, without being loaded anew, and leaves the focus where it is', async () => {
    const first = await newTicket('the first');
    const page = await entered('lead');
    await marked(page);
    await page.getByRole('link', { name: first }).focus();

    const second = await newTicket('the second');
    await page.getByRole('link', { name: second }).waitFor();
    const focused = await page.evaluate('document.activeElement.textContent');
    const said = await page.locator('#news').textContent();
    const agent = await entered('agent');
    await agent.getByRole('link', { name: second }).click();
    await agent.getByRole('button', { name: 'Claim' }).click();
    await page.getByRole('row', { name: second }).getByText('Assigned').waitFor();

    assert.deepEqual([focused, said, await isMarked(page)], [first, 'Something changed; it is shown.', true]);
    assert.match(
      (await page.getByRole('navigation', { name: 'Views' }).textContent()) ?? '',
      /To do 2.*Open 1.*Assigned 1/su,
    );
  });

  it('says that it is over where the session is, and asks no more', async () => {
    const page = await entered('lead');

    await page.evaluate(
      `fetch('/desk/leave', { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('.bar form'))) })`,
    );

    await page.getByText('You have left the desk').waitFor();
  });

  it('is worked with keys alone, from the queue to a solved ticket and back', async () => {
    const number = await newTicket('please call me');
    const page = await entered('lead');
    const { keyboard } = page;

    await keyboard.press('j');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: `Ticket ${number}` }).waitFor();
    await keyboard.press('c');
    await page.getByText('The ticket is yours.').waitFor();
    await keyboard.press('n');
    await keyboard.type('could not reach her, will solve it soon');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByText('The note is saved.').waitFor();
    await keyboard.press('r');
    await keyboard.type('Look into your junk mail?');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByText('Your reply is on its way').waitFor();
    await keyboard.press('s');
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByText('The ticket is solved.').waitFor();
    await keyboard.press('q');
    await page.getByRole('heading', { name: 'Help desk queue' }).waitFor();
    await keyboard.press('/');
    await keyboard.type(`${number}`);
    await keyboard.press('Enter');
    await page.getByText('could not reach her, will solve it soon').waitFor();

    assert.match((await page.locator('.timeline').textContent()) ?? '', /Solved: It only wanted explaining/u);
  });

  for (const [name, options] of [
    ['wide', wide],
    ['dark-360', narrowAndDark],
  ] as const) {
    it(`has a caller who said only their name chosen from a list, with keys alone: ${name}`, async () => {
      const page = await entered('agent', options);
      const { keyboard } = page;
      await page.goto(`${app.url}/desk/call`);
      await page.getByLabel('Who is it?').fill('el');
      await page.getByLabel('What is it about?').fill('her PIN does not work');
      await keyboard.press('Tab');
      await keyboard.press('Enter');

      await page.getByRole('group', { name: 'Which of them is it?' }).waitFor();
      const problems = await accessibilityProblems(page);
      await page.screenshot({ path: picture(`desk-which-person-${name}`) });
      await keyboard.press('Space');
      await keyboard.press('Enter');

      await page.getByRole('heading', { name: 'Ticket 1001' }).waitFor();
      assert.deepEqual(problems, []);
      assert.match((await page.locator('main').textContent()) ?? '', /Elena Ruiz.*her PIN does not work/su);
    });
  }

  it('has a list of its keys, which switches them off, also for the next page', async () => {
    const number = await newTicket('please call me');
    const page = await entered('lead', wide);
    const { keyboard } = page;
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('button', { name: 'Claim' }).waitFor();

    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.screenshot({ path: picture('desk-keys') });
    const problems = await accessibilityProblems(page);
    await keyboard.press('c');
    await page.getByLabel('Keys work').uncheck();
    await page.getByRole('button', { name: 'Close' }).click();
    for (const key of ['c', '?', 'q']) await keyboard.press(key);
    await page.reload();
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    for (const key of ['c', '?', 'q']) await keyboard.press(key);

    assert.deepEqual(problems, []);
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(new URL(page.url()).pathname, `/desk/${number}`);
    await page.getByRole('button', { name: 'Claim' }).waitFor();
  });

  it('lets two agents at one ticket know of each other: one claims, one writes while the other solves', async () => {
    const number = await newTicket('The phone in my meeting room does not take my PIN.');
    const [kim, lee] = [await entered('agent', wide), await entered('lead', narrowAndDark)];
    for (const page of [kim, lee]) {
      await page.getByRole('link', { name: number }).click();
      await page.getByRole('button', { name: 'Claim' }).waitFor();
    }
    // Lee's page hears nothing for a while.
    await lee.route('**/desk/changes**', (route) => route.abort());

    await kim.getByRole('button', { name: 'Claim' }).click();
    await kim.getByText('The ticket is yours.').waitFor();
    await lee.getByRole('button', { name: 'Claim' }).click();
    await lee.getByText('Somebody changed this ticket in the meantime').waitFor();
    await lee.screenshot({ path: picture('desk-two-second-told-dark-360'), fullPage: true });
    const problems = [...(await accessibilityProblems(kim)), ...(await accessibilityProblems(lee))];
    await lee.unroute('**/desk/changes**');

    await kim.getByLabel('Reply to the person').fill('Please try the other phone.');
    await lee.getByRole('button', { name: 'Mark as solved' }).click();
    await lee.getByText('The ticket is solved.').waitFor();
    await kim.getByText('What you have written is still here').waitFor();
    await kim.screenshot({ path: picture('desk-two-writing-light-wide'), fullPage: true });
    await kim.getByRole('button', { name: 'Send reply' }).click();
    await kim.getByRole('alert').getByText('Somebody changed this ticket in the meantime').waitFor();
    await kim.screenshot({ path: picture('desk-two-kept-light-wide'), fullPage: true });

    assert.equal(await kim.getByLabel('Reply to the person').inputValue(), 'Please try the other phone.');
    const timeline = (await kim.locator('.timeline').textContent()) ?? '';
    assert.match(timeline, /agent by link.*Claimed.*lead by link.*Solved/su);
    assert.doesNotMatch(timeline, /Replied/u);
    assert.deepEqual(problems, []);
  });
});
