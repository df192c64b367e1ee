import assert from 'node:assert/strict';
import { ticketSteps } from '../../src/backends/ticket-desk/lifecycle.rules.ts';
import { type Besieged, besieged } from '../support/besieged.ts';
import { openConversation } from '../support/conversation.ts';
import { type AtDesk, enter, fieldIn } from '../support/desk.ts';
import { hostileText, hostileTexts, samples } from '../support/hostile-values.ts';
import { jsonRequest } from '../support/raw-http.ts';
import { often, soakSeed } from '../support/soak.ts';

describe(`hostile forms of the desk (SOAK_SEED=${soakSeed})`, function () {
  this.timeout(often(90_000, 3_600_000));
  let held: Besieged;
  let desk: AtDesk;
  let number = '';
  let other = '';
  before(async () => {
    held = await besieged('pglite');
    desk = await enter(held.app);
    number = await newTicket();
    other = await newTicket();
  });
  after(() => held.close());

  async function newTicket(): Promise<string> {
    const chat = await openConversation(held.app.url);
    const ticket = await chat.submit(await chat.say('talk to a person'), { summary: 'help' });
    return /(\d{4})/u.exec(ticket.words)?.[1] ?? '';
  }
  const page = async (): Promise<string> => (await desk.get(`/desk/${number}`)).text();
  const field = fieldIn;
  const post = (fields: Readonly<Record<string, string>>, to = number) => {
    const body = String(new URLSearchParams(fields));
    const plain = jsonRequest(held.port, { target: `/desk/${to}` });
    return held.attack({
      ...plain,
      headers: [
        ...plain.headers,
        ['Cookie', desk.cookie],
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Content-Length', String(Buffer.byteLength(body))],
      ],
      body,
    });
  };

  it('put words into a ticket as words, and nothing else', async () => {
    for (const text of hostileTexts.filter((each) => each.length < 15_000)) {
      const shown = await page();
      const { status } = await post({
        action: 'reply',
        version: field(shown, 'version'),
        token: field(shown, 'token'),
        text,
      });
      assert.ok([303, 422, 400].includes(status), `${status} for ${JSON.stringify(text.slice(0, 50))}`);
    }

    assert.doesNotMatch(await page(), /<script(?! src="\/assets\/)|<img|onerror="/u);
    await held.holdAll();
  });

  it('change nothing with a token that is not of this page', async () => {
    const shown = await page();
    const version = field(shown, 'version');
    const token = field(shown, 'token');
    const steps: readonly string[] = ticketSteps;
    for (const forged of samples(hostileText(), often(30, 1_000), soakSeed)) {
      // Somebody's text may be the name of what an agent does.
      if (steps.includes(forged)) continue;
      const answers = [
        await post({ action: 'solve', version, token: forged.slice(0, 200) }),
        await post({ action: forged.slice(0, 50), version, token }),
        await post({ action: 'solve', version: forged.slice(0, 50) || '0', token }),
        await post({ action: 'solve', version, token }, other),
      ];
      assert.ok(
        answers.every(({ status }) => status === 400 || status === 403),
        `${answers.map(({ status }) => status).join()} for ${JSON.stringify(forged.slice(0, 200))}`,
      );
    }

    assert.equal(field(await page(), 'version'), version);
    await held.holdAll();
  });
});
