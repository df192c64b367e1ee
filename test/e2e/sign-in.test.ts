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
import {
  ada,
  bo,
  clientId,
  clientSecret,
  startIdentityProvider,
  type TestProvider,
  tenant,
} from '../support/identity-provider.ts';

const pin = '74920183';
const phone = { viewport: { width: 360, height: 740 } };

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true });

describeInBrowser('signing in to the chat page of the whole program', () => {
  let browser: Browser;
  let provider: TestProvider;
  let app: TestApp;
  let watched: Watched;

  before(async () => {
    browser = await openBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    provider = await startIdentityProvider();
    app = await startApp({
      environment: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: clientId,
        OIDC_CLIENT_SECRET: clientSecret,
        ALLOWED_TENANTS: tenant,
        IDENTITY_POLICY: 'page:sign-in,anonymous:off',
      },
    });
    provider.admit(app.url);
  });

  afterEach(async () => {
    await watched.context.close();
    await app.remove();
    await provider.close();
  });

  async function open(path = '/', options = {}): Promise<Page> {
    watched = await watchedPage(browser, app.url, options);
    await watched.page.goto(`${app.url}${path}`);
    return watched.page;
  }

  async function setPin(page: Page): Promise<void> {
    await box(page, 'New PIN once more').fill(pin);
    await cards(page)
      .getByRole('textbox', { name: /^New PIN( \*|$)/u })
      .last()
      .fill(pin);
    await button(page, 'Set the PIN').click();
    await seen(page, 'Your PIN is set');
  }

  it('takes a person who forgot their PIN through two sign-ins to a new one, on a phone', async () => {
    provider.signsIn(ada, 3_600);
    const page = await open('/', phone);
    await page.screenshot({ path: picture('sign-in-first') });
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByText('Signed in as Ada Archer').waitFor();
    await page.getByPlaceholder('Type your message').fill('I forgot my PIN');
    await page.keyboard.press('Enter');
    await button(page, 'Sign in').waitFor();
    await page.screenshot({ path: picture('sign-in-asked') });
    const problems = await accessibilityProblems(page);
    provider.signsIn(ada);

    await button(page, 'Sign in').click();
    await setPin(page);

    assert.equal(provider.asked().get('max_age'), '600');
    assert.equal(watched.context.pages().length, 1);
    assert.equal(new URL(page.url()).search, '');
    assert.equal(await page.getByText('I forgot my PIN').count(), 0);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    const foreign = watched.foreign.filter((url) => !url.startsWith(provider.issuer));
    assert.deepEqual([watched.violations, foreign, watched.errors, problems], [[], [], [], []]);
  });

  it('takes whoever follows a link into a reset through one sign-in, offered where they ask', async () => {
    const page = await open('/?ask=reset-pin');
    await button(page, 'Sign in').click();

    await setPin(page);

    assert.equal(provider.asked().get('max_age'), '600');
    assert.equal(provider.requests.filter((path) => path === '/auth').length, 1);
  });

  it('signs out of everything from the keyboard, in every tab', async () => {
    const page = await open('/sign-in?ask=reset-pin&confirm=yes');
    await box(page, 'New PIN once more').waitFor();
    const other = await watched.context.newPage();
    await other.goto(app.url);
    await other.getByText('Signed in as Ada Archer').waitFor();

    await signOut(other).focus();
    await other.keyboard.press('Enter');
    await other.getByRole('button', { name: 'Sign out of everything' }).click();

    await other.getByText('You are signed out').first().waitFor();
    await other.screenshot({ path: picture('signed-out') });
    await page.getByText('You are signed out').first().waitFor();
    await page.getByRole('link', { name: 'Back to the chat' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    assert.equal(await box(page, 'New PIN once more').count(), 0);
  });

  it('shows the next person nothing of the one before', async () => {
    const page = await open('/sign-in?ask=reset-pin&confirm=yes');
    await setPin(page);
    provider.signsIn(bo);
    await watched.context.clearCookies({ domain: '127.0.0.1' });

    await page.goto(`${app.url}/sign-in`);
    await page.getByText('Signed in as Bo Berg').waitFor();
    await seen(page, /PIN Desk/u);

    assert.equal(await page.getByText('Your PIN is set').count(), 0);
  });

  for (const [name, options] of [
    ['light', phone],
    ['dark', { colorScheme: 'dark' }],
  ] as const) {
    it(`says accessibly that the provider is away: ${name}`, async () => {
      provider.behave('failing');
      const page = await open('/sign-in', options);
      await page.getByText('The sign-in service does not answer').waitFor();
      await page.screenshot({ path: picture(`sign-in-away-${name}`) });

      const problems = await accessibilityProblems(page);

      assert.deepEqual([watched.violations, problems], [[], []]);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    });
  }
});
