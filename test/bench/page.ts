import { existsSync } from 'node:fs';
import { chromiumPath, openBrowser, seen } from '../support/browser.ts';
import type { Ground } from './ground.ts';
import { startPinDesk } from './programs.ts';
import { type BenchRow, median, row } from './rows.ts';

/** The chat page in a browser without a cache: what comes over the wire, and when the first message is there. */
export async function pageRows(ground: Ground, times: number): Promise<BenchRow[]> {
  if (!existsSync(chromiumPath)) {
    process.stderr.write('No Chromium at CHROMIUM_PATH: the rows of the page are left out.\n');
    return [];
  }
  const { environment } = await ground.place('pglite');
  const program = await ground.keep(startPinDesk(environment));
  const browser = await openBrowser();
  const kilobytes: number[] = [];
  const seconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await session.send('Network.enable');
    const at = performance.now();
    await page.goto(program.url);
    await seen(page, 'PIN Desk');
    seconds.push((performance.now() - at) / 1_000);
    kilobytes.push(bytes / 1_000);
    await context.close();
  }
  await browser.close();
  await program.stop();
  return [
    row('the chat page over the wire', 'kB', median(kilobytes), { atMost: 700 }),
    row('the chat page: first message', 's', median(seconds), { atMost: 1.5 }),
  ];
}
