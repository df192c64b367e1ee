import assert from 'node:assert/strict';
import type { Needs } from '../../src/features/needs.ts';
import { staff } from '../support/accident-setting.ts';
import { databaseKinds } from '../support/databases.ts';
import { directLineLine } from '../support/lines.ts';
import { type MortalApps, mortalApps } from '../support/mortal-app.ts';
import { eventually, nextMove, noticesTo, type Person } from '../support/persevering-person.ts';
import { assertAlive } from '../support/promises.ts';

/** A version whose reset has other steps: its service issues PINs, so nobody chooses one. */
const otherVersion = {
  standIns: {
    needs: (needs: Needs): Needs => {
      if (needs.pins.kind === 'mixed') throw new Error('one service is enough here');
      const { statusOf, takeOutOfUse, refusalOf } = needs.pins;
      return {
        ...needs,
        pins: {
          kind: 'issued',
          opensMeetings: true,
          refusalOf,
          statusOf,
          takeOutOfUse,
          issue: async () => ({ ok: true }),
        },
      };
    },
  },
};

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`two versions of a flow on one ${kind}`, function () {
    this.timeout(90_000);
    let apps: MortalApps;
    let hired = 0;
    beforeEach(async () => {
      apps = await mortalApps();
    });
    afterEach(() => apps.close());

    const atChoose = async () => {
      const { id = '', mail: address = '' } = staff[hired] ?? {};
      hired += 1;
      const person: Person = { address, dataDir: apps.dataDir, pins: new Map(), wait: () => apps.pass(61) };
      const line = await directLineLine(apps.app().url);
      for (const move of ['wish', 'who', 'code']) assert.equal(await nextMove(line, person), move);
      assert.equal((await line.form())?.form, 'choose');
      return { id, person, line };
    };

    it('says so and begins again, in either direction, while both run', async () => {
      const { person, line, id } = await atChoose();
      const old = apps.app().url;
      const other = await apps.startBeside(otherVersion);
      line.moveTo(other.url);

      await nextMove(line, person);
      const first = await line.heard();
      apps.pass(61);
      for (const move of ['wish', 'who', 'code']) {
        assert.equal(await nextMove(line, person), move);
        await apps.jobsDone();
      }
      const issue = await line.form();
      line.moveTo(old);
      await line.say('I forgot my PIN');
      const second = await line.heard();

      const pins = await apps.database.query('SELECT person FROM pins WHERE person = $1', [id]);
      assert.ok(first.some((words) => /I was updated in the meantime/.test(words)));
      assert.equal(issue?.form, 'issue');
      assert.equal(second.filter((words) => /I was updated in the meantime/.test(words)).length, 2);
      assert.equal((await line.form())?.form, 'who');
      assert.deepEqual(pins, []);
      assert.ok(!apps.app().lines.some((each) => each.includes('"level":"error"')));
      await assertAlive(apps.database, line);
    });

    it('announces a change whose process was replaced by another version before it could say so', async () => {
      const { person, line } = await atChoose();
      await apps.jobsDone();
      const died = await apps.dieDuring(() => nextMove(line, person), { statement: /turn_end/, moment: 'before' });
      assert.match(died ?? '', /turn_end/);

      await apps.startAgain(35, otherVersion);
      line.moveTo(apps.app().url);
      await eventually('what became of it', async () =>
        (await line.heard()).some((words) => /Your PIN is set/.test(words)) ? true : undefined,
      );
      await eventually('the notice', () => noticesTo(apps.dataDir, person.address)[0]);

      const heard = await line.heard();
      assert.ok(heard.some((words) => /I was updated in the meantime/.test(words)));
      assert.equal(heard.filter((words) => /Your PIN is set/.test(words)).length, 1);
      await assertAlive(apps.database, line);
      assert.equal(noticesTo(apps.dataDir, person.address).length, 1);
    });
  });
}
