import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { accidentFolder, secretKey, staff } from '../support/accident-setting.ts';
import { type ChatActivity, chatClient, chatStream } from '../support/chat-client.ts';
import { Token } from '../support/chat-host.ts';
import { codeMailedTo, formIn } from '../support/conversation.ts';
import { databaseKinds, newPostgresqlUrl, postgresqlAt } from '../support/databases.ts';
import { eventually, noticesTo } from '../support/persevering-person.ts';
import { type Program, startProgram } from '../support/program.ts';

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`three processes on one ${kind}`, function () {
    this.timeout(180_000);
    const folder = accidentFolder();
    let database: Database;
    let environment: Readonly<Record<string, string>>;
    let programs: Program[];
    let hired = 0;

    before(async () => {
      const url = (await newPostgresqlUrl()).reveal();
      database = postgresqlAt(new Secret(url));
      environment = {
        DATABASE_URL: url,
        SECRET_KEY: secretKey,
        DATA_DIR: folder.dataDir,
        DIRECTORY_FILE: folder.directoryFile,
      };
      programs = await Promise.all([1, 2, 3].map(() => startProgram(environment)));
    });
    beforeEach(async () => {
      const present = programs.map((program) => (isAlive(program) ? program : startProgram(environment)));
      programs = await Promise.all(present);
    });
    after(async () => {
      await Promise.all(programs.filter(isAlive).map((program) => program.end('SIGKILL')));
      await database.close();
      folder.remove();
    });

    const urlOf = (process: number): string => programs[process]?.url ?? '';
    /** One person's conversation, which any process may be asked about. */
    const chat = async () => {
      const { id = '', mail = '' } = staff[hired] ?? {};
      hired += 1;
      const answer = await fetch(`${urlOf(0)}/chat/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"locale":"en"}',
      });
      const token = Token.parse(await answer.json());
      const at = (process: number) => chatClient({ domain: `${urlOf(process)}/v3/directline` }, token);
      await at(0).start();
      const form = async (process: number) => {
        const { activities } = await at(process).read();
        return activities.map((activity) => formIn(activity.attachments?.[0]?.content)).findLast((found) => found);
      };
      const submit = async (process: number, values: object) =>
        at(process).send({ type: 'message', value: { ...(await form(process)), ...values } });
      const toChoose = async () => {
        await at(0).say('I forgot my PIN');
        await submit(1, { email: mail });
        await submit(2, { code: await codeMailedTo(urlOf(0), mail) });
        assert.equal((await form(1))?.form, 'choose');
      };
      return { id, mail, at, form, submit, toChoose };
    };
    const pinsOf = async (id: string) => {
      const [row] = await database.query('SELECT jsonb_array_length(history) AS pins FROM pins WHERE person = $1', [
        id,
      ]);
      return row?.pins;
    };
    /** Holds up whoever sets a PIN, before it does. */
    const pinsLocked = async () => {
      const client = new pg.Client({ connectionString: environment.DATABASE_URL });
      await client.connect();
      await client.query('BEGIN; LOCK TABLE pins IN ACCESS EXCLUSIVE MODE');
      return {
        reached: () =>
          eventually('somebody who waits for the table of PINs', async () => {
            const sql = "SELECT pid FROM pg_locks WHERE relation = 'pins'::regclass AND NOT granted";
            return (await database.query(sql, [])).length > 0 ? true : undefined;
          }),
        release: async () => {
          await client.query('COMMIT');
          await client.end();
        },
      };
    };
    /** As if so long had passed since somebody was last heard of. */
    const leasesRunOut = () =>
      database.query("UPDATE forms SET lease_until = lease_until - interval '30 seconds' WHERE status = 'started'", []);

    it('serve one conversation, and its stream goes on elsewhere when its process is killed', async () => {
      const { at, submit, form, toChoose, id, mail } = await chat();
      const first = chatStream((await at(1).reconnect('0')).streamUrl);
      await toChoose();
      await first.activity((activity) => formIn(activity.attachments?.[0]?.content)?.form === 'choose');

      await programs[1]?.end('SIGKILL');
      await first.ended();
      const held = await pinsLocked();
      const pin = '947301628051';
      const unanswered = submit(2, { pin, pinConfirmation: pin }).catch(() => 'nobody');
      await held.reached();
      await programs[2]?.end('SIGKILL');
      await held.release();
      const second = chatStream((await at(0).reconnect(first.watermark())).streamUrl);
      await leasesRunOut();
      await second.activity(says(/That was interrupted/));
      assert.equal(await unanswered, 'nobody');
      await submit(0, { pin, pinConfirmation: pin });
      await second.activity(says(/Your PIN is set/));
      await eventually('the notice', () => noticesTo(folder.dataDir, mail)[0]);

      const { activities: history, watermark } = await at(0).read('0');
      await eventually('the whole stream', () => (second.watermark() === watermark ? true : undefined));
      const streamed = [...first.activities, ...second.activities].filter(({ type }) => type !== 'typing');
      assert.equal((await form(0))?.form, 'ask');
      assert.deepEqual(lastOf(streamed), lastOf(history));
      assert.equal(new Set(streamed.map((each) => JSON.stringify(each))).size, streamed.length, 'nothing came twice');
      assert.equal(history.filter(says(/Your PIN is set/)).length, 1);
      assert.equal(await pinsOf(id), 1);
      second.close();
    });

    it('take nothing from one that slept past its lease in the middle of a change', async () => {
      const { at, submit, toChoose, id, mail, form } = await chat();
      await toChoose();
      const [early, late] = ['947301628051', '947338628992'];
      const sleeper = programs[0]?.child;
      const held = await pinsLocked();
      const asleep = submit(0, { pin: early, pinConfirmation: early });
      await held.reached();
      sleeper?.kill('SIGSTOP');
      await held.release();
      await leasesRunOut();
      await eventually('the form that another process shows', async () => {
        // A conversation may be read so often.
        await setTimeout(100);
        const { activities } = await at(1).read('0');
        return activities.some(says(/That was interrupted/)) ? true : undefined;
      });
      await submit(2, { pin: late, pinConfirmation: late });
      const [before] = await database.query('SELECT history, changed_at FROM pins WHERE person = $1', [id]);

      sleeper?.kill('SIGCONT');
      const answered = await asleep;
      await eventually('the notice', () => noticesTo(folder.dataDir, mail)[0]);

      const [afterwards] = await database.query('SELECT history, changed_at FROM pins WHERE person = $1', [id]);
      const { activities } = await at(0).read('0');
      assert.equal(answered.status, 200);
      assert.deepEqual(afterwards, before);
      assert.equal(await pinsOf(id), 1);
      assert.equal(activities.filter(says(/Your PIN is set/)).length, 1);
      assert.equal(activities.filter(says(/our fault|ticket/)).length, 0);
      assert.equal((await form(0))?.form, 'ask');
      assert.equal(noticesTo(folder.dataDir, mail).length, 1);
    });
  });
}

const isAlive = ({ child }: Program): boolean => child.exitCode === null && child.signalCode === null;

const says =
  (what: RegExp) =>
  (activity: ChatActivity): boolean =>
    what.test(String(activity.attachments?.[0]?.content.fallbackText ?? activity.text ?? ''));

/** What a reader ends up with: the last version of each activity. */
const lastOf = (activities: readonly ChatActivity[]) =>
  [...new Map(activities.map((activity) => [activity.id, JSON.stringify(activity)]))].toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
