import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import sinon from 'sinon';
import { refusedSettings } from '../../src/checks.ts';
import { doctor } from '../../src/commands/doctor.ts';
import { StartError } from '../../src/kernel/errors.ts';
import { type Check, type Finding, good, problem, warning } from '../../src/kernel/finding.ts';
import { root } from '../support/tree.ts';

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
    const { text } = await examined(refusedSettings(new StartError(['PORT: is no number; try 3978', 'HOST: is odd'])));

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
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/main.js'), 'doctor'], {
        env: { PATH: process.env.PATH, ...environment },
        encoding: 'utf8',
      });

      assert.equal(status, code);
      assert.match(stdout, said);
      assert.doesNotMatch(stdout + stderr, /hunter2/);
    });
  }

  it('is the only command, and the program says so', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/main.js'), 'cure'], { encoding: 'utf8' });

    assert.equal(status, 1);
    assert.match(stderr, /there is no command cure; there is doctor/);
  });
});
