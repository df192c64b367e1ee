import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import { sampleSite } from '../../src/features/dial-in-help/sample-site.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { confirmed, openConversation } from '../support/conversation.ts';
import { type AtDesk, enter, fieldIn } from '../support/desk.ts';
import { misleading } from '../support/hostile-values.ts';

const mail = 'mallory@contoso.com';
const link = '[reset here](http://evil.example)';
const hostileName = `Mallory ${link}\u0000 \u202eevil\n\n# <b>x</b> \${form.token} {{DATE(2017-02-14T06:08:00Z)}} \ud800`;
const mallory = {
  ...samplePeople[0],
  id: 'mallory',
  userPrincipalName: mail,
  mail,
  proxyAddresses: [],
  displayName: hostileName,
  department: link,
  officeLocation: link,
};
const hostileSite = {
  ...sampleSite,
  organisation: `Evil\u0000 ${link}`,
  helpDesk: { ...sampleSite.helpDesk, name: link, transfer: { en: `Ask for ${link}\u0000` } },
  accessNumbers: sampleSite.accessNumbers.map((number) => ({ ...number, city: link })),
};

describe('hostile names, places and comments', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-markup-'));
  let app: TestApp;
  let desk: AtDesk;
  before(async () => {
    const [people, site] = [join(folder, 'people.json'), join(folder, 'site.json')];
    writeFileSync(people, JSON.stringify([mallory]));
    writeFileSync(site, JSON.stringify(hostileSite));
    app = await startApp({ environment: { DIRECTORY_FILE: people, SITE_FILE: site } });
    desk = await enter(app);
  });
  after(async () => {
    await app.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every text of these activities. */
  const texts = (activities: readonly unknown[]): readonly string[] => {
    const found: string[] = [];
    JSON.parse(JSON.stringify(activities), (name, value: unknown) => {
      if (typeof value === 'string' && !['url', 'id', 'token'].includes(name)) found.push(value);
      return value;
    });
    return found;
  };

  it('lead nowhere, from the menu to the ticket and the reply of an agent', async () => {
    const chat = await openConversation(app.url);
    const choose = await confirmed(app.url, mail, chat);
    const done = await chat.submit(choose, { pin: '74920183', pinConfirmation: '74920183' });
    const numbers = await chat.say('call-in numbers in the US');
    const ticket = await chat.submit(await chat.say('talk to a person'), { summary: `my phone ${link} <i>x</i>` });
    const number = /(\d{4})/u.exec(ticket.words)?.[1] ?? '';
    const elsewhere = await reply(number, `See ${link} <a href="http://evil.example">this</a>`);
    const inside = await reply(number, 'See [reset here](#) <a href="/">this</a> *now*');
    assert.deepEqual([elsewhere, inside], [422, 303]);
    await until(chat);
    const replied = await chat.read();

    const said = [chat.welcome, choose, done, numbers, ticket, replied].flatMap(({ activities }) => activities);
    const all = texts(said).join('\n');
    assert.match(choose.words, /Mallory \[reset here\]/u);
    assert.match(all, /See \[reset here\]/u);
    assert.ok(all.split('evil.example').length > 8, 'everything hostile was shown');
    for (const shown of texts(said)) assert.doesNotMatch(shown, misleading);
    assert.doesNotMatch(all, /(?![\n\u2060\u200c\u200d])\p{C}/u);
    assert.ok(all.includes('${form.token}'), 'a name is no template');
    assert.deepEqual(
      app.lines.filter((line) => line.includes('"level":"error"')),
      [],
    );
  });

  it('are text on the desk, too', async () => {
    const page = await (await desk.get('/desk/1001')).text();

    assert.match(page, /Mallory/u);
    assert.doesNotMatch(page, /<i>x|<b>x|<a href="http:\/\/evil/u);
  });

  async function reply(number: string, text: string): Promise<number> {
    const page = await (await desk.get(`/desk/${number}`)).text();
    const [version, token] = [fieldIn(page, 'version'), fieldIn(page, 'token')];
    const { status } = await desk.post(`/desk/${number}`, { action: 'reply', version, token, text });
    return status;
  }

  async function until(chat: Awaited<ReturnType<typeof openConversation>>) {
    for (let look = 0; look < 200; look += 1) {
      const set = await chat.client.read('');
      if (JSON.stringify(set.activities).includes('See [reset here]')) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the reply of the agent was not delivered');
  }
});
