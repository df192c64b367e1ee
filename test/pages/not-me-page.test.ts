import assert from 'node:assert/strict';
import sinon from 'sinon';
import { locales } from '../../src/kernel/locale.ts';
import { wordsOf } from '../../src/pages/strings/all.ts';
import { type NotMeKind, type NotMeLink, notMeKinds } from '../../src/storage/not-me-links.ts';
import type { RouteHost } from '../support/route-host.ts';
import { pageHost, site } from './page-host.ts';
import { smallAssets } from './small-assets.ts';

const link = (kind: NotMeKind, more: Partial<NotMeLink> = {}): NotMeLink => ({
  id: kind,
  kind,
  person: 'p1',
  locale: 'da',
  happenedAt: new Date('2026-01-05T10:00:00Z'),
  isOver: false,
  ...more,
});
const report = { at: new Date('2026-01-05T11:00:00Z'), reference: '7F3A-9KQ2', isLifted: false };
const links = {
  ...Object.fromEntries(notMeKinds.map((kind) => [kind, link(kind)])),
  used: link('pin-changed', { report }),
  lifted: link('pin-changed', { report: { ...report, isLifted: true } }),
  late: link('pin-changed', { isOver: true }),
  '"><script>': link('code-sent'),
};

describe('the page “This wasn’t me”', () => {
  let folder: string;
  let host: RouteHost;
  const acted = sinon.fake(async (_link: NotMeLink) => undefined);

  before(async () => {
    folder = await smallAssets();
  });
  beforeEach(async () => {
    acted.resetHistory();
    host = await pageHost({ assetsFolder: folder, links, report: acted });
  });
  afterEach(() => host.close());

  const get = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${host.origin}/not-me?link=${encodeURIComponent(token)}`, { headers });
  const post = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${host.origin}/not-me`, { method: 'POST', headers, body: new URLSearchParams({ link: token }) });

  it('asks and does nothing, however often a scanner looks', async () => {
    for (let look = 0; look < 50; look += 1) assert.equal((await get('pin-changed')).status, 200);
    const purpose = await get('pin-changed', { 'sec-purpose': 'prefetch', 'user-agent': 'SafeLinks' });

    assert.match(await purpose.text(), /<form method="post" action="\/not-me">/u);
    sinon.assert.notCalled(acted);
  });

  for (const kind of notMeKinds) {
    for (const locale of locales) {
      it(`says in ${locale} what the button does and what was done: ${kind}`, async () => {
        const words = wordsOf(locale);

        const asked = await (await get(kind, { 'accept-language': locale })).text();
        const done = await (await post(kind, { 'accept-language': locale })).text();

        const shown = (text: string) => text.replaceAll('&#39;', "'");
        assert.ok(shown(asked).includes(words[`notMe.ask.${kind}`]));
        assert.ok(shown(done).includes(words[`notMe.done.${kind}`]));
        for (const text of [asked, done]) {
          assert.match(text, new RegExp(`<html lang="${locale}">`, 'u'));
          assert.ok(text.includes(site.helpDesk.phone) && text.includes(site.helpDesk.mail));
          assert.doesNotMatch(text, /undefined|notMe\.|\{/u);
        }
        sinon.assert.calledOnceWithExactly(acted, link(kind));
      });
    }
  }

  it('speaks the mail’s language to a browser that asks for none of ours', async () => {
    assert.match(await (await get('pin-changed', { 'accept-language': 'pt-BR' })).text(), /<html lang="da">/u);
  });

  for (const [token, status, words] of [
    ['used', 200, /You need not report it again/u],
    ['lifted', 200, /reported this already.*lifted the freeze.*choose a new PIN/su],
    ['late', 410, /more than 14 days old.*nothing was done/su],
    ['forged', 404, /not valid.*Nothing was done/su],
    ['', 404, /not valid.*Nothing was done/su],
  ] as const) {
    it(`does nothing for a link that is ${token || 'missing'}, and says where to turn`, async () => {
      const answers = [await get(token, { 'accept-language': 'en' }), await post(token, { 'accept-language': 'en' })];

      for (const answer of answers) {
        const text = await answer.text();
        assert.equal(answer.status, status);
        assert.match(text, words);
        assert.ok(text.includes(site.helpDesk.phone) && text.includes(site.helpDesk.mail));
        assert.doesNotMatch(text, /<form/u);
      }
      sinon.assert.notCalled(acted);
    });
  }

  it('keeps the link to itself, and lets it write no HTML', async () => {
    const answer = await get('"><script>');

    const text = await answer.text();
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'.*form-action 'self'/u);
    assert.match(text, /value="&quot;&gt;&lt;script&gt;"/u);
    assert.doesNotMatch(await (await post('"><script>')).text(), /script/u);
  });

  it('looks at thirty forged ones of one network in an hour, and hears a good one even then', async () => {
    for (let tried = 0; tried < 30; tried += 1) assert.equal((await post(`forged ${tried}`)).status, 404);

    const refused = await post('forged 31', { 'accept-language': 'en' });
    const heard = await post('pin-changed', { 'accept-language': 'en' });

    assert.equal(refused.status, 429);
    assert.match(await refused.text(), /too many reports.*\+45 33 12 34 56/su);
    assert.equal(heard.status, 200);
    sinon.assert.calledOnceWithExactly(acted, link('pin-changed'));
  });
});
