import assert from 'node:assert/strict';
import { startApp, type TestApp } from '../support/app.ts';
import { type Conversation, confirmed, openConversation, outbox } from '../support/conversation.ts';
import { type AtDesk, enter, fieldIn } from '../support/desk.ts';
import { eventually } from '../support/persevering-person.ts';

const ada = 'ada.archer@contoso.com';
const otherNameOfAda = 'ada@contoso.com';
const bo = 'bo.kjaergaard@contoso.com';
const pin = '74920183';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('“This wasn’t me”, from the mail to the desk and back', function () {
  this.timeout(90_000);
  let app: TestApp;
  let desk: AtDesk;
  before(async () => {
    app = await startApp();
    desk = await enter(app);
  });
  after(() => app.remove());

  const linkIn = (subject: RegExp, to: string): Promise<string> =>
    eventually('a link', async () => {
      const mail = (await outbox(app.url)).findLast((each) => each.to === to && subject.test(each.subject));
      return /^http:\/\/localhost:\d+\/not-me\?link=\S+$/mu.exec(mail?.text ?? '')?.[0];
    });
  const post = (link: string, headers = {}) =>
    fetch(`${app.url}/not-me`, {
      method: 'POST',
      headers: { ...form, ...headers },
      body: new URLSearchParams({ link: new URL(link).searchParams.get('link') ?? '' }),
    });
  const ticketWith = (words: RegExp): Promise<string> =>
    eventually('a ticket', async () => {
      const list = await (await desk.get('/desk')).text();
      const number = [...list.matchAll(/href="\/desk\/(\d+)"/gu)][0]?.[1];
      const text = number ? await (await desk.get(`/desk/${number}`)).text() : '';
      return words.test(text) ? text : undefined;
    });
  const numberIn = (ticket: string): string => /action="\/desk\/(\d+)"/u.exec(ticket)?.[1] ?? '';
  const panelTokenIn = (ticket: string): string =>
    fieldIn(/<form method="post" action="\/desk\/people">.*?<\/form>/su.exec(ticket)?.[0] ?? '', 'token');
  /** Approves what waits; the answer's status. */
  const decide = async (by: AtDesk): Promise<number> => {
    const page = await (await by.get('/desk/people')).text();
    const form = /<form method="post" action="\/desk\/decisions">.*?<\/form>/su.exec(page)?.[0] ?? '';
    const fields = { token: fieldIn(form, 'token'), action: fieldIn(form, 'action'), decision: 'approved' };
    return (await by.post('/desk/decisions', fields)).status;
  };
  const reset = async (chat: Conversation, who: string) =>
    chat.submit(await confirmed(app.url, who, chat), { pin, pinConfirmation: pin });

  it('freezes, tells the desk once, is lifted there, and then all is as before', async () => {
    await reset(await openConversation(app.url), ada);
    const link = await linkIn(/was changed/u, ada);

    for (let look = 0; look < 20; look += 1) {
      const method = look % 2 ? 'HEAD' : 'GET';
      assert.equal((await fetch(link, { method, headers: { 'sec-fetch-site': 'cross-site' } })).status, 200);
    }
    assert.doesNotMatch(await (await desk.get('/desk')).text(), /href="\/desk\/\d/u);
    // A browser whose page says no-referrer names no origin with its form.
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(link, { origin: 'null' })));
    const [one, ...others] = await Promise.all(answers.map((answer) => answer.text()));

    assert.ok(answers.every(({ status }) => status === 200));
    assert.match(one ?? '', /It is reported/u);
    assert.ok(others.every((text) => text === one));
    const ticket = await ticketWith(/Not me: the PIN was changed.*Security.*Ada Archer.*The PIN is out of use\./su);
    const queue = await (await desk.get('/desk')).text();
    assert.equal(queue.match(/<td[^>]*>Not me: the PIN was changed/gu)?.length, 1);

    const stopped = await openConversation(app.url);
    const code = await stopped.submit(await stopped.say('I forgot my PIN'), { email: otherNameOfAda });
    assert.match(code.words, /a code is on its way/u);

    const opened = await desk.post('/desk/people', { token: panelTokenIn(ticket), ticket: numberIn(ticket) });
    const panel = opened.headers.get('location') ?? '';
    const asked = await desk.post(panel, {
      token: fieldIn(await (await desk.get(panel)).text(), 'token'),
      act: 'lift-freeze',
      reason: 'Called back.',
    });
    assert.equal(asked.headers.get('location'), `${panel}?done=asked`);
    assert.deepEqual(await decide(desk), 409);
    assert.ok(!(await outbox(app.url)).some(({ subject }) => /PIN again/u.test(subject)));
    assert.equal(await decide(await enter(app, 'agent')), 303);
    await eventually('the mail of a lifted freeze', async () =>
      (await outbox(app.url)).find(({ subject }) => /PIN again/u.test(subject)),
    );
    const codes = (await outbox(app.url)).filter(({ to, subject }) => to === ada && /one-time code/u.test(subject));
    assert.equal(codes.length, 1);
    assert.doesNotMatch(await (await desk.get(panel)).text(), /frozen until lifted/u);
    assert.match(
      await (await desk.get('/desk/audit')).text(),
      /Approved: the lifting.*Asked for: the lifting.*Called back/su,
    );
  });

  it('from a code’s mail leaves the PIN alone and stops codes; the link is in no log', async () => {
    const chat = await openConversation(app.url);
    await chat.submit(await chat.say('I forgot my PIN'), { email: bo });
    const link = await linkIn(/engangskode/u, bo);

    assert.match(await (await post(link, { 'accept-language': 'da' })).text(), /Nulstilling uden login blev stoppet/u);

    await ticketWith(/Not me: a code was sent.*Pinkoden er ikke rørt/su);
    const [id = '', signature = ''] = (new URL(link).searchParams.get('link') ?? '').split('.');
    const log = app.lines.join('');
    assert.ok(signature.length === 43 && !log.includes(signature));
    assert.ok(log.includes('a notice was disowned') && !log.includes(id));
  });
});
