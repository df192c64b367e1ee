import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import {
  accessibilityProblems,
  box,
  button,
  cards,
  describeInBrowser,
  openBrowser,
  picture,
  seen,
  type Watched,
  watchedPage,
} from '../support/browser.ts';
import { codeMailedTo } from '../support/conversation.ts';

const ada = 'ada.archer@contoso.com';
const pin = '74920183';
const phone = { viewport: { width: 360, height: 740 } };

describeInBrowser('the chat page of the whole program', () => {
  let browser: Browser;
  let app: TestApp;
  let watched: Watched;

  before(async () => {
    browser = await openBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    app = await startApp();
  });

  afterEach(async () => {
    await watched.context.close();
    await app.remove();
  });

  async function open(path = '/', options = {}): Promise<Page> {
    watched = await watchedPage(browser, app.url, options);
    await watched.page.goto(`${app.url}${path}`);
    return watched.page;
  }

  async function asFarAsTheNewPin(page: Page): Promise<void> {
    await box(page, 'Work e-mail address').fill(ada);
    await button(page, 'Mail me a code').click();
    await box(page, 'One-time code').fill(await codeMailedTo(app.url, ada));
    await button(page, 'Confirm').click();
    await box(page, 'New PIN once more').waitFor();
  }

  for (const [name, options] of [
    ['desktop', {}],
    ['phone', phone],
  ] as const) {
    it(`takes a person from "I forgot my PIN" to a new PIN: ${name}`, async () => {
      const page = await open('/', options);
      await page.getByPlaceholder('Type your message').fill('I forgot my PIN');
      await page.keyboard.press('Enter');
      await asFarAsTheNewPin(page);
      await page.screenshot({ path: picture(`reset-choose-${name}`) });
      const problems = await accessibilityProblems(page);

      await box(page, 'New PIN once more').fill(pin);
      await cards(page)
        .getByRole('textbox', { name: /^New PIN( \*|$)/u })
        .last()
        .fill(pin);
      await button(page, 'Set the PIN').click();

      await seen(page, 'Your PIN is set');
      await cards(page).getByRole('button', { name: 'Send' }).last().waitFor({ state: 'attached' });
      const top = await cards(page).getByText('Your PIN is set').boundingBox();
      const view = await page.locator('.webchat__basic-transcript').boundingBox();
      await page.screenshot({ path: picture(`reset-done-${name}`) });
      assert.ok(top && view && top.y >= view.y && top.y < view.y + view.height);
      assert.equal(await cards(page).locator(':focus').count(), 0);
      assert.deepEqual([watched.violations, watched.foreign, watched.errors, problems], [[], [], [], []]);
      assert.ok(!(await page.content()).includes(pin));
    });
  }

  it('opens straight in the reset from an invitation’s link', async () => {
    const page = await open('/?ask=reset-pin');

    await cards(page).locator('input:focus').waitFor();
    assert.equal(await box(page, 'Work e-mail address').evaluate((input) => input.matches(':focus')), true);
  });

  it('shows the conversation again on a page that is opened anew, and goes on', async () => {
    const page = await open('/?ask=reset-pin');
    await asFarAsTheNewPin(page);

    await page.reload();

    await box(page, 'New PIN once more').waitFor();
    assert.equal(await cards(page).getByRole('textbox', { name: 'One-time code' }).count(), 0);
  });

  it('brings the help desk’s reply into the chat', async () => {
    const page = await open('/?ask=talk-to-person');
    await box(page, 'What is it about').fill('My phone has no keys');
    await button(page, 'Open a ticket').click();
    await seen(page, /Your ticket is number/u);
    const desk = await watched.context.newPage();
    await desk.goto(app.deskLinks?.agent.reveal() ?? '');
    await desk.getByRole('button', { name: 'Enter the help desk' }).click();
    await desk.getByRole('rowheader').getByRole('link').first().click();
    await desk.getByRole('button', { name: 'Claim' }).click();
    await desk.getByLabel('Reply to the person').fill('We shall bring you one.');

    await desk.getByRole('button', { name: 'Send reply' }).click();

    await seen(page, /We shall bring you one\./u);
    await page.screenshot({ path: picture('reply') });
    await desk.screenshot({ path: picture('desk-ticket'), fullPage: true });
  });
});
