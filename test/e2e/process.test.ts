import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDirectory } from '../../src/storage/directory-lock.ts';
import { codeMailedTo, openConversation } from '../support/conversation.ts';
import { databaseKinds, newPostgresqlUrl } from '../support/databases.ts';
import { eventually } from '../support/persevering-person.ts';
import { failedStart, startProgram } from '../support/program.ts';
import { selfSigned } from '../support/self-signed.ts';
import { atLength } from '../support/soak.ts';

const ada = 'ada.archer@contoso.com';
const pin = '74920183';

for (const kind of databaseKinds) {
  describe(`the program on ${kind}`, function () {
    this.timeout(120_000);
    let folder: string;
    let environment: Readonly<Record<string, string>>;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pin-desk-process-'));
      const postgresql = async () => ({
        DATABASE_URL: (await newPostgresqlUrl()).reveal(),
        SECRET_KEY: 'k'.repeat(40),
      });
      environment = { DATA_DIR: folder, ...(kind === 'postgresql' ? await postgresql() : {}) };
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    // On PostgreSQL test/accidents kills at every statement.
    if (kind === 'pglite') {
      it('goes on with the same conversation after kill -9, between the steps of a reset', async () => {
        let program = await startProgram(environment);
        const again = { ...environment, PORT: new URL(program.url).port };
        const chat = await openConversation(program.url);
        const killed = async () => {
          await program.end('SIGKILL');
          program = await startProgram(again);
        };
        const killedAtLength = () => (atLength ? killed() : undefined);

        await killedAtLength();
        const who = await chat.say('I forgot my PIN');
        await killedAtLength();
        const code = await chat.submit(who, { email: ada });
        const mailed = await codeMailedTo(program.url, ada);
        await killed();
        const choose = await chat.submit(code, { code: mailed });
        await killedAtLength();
        const done = await chat.submit(choose, { pin, pinConfirmation: pin });
        await killed();
        const twice = await chat.submit(choose, { pin, pinConfirmation: pin });
        const { activities } = await chat.client.read('');
        await program.end('SIGTERM');

        assert.match(choose.words, /Ada Archer/);
        assert.match(done.words, /Your PIN is set/);
        assert.equal(twice.status, 200);
        assert.equal(activities.filter((activity) => JSON.stringify(activity).includes('Your PIN is set')).length, 1);
      });
    }

    it('says that it is about to stop, and serves on until whoever sends it requests has noticed', async () => {
      const program = await startProgram({ ...environment, DRAIN_SECONDS: '2' });
      const ending = program.end('SIGTERM');
      const ready = async () => {
        const response = await fetch(`${program.url}/health/ready`);
        return { status: response.status, connection: response.headers.get('connection'), body: await response.text() };
      };
      await eventually('the word that it stops', async () => ((await ready()).status === 503 ? true : undefined));

      const said = await ready();
      const chat = await openConversation(program.url);
      const answer = await chat.say('which key mutes me?');
      const code = await ending;

      assert.match(said.body, /"status":"stopping","database":true/);
      assert.equal(said.connection, 'close');
      assert.match(answer.words, /\*6/);
      assert.equal(code, 0);
    });

    it('ends by SIGTERM with 0', async () => {
      const program = await startProgram(environment);

      const code = await program.end('SIGTERM');

      assert.equal(code, 0);
    });
  });
}

describe('the program', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pin-desk-process-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says at its start that its certificate ends soon', async () => {
    const id = '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10';
    const pem = join(folder, 'application.pem');
    const { cert, key } = selfSigned();
    writeFileSync(pem, cert + key);
    const program = await startProgram({
      DATA_DIR: join(folder, 'certified'),
      USER_DIRECTORY: 'graph',
      GRAPH_CREDENTIAL: 'certificate',
      AZURE_TENANT_ID: id,
      AZURE_CLIENT_ID: id,
      AZURE_CLIENT_CERTIFICATE_PATH: pem,
    });

    await program.end('SIGTERM');

    const warned = program
      .written()
      .split('\n')
      .filter((line) => line.includes('a setting is worth a thought'));
    assert.match(warned.join('\n'), /^[^\n]*AZURE_CLIENT_CERTIFICATE_PATH[^\n]*ends in 0 days[^\n]*$/);
  });

  it('keeps a second one out of its data folder, and its key to itself', async () => {
    const first = await startProgram({ DATA_DIR: folder });

    const second = await failedStart({ DATA_DIR: folder });
    await first.end('SIGTERM');

    assert.equal(second.code, 1);
    assert.match(second.errors, /DATA_DIR/);
    assert.equal(statSync(join(folder, 'secret-key')).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o077, 0);
  });

  it('makes no key in a data folder that another one is about to use', async () => {
    const taken = mkdtempSync(join(tmpdir(), 'pin-desk-process-'));
    const giveBack = await lockDirectory(join(taken, 'database.lock'), { pid: process.pid, isAlive: () => true });

    const { code } = await failedStart({ DATA_DIR: taken });

    const files = readdirSync(taken);
    await giveBack();
    rmSync(taken, { recursive: true });
    assert.equal(code, 1);
    assert.deepEqual(files, ['database.lock']);
  });

  it('names every wrong variable in one line and ends with 1', async () => {
    const { code, errors } = await failedStart({ PORT: 'x', LOG_LEVEL: 'loud' });

    assert.equal(code, 1);
    assert.match(errors, /^pin-desk cannot start: PORT: .*LOG_LEVEL: [^\n]*\n$/);
  });

  it('refuses to be in the open', async () => {
    const { code, errors } = await failedStart({ DATA_DIR: folder, HOST: '0.0.0.0' });

    assert.equal(code, 1);
    assert.match(errors, /embedded mailer shows one-time codes/);
  });

  it('names the file that it cannot use', async () => {
    const { code, errors } = await failedStart({ DATA_DIR: folder, SITE_FILE: join(folder, 'no-such-file') });

    assert.equal(code, 1);
    assert.match(errors, /SITE_FILE: cannot be read/);
  });
});
