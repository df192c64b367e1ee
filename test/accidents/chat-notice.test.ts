import assert from 'node:assert/strict';
import { staff } from '../support/accident-setting.ts';
import { registeredAt, type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { databaseKinds } from '../support/databases.ts';
import { directLineLine, teamsLine } from '../support/lines.ts';
import { type MortalApps, mortalApps } from '../support/mortal-app.ts';
import { nextMove, type Person } from '../support/persevering-person.ts';
import type { BreakPlace } from '../support/statement-proxy.ts';

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`a process that dies while it tells the owner of a PIN in their chat, on ${kind}`, function () {
    this.timeout(120_000);
    let apps: MortalApps;
    let connector: StandInConnector;
    let people = 0;
    before(async () => {
      connector = await startConnector({ now: () => apps.clock.now() });
      apps = await mortalApps(registeredAt(connector));
    });
    after(async () => {
      await apps.close();
      await connector.close();
    });

    /** Somebody anonymous resets the PIN of a person whose chat is known; how often that chat says so in the end. */
    const timesTold = async (death: BreakPlace): Promise<number> => {
      const { id = '', mail: address = '' } = staff[people] ?? {};
      people += 1;
      const vouched = { aadObjectId: id, tenant };
      const owner = teamsLine(apps.app().url, { connector, conversation: `a:${id}`, vouched });
      await owner.say('menu');
      const person: Person = { address, dataDir: apps.dataDir, pins: new Map(), wait: () => apps.pass(61) };
      const stranger = await directLineLine(apps.app().url);
      for (const move of ['wish', 'who', 'code']) assert.equal(await nextMove(stranger, person), move);
      await apps.jobsDone();

      const died = await apps.dieDuring(() => nextMove(stranger, person), death);
      assert.ok(died !== undefined, 'it dies there');
      await apps.startAgain(35);
      await apps.jobsDone();
      return (await owner.heard()).filter((words) => /Your dial-in PIN was changed/u.test(words)).length;
    };

    it('says it once where that it was said is written down', async () => {
      assert.equal(await timesTold({ statement: /personal_chats SET told/u, moment: 'after' }), 1);
    });

    it('says it twice rather than not at all where it is not', async () => {
      assert.equal(await timesTold({ statement: /personal_chats SET told/u, moment: 'before' }), 2);
    });

    it('says it where it had not begun to', async () => {
      assert.equal(await timesTold({ statement: /FROM personal_chats/u, moment: 'before' }), 1);
    });
  });
}
