import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sinon from 'sinon';
import { z } from 'zod';
import { doctor } from '../../src/commands/doctor.ts';
import { StartError } from '../../src/kernel/errors.ts';
import { type Check, type Finding, good, problem, warning } from '../../src/kernel/finding.ts';
import { root } from '../support/tree.ts';

const program = join(root, 'dist/main.js');
const run = async (file: string, args: readonly string[], options: { readonly env: NodeJS.ProcessEnv }) => ({
  code: 0,
  ...(await promisify(execFile)(file, args, options)),
});
/** It ends with another code than 0 where something is not well, which is a failure to whoever runs it. */
const outputOf = (failure: unknown) =>
  z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(failure);
/** A machine that knows nobody's name: whoever has a network must not ask Microsoft here. */
const noNames = `data:text/javascript,${encodeURIComponent(
  `import dns from 'node:dns';
   dns.lookup = (host, options, done) => done(Object.assign(new Error('no names'), { code: 'ENOTFOUND' }));`,
)}`;

const fine = good('settings', 'nothing to say');
const weak = warning('LOG_LEVEL', 'is debug', 'Use info.');
const broken = problem('DATABASE_URL', 'does not answer', 'Look at the port.');

async function examined(checks: readonly Check[]) {
  const lines: string[] = [];
  const code = await doctor(checks, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}
const finding = (...found: readonly Finding[]): Check => ({ about: 'a part', run: async () => found });

describe('the doctor', () => {
  for (const [name, found, expected] of [
    ['all is well', [fine], 0],
    ['something is worth a thought', [fine, weak], 1],
    ['something does not work', [weak, broken, fine], 2],
  ] as const) {
    it(`ends with ${expected} where ${name}`, async () => {
      assert.equal((await examined([finding(...found)])).code, expected);
    });
  }

  it('says what was found and what to do', async () => {
    const { text } = await examined([finding(fine), finding(broken)]);

    assert.match(
      text,
      /^ok {7}settings: nothing to say\nPROBLEM {2}DATABASE_URL: does not answer\n\s+→ Look at the port\.$/,
    );
  });

  it('takes a check that throws for a problem, and says nothing of its message', async () => {
    const cause = Object.assign(new Error('password=hunter2'), { code: 'ECONNREFUSED' });
    const { code, text } = await examined([
      { about: 'a part', run: () => Promise.reject(new Error('hunter2', { cause })) },
    ]);

    assert.equal(code, 2);
    assert.match(text, /a part: could not be checked \(ECONNREFUSED\)/);
    assert.doesNotMatch(text, /hunter2/);
  });

  it('waits fifteen seconds for one that does not answer, and no longer', async () => {
    const clock = sinon.useFakeTimers();
    try {
      const running = examined([{ about: 'a part', run: () => new Promise(() => undefined) }, finding(fine)]);
      await clock.tickAsync(15_000);

      const { code, text } = await running;

      assert.equal(code, 2);
      assert.match(text, /a part: no answer within 15 s/);
    } finally {
      clock.restore();
    }
  });

  it('has every wrong setting as a problem of its own', async () => {
    const error = new StartError(['PORT: is no number; try 3978', 'HOST: is odd']);

    const { text } = await examined([{ about: 'settings', run: () => Promise.reject(error) }]);

    assert.match(text, /PROBLEM {2}PORT: is no number; try 3978\n.*\nPROBLEM {2}HOST: is odd/);
  });

  for (const [what, environment, code, said] of [
    ['settings that are for trying', {}, 1, /warning {2}DATABASE_URL: is missing/],
    [
      'settings with which nothing starts',
      { PORT: 'x', SECRET_KEY: 'hunter2' },
      2,
      /PROBLEM {2}PORT: [\s\S]*SECRET_KEY/,
    ],
  ] as const) {
    it(`is a command of the program: ${what}`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'doctor'], {
        env: { PATH: process.env.PATH, ...environment },
        encoding: 'utf8',
      });

      assert.equal(status, code);
      assert.match(stdout, said);
      assert.doesNotMatch(stdout + stderr, /hunter2/);
    });
  }

  it('looks at everything that is set, and says no secret of it', async () => {
    const id = '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10';
    const environment = {
      DATABASE_URL: 'postgres://pin:hunter2-database@127.0.0.1:1/pin',
      SECRET_KEY: 'hunter2-key-of-thirty-two-characters',
      SECRET_KEY_PREVIOUS: 'hunter2-key-of-thirty-two-characters-before',
      PUBLIC_URL: 'http://127.0.0.1:1',
      USER_DIRECTORY: 'graph',
      AZURE_TENANT_ID: id,
      AZURE_CLIENT_ID: id,
      AZURE_CLIENT_SECRET: 'hunter2-graph',
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_CLIENT_ID: 'pin-desk',
      OIDC_CLIENT_SECRET: 'hunter2-provider',
      MicrosoftAppId: id,
      MicrosoftAppTenantId: id,
      MicrosoftAppPassword: 'hunter2-bot',
      OAUTH_CONNECTION: 'entra',
    };

    const { code, stdout, stderr } = await run(process.execPath, ['--import', noNames, program, 'doctor'], {
      env: { PATH: process.env.PATH, ...environment },
    }).catch(outputOf);

    assert.equal(code, 2);
    for (const about of [
      'DATABASE_URL: the server does not let us in',
      'PUBLIC_URL: nothing answers there',
      'USER_DIRECTORY: no token can be had',
      'OIDC_ISSUER: no provider answers',
      'MicrosoftAppPassword: login.microsoftonline.com does not answer',
      'OAUTH_CONNECTION: the token service does not answer',
    ]) {
      assert.ok(stdout.includes(about), `${about} is missing:\n${stdout}`);
    }
    assert.doesNotMatch(stdout + stderr, /hunter2/);
  });

  it('is one of the commands that the program names', () => {
    const { status, stderr } = spawnSync(process.execPath, [program, 'cure'], { encoding: 'utf8' });

    assert.equal(status, 1);
    assert.match(stderr, /there is no command cure; there is (?:[\w-]+, )*doctor,/);
  });
});
