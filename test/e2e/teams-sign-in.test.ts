import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  registration,
  type StandInConnector,
  standInCredentials,
  startConnector,
  tenant,
} from '../support/connector.ts';
import { codeMailedTo } from '../support/conversation.ts';
import { type StandInEntra, startEntra } from '../support/entra.ts';
import { channelIdOf, type TeamsPerson, teamsWith } from '../support/teams.ts';
import { connection, type StandInTokenService, startTokenService } from '../support/token-service.ts';

const ada = { mail: 'ada.archer@contoso.com', aadObjectId: '6f1d0c00-0000-4000-8000-000000000001' };
const bo = { mail: 'bo.kjaergaard@contoso.com', aadObjectId: '6f1d0c00-0000-4000-8000-000000000002' };
const pin = '74920183';
const clientsToken = 'a-token-of-the-persons-client';

describe('a reset in Teams by signing in', function () {
  this.timeout(60_000);
  let connector: StandInConnector;
  let entra: StandInEntra;
  let service: StandInTokenService;
  let app: TestApp;
  let database: Database;

  before(async () => {
    [connector, entra, service] = await Promise.all([startConnector(), startEntra(), startTokenService()]);
  });
  after(() => Promise.all([connector.close(), entra.close(), service.close()]));
  beforeEach(async () => {
    connector.reset();
    service.reset();
  });
  afterEach(() => app.remove());

  const start = async (policy: Readonly<Record<string, string>> = {}) => {
    app = await startApp({
      environment: {
        ...registration,
        OAUTH_CONNECTION: connection,
        ...policy,
      },
      around: {
        standIns: {
          issuer: connector.issuer,
          credentials: standInCredentials,
          issuerOf: entra.issuerOf,
          oAuthUrl: service.url,
          needs: (needs) => {
            database = needs.database;
            return needs;
          },
        },
      },
    });
  };
  const { post, execute, invoke, exchange, lastForm, words } = teamsWith(() => ({ connector, url: app.url }));
  const tokenOf = ({ aadObjectId }: TeamsPerson, claims: Readonly<Record<string, unknown>> = {}) =>
    entra.token({ oid: aadObjectId, tid: tenant }, { claims });
  const verify = (person: TeamsPerson, state: string) => invoke(person, 'signin/verifyState', { state });
  const times = (what: RegExp) => connector.sent.filter(({ activity }) => what.test(JSON.stringify(activity))).length;

  it('goes from the wish to the PIN with a token that the client exchanged, and keeps it nowhere', async () => {
    await start();
    const token = tokenOf(ada);
    service.give(token);

    await post(ada, { text: 'I forgot my PIN' });
    const exchanged = await exchange(ada);
    assert.equal(lastForm()?.form, 'choose');
    await execute(ada, lastForm(), { pin, pinConfirmation: pin });

    assert.equal(exchanged.status, 200);
    assert.match(words(), /Ada Archer/);
    assert.match(words(), /Your PIN is set/);
    for (const secret of [token.reveal(), clientsToken, pin]) {
      assert.ok(!words().includes(secret) && !app.lines.join('').includes(secret));
      assert.ok(!(await everyRow()).includes(secret));
    }
  });

  it('acts once for three clients of one person that exchange at once', async () => {
    await start();
    service.give(tokenOf(ada));
    await post(ada, { text: 'I forgot my PIN' });

    const answers = await Promise.all([exchange(ada), exchange(ada), exchange(ada)]);

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(times(/Thank you, that is confirmed/), 1);
    assert.equal(times(/Input\.Text/), 1);
  });

  it('goes on with the button where nothing can be exchanged: a wrong code, a right one, the same again', async () => {
    await start();
    await post(ada, { text: 'I forgot my PIN' });
    const exchanged = await exchange(ada);
    service.give(tokenOf(ada));
    const code = service.signedIn(channelIdOf(ada));

    const wrong = await verify(ada, code === '123456' ? '123457' : '123456');
    assert.match(words(), /That sign-in did not work/);
    assert.equal(lastForm(), undefined);
    const right = await verify(ada, code);
    assert.equal(lastForm()?.form, 'choose');
    const sent = connector.sent.length;
    const used = await verify(ada, code);

    assert.deepEqual([exchanged.status, wrong.status, right.status, used.status], [412, 404, 200, 404]);
    assert.equal(connector.sent.length, sent);
  });

  it('lets nobody in with somebody else’s sign-in', async () => {
    await start();
    service.give(tokenOf(bo));
    await post(ada, { text: 'I forgot my PIN' });

    const exchanged = await exchange(ada);
    const verified = await verify(ada, service.signedIn(channelIdOf(ada)));

    assert.deepEqual([exchanged.status, verified.status], [412, 404]);
    assert.equal(lastForm(), undefined);
    assert.equal(app.lines.filter((line) => line.includes('a sign-in was refused')).length, 1);
  });

  it('takes no sign-in that is long ago, and offers the button', async () => {
    await start();
    service.give(tokenOf(ada, { iat: Math.floor(Date.now() / 1_000) - 11 * 60 }));
    await post(ada, { text: 'I forgot my PIN' });

    await exchange(ada);

    assert.match(words(), /too long ago/);
    assert.equal(lastForm(), undefined);
    assert.equal(times(/tokenExchangeResource/), 1);
  });

  it('says so where the window was closed, and hears “cancel”', async () => {
    await start();
    await post(ada, { text: 'I forgot my PIN' });

    const closed = await verify(ada, 'CancelledByUser');
    await post(ada, { text: 'cancel' });
    service.give(tokenOf(ada));
    const tooLate = await verify(ada, service.signedIn(channelIdOf(ada)));

    assert.deepEqual([closed.status, tooLate.status], [200, 200]);
    assert.match(words(), /That sign-in did not work/);
    assert.equal(lastForm(), undefined);
  });

  it('says that signing in is not possible while the token service does not answer', async () => {
    await start();
    service.failWith(403);

    await post(ada, { text: 'Jeg har glemt min pinkode', locale: 'da-DK' });

    assert.match(words(), /Det er ikke muligt at logge ind lige nu/);
  });

  it('mails a code as well where the policy wants both', async () => {
    await start({ IDENTITY_POLICY: 'teams:sign-in+code' });
    service.give(tokenOf(ada));
    await post(ada, { text: 'I forgot my PIN' });
    await exchange(ada);
    assert.equal(lastForm()?.form, 'code');

    await execute(ada, lastForm(), { code: await codeMailedTo(app.url, ada.mail) });

    assert.equal(lastForm()?.form, 'choose');
  });

  async function everyRow(): Promise<string> {
    const tables = await database.query(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    );
    const rows = [];
    for (const { name } of tables) rows.push(await database.query(`SELECT t::text AS row FROM ${String(name)} AS t`));
    assert.ok(rows.flat().length > 5);
    return JSON.stringify(rows);
  }
});
