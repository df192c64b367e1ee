import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { TicketQuery, TicketQueue } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { reportReasons, ticketReasons } from '../../src/kernel/escalation.ts';
import { locales } from '../../src/kernel/locale.ts';
import { deskToken as tokenOf } from '../../src/pages/desk/desk-token.ts';
import { wordsOf } from '../../src/pages/strings/all.ts';
import type { RouteHost } from '../support/route-host.ts';
import { keys, pageHost } from './page-host.ts';
import { smallAssets } from './small-assets.ts';
import { queueOf, ticket } from './stand-in-queue.ts';
import { audrey, cookieOf, kim, lee } from './stand-in-sessions.ts';

const deskToken = (number: number, version: number): string => tokenOf(keys, kim, `ticket ${number} ${version}`);

describe('the help desk’s pages', () => {
  let folder: string;
  let queue: TicketQueue;
  let host: RouteHost;

  before(async () => {
    folder = await smallAssets();
  });

  beforeEach(async () => {
    queue = queueOf([
      ticket,
      ...[...ticketReasons, ...reportReasons].map((reason, index) => ({ ...ticket, reason, number: 2000 + index })),
    ]);
    host = await pageHost({ assetsFolder: folder, queue });
  });

  afterEach(() => host.close());

  const page = async (path: string, language = 'en') =>
    (await fetch(`${host.origin}${path}`, { headers: { 'accept-language': language, cookie: cookieOf(kim) } })).text();
  const visit = (address: string, who = kim) =>
    fetch(address, { headers: { cookie: cookieOf(who) }, redirect: 'manual' });
  const valid = () => ({ version: '3', token: deskToken(1042, 3) });
  const post = (fields: Record<string, string>, number = 1042) =>
    fetch(`${host.origin}/desk/${number}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookieOf(kim) },
      body: new URLSearchParams(fields),
    });

  for (const locale of locales) {
    it(`lists and shows tickets in ${locale}`, async () => {
      const list = await page('/desk', locale);
      const one = await page('/desk/1042', locale);

      const { 'step.confirm-identity/code': step } = wordsOf(locale);
      assert.match(list, new RegExp(`href="/desk/1042".*${step}`, 'su'));
      assert.doesNotMatch(list, /confirm-identity\/code/u);
      assert.match(
        one,
        new RegExp(`<html lang="${locale}">.*7F3A-9KQ2.*Not even after an hour.*I forgot my PIN`, 'su'),
      );
      for (const text of [list, one]) assert.doesNotMatch(text, /undefined|reason\.|status\.|\{number\}/u);
    });
  }

  it('says who it is about and that this was not confirmed, without letting a name write HTML', async () => {
    const one = await page('/desk/1042');

    assert.match(one, /Ada &lt;b&gt;Lovelace&lt;\/b&gt;.*identity not confirmed/u);
    assert.match(one, /Mail: no answer in time/u);
    assert.match(one, /3 hours ago/u);
  });

  it('sends nobody to where the site does not lead, and keeps what was written', async () => {
    const fields = { ...valid(), action: 'reply', text: 'See https://evil.example/x or help.contoso.example' };

    const answer = await post(fields);

    const shown = await answer.text();
    assert.equal(answer.status, 422);
    assert.match(shown, /“https:\/\/evil\.example\/x” leads elsewhere.*localhost, contoso\.example/su);
    assert.match(shown, /See https:\/\/evil/u);
    assert.equal((await queue.byNumber(1042))?.version, 3);
  });

  it('shows a step that it has no words for as it is, and says once whose clock it shows', async () => {
    const other = await pageHost({ assetsFolder: folder, queue: queueOf([{ ...ticket, step: 'order-phone/which' }]) });

    const one = await (await visit(`${other.origin}/desk/1042`)).text();
    await other.close();

    assert.match(one, /<dd>order-phone\/which<\/dd>/u);
    assert.equal(one.split('Europe/Copenhagen').length, 2);
  });

  it('asks the queue for what the address says, and for nothing else', async () => {
    const list = sinon.fake(async (_query: TicketQuery) => ({ tickets: [] }));
    const other = await pageHost({ assetsFolder: folder, queue: { ...queueOf([]), list } });
    const now = Date.parse('2026-01-05T12:00:00Z');
    const days = (count: number): Date => new Date(now - count * 86_400_000);

    for (const query of [
      '',
      '?view=mine&after=security.12',
      '?q=ada+1',
      '?view=open&q=ada&reason=our-fault&age=week',
      '?age=older&view=nothing&reason=nothing&after=x',
    ])
      await visit(`${other.origin}/desk${query}`);
    await other.close();

    const common = { agent: 'kim', limit: 50 };
    assert.deepEqual(
      list.args.map(([query]) => query),
      [
        { ...common, view: 'to-do' },
        { ...common, view: 'mine', after: { priority: 'security', number: 12 } },
        { ...common, view: 'all', words: 'ada 1' },
        { ...common, view: 'open', words: 'ada', reason: 'our-fault', openedAfter: days(7) },
        { ...common, view: 'to-do', openedBefore: days(7) },
      ],
    );
  });

  it('goes straight to a ticket by its number, and looks for a number that is none', async () => {
    const there = await visit(`${host.origin}/desk?q=%231042`);
    const other = await visit(`${host.origin}/desk?q=77`);

    assert.deepEqual([there.status, there.headers.get('location'), other.status], [303, '/desk/1042', 200]);
  });

  it('shows the audit to leads and auditors alone, as words', async () => {
    const paths = ['/desk/audit', '/desk/audit.csv', '/desk/audit.jsonl'];
    const [mine, leads, auditors] = await Promise.all(
      [kim, lee, audrey].map((who) => Promise.all(paths.map((path) => visit(`${host.origin}${path}`, who)))),
    );

    const statuses = [mine, leads, auditors].map((answers) => answers?.map(({ status }) => status));
    assert.deepEqual(statuses, [Array(3).fill(403), Array(3).fill(200), Array(3).fill(200)]);
    const [shown, csv] = leads ?? [];
    const page = (await shown?.text()) ?? '';
    assert.match(page, /Kim &lt;i&gt;Agent&lt;\/i&gt;.*Did: the lifting of a freeze.*=Ada.*1042.*it was her/su);
    assert.match(csv?.headers.get('content-disposition') ?? '', /attachment/u);
    assert.match((await csv?.text()) ?? '', /"'=Ada"/u);
  });

  it('says in a person’s panel how far each act has come, and nothing is under way for ever', async () => {
    const panel = await (await visit(`${host.origin}/desk/people/7`)).text();

    const states = [...panel.matchAll(/<li>[^<]*· Kim Agent · [^·]* · ([^<]*)<blockquote>/gu)].map(
      ([, state]) => state,
    );
    assert.deepEqual(states, [
      'waits for a second person',
      'nobody decided within a day',
      'not done: their resets have been frozen since',
      'under way',
    ]);
  });

  it('lets a browser name its origin when it posts, which the guard wants to see', async () => {
    const answer = await visit(`${host.origin}/desk/1042`);

    assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
  });

  it('runs files of ours and nothing that stands in a page', async () => {
    for (const path of ['/desk', '/desk/1042', '/desk/figures', '/desk/people', '/desk/audit']) {
      const answer = await visit(`${host.origin}${path}`, lee);
      const shown = await answer.text();

      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'none';.*; script-src 'self'; connect-src 'self'$/u);
      assert.doesNotMatch(policy, /unsafe|data:|\*/u);
      const scripts = [...shown.matchAll(/<script[^>]*>[^<]*/gu)].map(([script]) => script);
      assert.ok(scripts.length >= 1, path);
      for (const script of scripts) assert.match(script, /^<script src="\/assets\/[^"]+" defer>$/u);
      assert.doesNotMatch(shown, /\s(?:on\w+|style)=/u);
    }
  });

  it('pages through a long queue', async () => {
    const long = queueOf(Array.from({ length: 51 }, (_, index) => ({ ...ticket, number: index + 1 })));
    const other = await pageHost({ assetsFolder: folder, queue: long });

    const first = await (await visit(`${other.origin}/desk`)).text();
    const next = /href="(\/desk\?[^"]*after=[^"]*)"/u.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await (await visit(`${other.origin}${next}`)).text();
    await other.close();

    assert.match(second, /href="\/desk\/1"/u);
    assert.doesNotMatch(second, /href="\/desk\/2"|after=/u);
  });

  it('claims, replies and solves, and says so', async () => {
    const claimed = await post({ ...valid(), action: 'claim' });
    const version4 = { version: '4', token: deskToken(1042, 4) };
    const replied = await post({ ...version4, action: 'reply', text: 'Look into\r\nyour junk mail.' });
    const version5 = { version: '5', token: deskToken(1042, 5) };
    const solved = await post({ ...version5, action: 'solve' });

    assert.deepEqual([claimed.status, replied.status, solved.status], [303, 303, 303]);
    assert.equal(solved.headers.get('location'), '/desk/1042?done=solve');
    const after = await queue.byNumber(1042);
    assert.equal(after?.status, 'solved');
    assert.deepEqual(
      after?.events.map(({ kind, by, text }) => [kind, by, text]),
      [
        ['opened', 'bot', undefined],
        ['claimed', kim.agent.name, undefined],
        ['replied', kim.agent.name, 'Look into\nyour junk mail.'],
        ['solved', kim.agent.name, undefined],
      ],
    );
    assert.match(await page('/desk/1042?done=solve'), /role="status" tabindex="-1">The ticket is solved\./u);
  });

  it('does nothing to a ticket that changed meanwhile, shows it as it is, and keeps what was written', async () => {
    await post({ ...valid(), action: 'claim' });

    const late = await post({ ...valid(), action: 'reply', text: 'Hello there' });

    const shown = await late.text();
    assert.equal(late.status, 409);
    assert.match(shown, /Somebody changed this ticket.*Claimed/su);
    assert.match(shown, /<textarea[^>]*>Hello there<\/textarea>/u);
    assert.match(shown, /name="version" value="4"/u);
    assert.equal((await queue.byNumber(1042))?.version, 4);
  });

  it('shows the same as a card, with what may be done for those who may', async () => {
    await post({ ...valid(), action: 'claim' });
    const cardFor = async (who: typeof kim): Promise<string> => {
      const shown = await (await visit(`${host.origin}/desk/1042`, who)).text();
      return (/data-card="([^"]*)"/u.exec(shown)?.[1] ?? assert.fail()).replaceAll('&quot;', '"');
    };

    const [mine, auditors] = [await cardFor(kim), await cardFor(audrey)];

    for (const card of [mine, auditors])
      assert.match(card, /The code did not arrive.*7F3A-9KQ2.*Not even after an hour/u);
    assert.match(mine, /Action\.Submit.*"action":"wait".*"action":"reply".*"action":"solve".*"action":"comment"/u);
    assert.doesNotMatch(auditors, /Action|Input|token":"./u);
  });

  it('offers what the status allows, and says so where it does not', async () => {
    const open = await page('/desk/1042');
    await post({ ...valid(), action: 'claim' });
    const again = await post({ version: '4', token: deskToken(1042, 4), action: 'claim' });

    assert.match(open, /value="claim"/u);
    assert.doesNotMatch(open, /value="(reply|solve)"/u);
    assert.equal(again.status, 409);
    assert.match(await again.text(), /not possible in the ticket’s present status/u);
  });

  const refused = [
    ['without a token', 400, { version: '3', action: 'claim' }],
    ['with a token of another ticket', 403, { version: '3', token: deskToken(1043, 3), action: 'claim' }],
    ['with a token of another version', 403, { version: '3', token: deskToken(1042, 2), action: 'claim' }],
    ['with an action we do not know', 400, { version: '3', token: deskToken(1042, 3), action: 'delete' }],
    ['with an empty reply', 422, { version: '3', token: deskToken(1042, 3), action: 'reply', text: ' \r\n' }],
    [
      'with too long a reply',
      422,
      { version: '3', token: deskToken(1042, 3), action: 'reply', text: 'x'.repeat(2001) },
    ],
  ] as const;

  for (const [how, status, fields] of refused) {
    it(`does nothing for a form ${how}`, async () => {
      const answer = await post(fields);

      assert.equal(answer.status, status);
      assert.match(await answer.text(), /role="alert"/u);
      assert.equal((await queue.byNumber(1042))?.version, 3);
    });
  }

  it('takes a reply of 2,000 characters, a line break counted as one', async () => {
    await post({ ...valid(), action: 'claim' });
    const version4 = { version: '4', token: deskToken(1042, 4) };

    const answer = await post({ ...version4, action: 'reply', text: `${'x\r\n'.repeat(999)}xx` });

    assert.equal(answer.status, 303);
  });

  for (const path of ['/desk/9', '/desk/0', '/desk/1e3', '/desk/%3Cb%3E']) {
    it(`knows no ticket at ${path}`, async () => {
      const answer = await visit(`${host.origin}${path}`);

      assert.equal(answer.status, 404);
      assert.doesNotMatch(await answer.text(), /<b>/u);
    });
  }
});
