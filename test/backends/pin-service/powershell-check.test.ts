import assert from 'node:assert/strict';
import { PinServiceVariables } from '../../../src/backends/pin-service/configured.ts';
import { powershellChecks } from '../../../src/backends/pin-service/powershell.check.ts';
import { logLines } from '../../support/log-lines.ts';
import {
  done,
  failed,
  type PoolAnswer,
  type PoolCall,
  type PowershellPool,
  powershellPool,
  standInPowershell,
} from '../../support/powershell-pool.ts';

const quiet = { module: false, scriptBlock: true, transcription: false };
const ids = {
  TEAMS_TENANT_ID: '00000000-0000-4000-8000-000000000001',
  TEAMS_APPLICATION_ID: '00000000-0000-4000-8000-000000000002',
  TEAMS_CERTIFICATE_THUMBPRINT: 'A1'.repeat(20),
};

describe('the doctor at a PIN service behind PowerShell', () => {
  let pool: PowershellPool;
  let answers: (call: PoolCall) => PoolAnswer;
  beforeEach(async () => {
    answers = () => done(quiet);
    pool = await powershellPool((call) => answers(call));
  });
  afterEach(() => pool.close());

  const found = async (given: Readonly<Record<string, string>>) => {
    const variables = PinServiceVariables.parse({
      POWERSHELL_PATH: standInPowershell,
      POWERSHELL_WORKERS: '1',
      ...given,
    });
    const checks = powershellChecks(variables, { environment: pool.environment, log: logLines().log });
    const findings = (await Promise.all(checks.map(({ run }) => run()))).flat();
    return findings.map(({ level, about, finding }) => `${level} ${about}: ${finding}`);
  };
  const skype = { PIN_SERVICE: 'skype-for-business' };

  it('says nothing of the embedded one', async () => {
    assert.deepEqual(await found({ PIN_SERVICE: 'embedded' }), []);
  });

  it('is content where a session answers and nothing writes PINs down', async () => {
    assert.deepEqual(await found(skype), ['good Skype for Business Server: a session is open, and answers']);
  });

  for (const [accepted, level] of [
    ['no', 'problem'],
    ['yes', 'warning'],
  ] as const) {
    it(`has a ${level} with module logging where that was accepted: ${accepted}`, async () => {
      answers = () => done({ ...quiet, module: true });

      const [, second] = await found({ ...skype, ACCEPT_PIN_IN_EVENT_LOG: accepted });

      assert.match(second ?? '', new RegExp(`^${level} ACCEPT_PIN_IN_EVENT_LOG: .*every PIN`));
    });
  }

  it('says nothing of a log that is accepted and writes nothing down', async () => {
    assert.equal((await found({ ...skype, ACCEPT_PIN_IN_EVENT_LOG: 'yes' })).length, 1);
  });

  it('starts one worker, also where it does not begin, and leaves no process', async () => {
    answers = () => failed('ResourceUnavailable');

    await found(skype);

    const starts = pool.calls.filter(({ request }) => request.do === 'start');
    assert.equal(starts.length, 1);
    assert.throws(() => process.kill(starts[0]?.pid ?? 0, 0), { code: 'ESRCH' });
  });

  it('leaves no process behind where all is well', async () => {
    await found(skype);

    assert.ok(pool.calls.length > 0);
    for (const { pid } of pool.calls) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('looks at Teams alone where it is alone', async () => {
    assert.deepEqual(await found({ PIN_SERVICE: 'teams', ...ids }), ['good Teams: a session is open, and answers']);
  });

  it('warns of transcripts', async () => {
    answers = () => done({ ...quiet, transcription: true });

    assert.match((await found(skype))[1] ?? '', /^warning PowerShell transcription: is on/);
  });

  it('looks at both services of a mixed estate; no PIN passes through Teams, whatever is logged', async () => {
    answers = ({ script, request }) =>
      script === 'teams.ps1' && request.do === 'start' ? done({ ...quiet, module: true }) : done(quiet);

    assert.deepEqual(await found({ PIN_SERVICE: 'skype-for-business+teams', ...ids }), [
      'good Skype for Business Server: a session is open, and answers',
      'good Teams: a session is open, and answers',
    ]);
  });

  for (const [what, answer, words] of [
    [
      'a refused sign-in',
      () => failed('PermissionDenied', 'Some.Exception'),
      /refuses the account \(PermissionDenied, Some\.Exception\)/,
    ],
    [
      'a module that is missing',
      () => failed('ResourceUnavailable'),
      /no session could be opened \(ResourceUnavailable/,
    ],
    ['scripts of another version', () => done({ modules: 'some' }), /its scripts are of another version/],
    [
      'a role that is too small',
      ({ request }: PoolCall) => (request.do === 'start' ? done(quiet) : failed('NotSpecified')),
      /refused a question/,
    ],
  ] as const) {
    it(`has a problem with ${what}`, async () => {
      answers = answer;

      const [only, ...more] = await found(skype);

      assert.match(only ?? '', /^problem Skype for Business Server: /);
      assert.match(only ?? '', words);
      assert.deepEqual(more, []);
    });
  }
});
