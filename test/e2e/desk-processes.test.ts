import assert from 'node:assert/strict';
import { startApp } from '../support/app.ts';
import { openConversation } from '../support/conversation.ts';
import { newPostgresqlUrl } from '../support/databases.ts';
import { enter, fieldIn } from '../support/desk.ts';
import { testServer } from '../support/postgresql-server.ts';

(testServer ? describe : describe.skip)('the desk in two processes on one database', function () {
  this.timeout(60_000);

  it('tells a page of one what happened in the other', async () => {
    const environment = { DATABASE_URL: (await newPostgresqlUrl()).reveal(), SECRET_KEY: 'k'.repeat(40) };
    const [one, other] = [await startApp({ environment }), await startApp({ environment })];
    const [here, there] = [await enter(one, 'agent'), await enter(other, 'lead')];
    const version = async (): Promise<unknown> => (await here.get('/desk/changes')).json();
    const before = await version();

    const chat = await openConversation(other.url);
    await chat.submit(await chat.say('talk to a person'), { summary: 'help' });
    const opened = await version();
    const page = await (await there.get('/desk/1001')).text();
    const fields = { action: 'claim', version: fieldIn(page, 'version'), token: fieldIn(page, 'token') };
    await there.post('/desk/1001', fields);
    const claimed = await version();
    const shown = await (await here.get('/desk')).text();
    await Promise.all([one.remove(), other.remove()]);

    assert.equal(new Set([before, opened, claimed].map((each) => JSON.stringify(each))).size, 3);
    assert.match(shown, /href="\/desk\/1001".*lead by link/su);
  });
});
