import assert from 'node:assert/strict';
import { type GraphMailerOptions, graphMailer, graphMailLimits } from '../../../src/backends/mailer/graph.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import { type StandInGraph, startGraph } from '../../support/graph.ts';
import { standInCredential } from '../../support/graph-directory.ts';
import type { Mishap } from '../../support/graph-faults.ts';
import { logLines } from '../../support/log-lines.ts';
import { mailerContract } from './contract.ts';

const sender = { id: '6f1d0c00-0000-4000-8000-0000000000ff', userPrincipalName: 'pin-desk@contoso.com' };
const limits = { ...graphMailLimits, firstWaitMs: 2, longestWaitMs: 1_500, aloneMs: 50 };
const hasty = { ...limits, attemptMs: 200, allMs: 600 };
const code = { id: 'code abc', to: 'ada@contoso.com', subject: 'Your code', locale: 'de' as const };

describe('mail by Microsoft Graph', () => {
  let graph: StandInGraph;
  beforeEach(async () => {
    graph = await startGraph({ users: [sender] });
  });
  afterEach(() => graph.close());

  const mailerOn = (options: Partial<GraphMailerOptions> = {}) =>
    graphMailer({
      graphUrl: graph.url,
      newCredential: standInCredential(graph),
      from: sender.userPrincipalName,
      clock: systemClock,
      log: logLines().log,
      limits,
      ...options,
    });
  const mishap =
    (what: Mishap, options: Partial<GraphMailerOptions> = {}) =>
    async () => {
      graph.faults.add('mail', what);
      return { mailer: mailerOn(options), heal: () => graph.faults.clear() };
    };

  mailerContract('Graph', {
    subject: async () => ({
      mailer: mailerOn(),
      arrived: async () =>
        graph.mails.map(({ message }) => ({
          to: (message.toRecipients ?? []).map(({ emailAddress }) => emailAddress?.address).join(),
          subject: message.subject ?? '',
          text: textIn(message.body?.content ?? ''),
          key: message.internetMessageHeaders?.find(({ name }) => name === 'X-PIN-Desk-Mail')?.value ?? '',
        })),
      // Closing twice does no harm.
      breakDown: async () => graph.faults.add('mail', 'cut'),
    }),
    faults: {
      'refused-address': mishap({ status: 400, code: 'ErrorInvalidRecipients' }),
      slow: mishap('silent', { limits: hasty }),
      'cut-in-the-middle': mishap('cut'),
      broken: mishap({ status: 503, code: 'serviceNotAvailable' }),
      throttled: mishap({ status: 429, code: 'ApplicationThrottled' }),
      'sender-refused': mishap({ status: 403, code: 'ErrorAccessDenied' }),
      // Healed at once it would still be left alone.
      'throttled-for-long': async () => ({
        mailer: (await mishap({ status: 429, code: 'ApplicationThrottled', retryAfter: '30' })()).mailer,
      }),
      'wrong-password': async () => ({ mailer: mailerOn({ newCredential: standInCredential(graph, 'hunter2') }) }),
    },
  });

  describe('the Graph mailer', () => {
    it('sends from the mailbox, keeps nothing in it, and asks for no answer', async () => {
      await mailerOn().send({ ...code, text: new Secret('Ihr Code:\n\n12345678') });

      const [asked] = graph.asked.filter(({ what }) => what === 'mail');
      assert.match(asked?.url.pathname ?? '', /^\/v1\.0\/users\/pin-desk(@|%40)contoso\.com\/sendMail$/);
      assert.equal(JSON.parse(asked?.body ?? '{}').saveToSentItems, false);
      const [mail] = graph.mails;
      assert.deepEqual(mail?.message.internetMessageHeaders?.[0], { name: 'X-Auto-Response-Suppress', value: 'All' });
      assert.match(mail?.message.body?.content ?? '', /font-size:32px[^>]*>12345678</);
      assert.doesNotMatch(asked?.body ?? '', /code abc/);
    });

    it('waits as long as Graph asks, where that is short, and sends once', async () => {
      graph.faults.add('mail', { status: 429, code: 'ApplicationThrottled', retryAfter: '1' }, 1);
      const before = Date.now();

      const result = await mailerOn().send({ ...code, text: new Secret('x') });

      assert.deepEqual(result, { ok: true });
      assert.ok(Date.now() - before >= 1_000);
      assert.equal(graph.mails.length, 1);
    });

    it('does not repeat by itself what may have been sent', async () => {
      graph.faults.add('mail', 'cut');

      await assert.rejects(mailerOn().send({ ...code, text: new Secret('x') }), /mailer: unavailable/);

      assert.equal(graph.asked.filter(({ what }) => what === 'mail').length, 1);
    });

    it('calls a sender that Graph does not know a refusal, not a receiver that is gone', async () => {
      graph.users.length = 0;

      await assert.rejects(mailerOn().send({ ...code, text: new Secret('x') }), /mailer: denied/);
    });
  });
});

/** The text that the HTML was made from. */
function textIn(html: string): string {
  const [, body = ''] = /<div[^>]*>\n([\s\S]*)\n<\/div>/.exec(html) ?? [];
  return body
    .split(/<\/p>\n/)
    .map((paragraph) => paragraph.replace(/<br>\n/g, '\n').replace(/<[^>]*>/g, ''))
    .join('\n\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
