import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Code for the page is text: Node's types know no document.
const reportViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  violated(event.violatedDirective + ' ' + event.blockedURI))`;
const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)))`;

export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Declares tests that need a browser: pending where there is none, except in CI, where they then fail. A page with Web Chat takes seconds on a busy machine. */
export function describeInBrowser(title: string, tests: () => void): void {
  const declare = existsSync(chromiumPath) || process.env.CI === 'true' ? describe : describe.skip;
  declare(title, function () {
    this.timeout(90_000);
    tests();
  });
}

/** Where a page's picture goes, for people to look at. */
export function picture(name: string): string {
  const folder = join(import.meta.dirname, '../../test-results');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}

/** A system Chromium that stays at home: nothing of its own goes over the network. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Violations of the Content-Security-Policy, as Chromium words them. */
  readonly violations: string[];
  /** Requests that left our origin. */
  readonly foreign: string[];
  /** Exceptions that nobody caught. */
  readonly errors: string[];
}

/** A new page that is watched for what it must never do. */
export async function watchedPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const watched: Watched = { context, page, violations: [], foreign: [], errors: [] };
  await page.exposeFunction('violated', (text: string) => watched.violations.push(text));
  await page.addInitScript({ content: reportViolations });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/u.test(url)) watched.foreign.push(url);
  });
  page.on('pageerror', (error) => watched.errors.push(String(error)));
  return watched;
}

/** Resolves once it stands in the conversation. Not in the `log`s, which read it out and are empty a second later. */
export const seen = (page: Page, words: string | RegExp) => page.getByRole('feed').getByText(words).first().waitFor();

export const cards = (page: Page) => page.locator('.webchat__adaptive-card-renderer');
export const button = (page: Page, name: string) => cards(page).getByRole('button', { name }).last();
export const box = (page: Page, name: string) => cards(page).getByRole('textbox', { name }).last();

/** What axe finds against WCAG 2.2 A and AA and its own best practices, a line a finding. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // Runs through the debugger's protocol, which the page's policy does not concern.
  await page.evaluate(axeSource);
  // Web Chat draws every message a second time for a second, to have it read out.
  await page.locator('.webchat__live-region-activity').last().waitFor({ state: 'detached' });
  const findings: unknown = await page.evaluate(runAxe);
  return Array.isArray(findings) ? findings.map(String) : [];
}
