import assert from 'node:assert/strict';
import { PinServiceVariables } from '../../../src/backends/pin-service/configured.ts';

const given = (more: Readonly<Record<string, string>>) =>
  PinServiceVariables.safeParse({ PIN_SERVICE: 'skype-for-business', ...more });

describe('the environment of Skype for Business Server', () => {
  it('is careful where nothing is said', () => {
    assert.deepEqual(given({}).data, {
      PIN_SERVICE: 'skype-for-business',
      POWERSHELL_PATH: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      POWERSHELL_WORKERS: 2,
      UNLOCK_BEFORE_RESET: false,
      REFUSE_DATES: true,
      ACCEPT_PIN_IN_EVENT_LOG: false,
    });
  });

  it('takes the address of a pool and nothing that is like one', () => {
    const addresses = [
      'http://pool.contoso.com/OcsPowershell',
      'https://pool.contoso.com/',
      'https://me:pass@pool.contoso.com/OcsPowershell',
      'https://pool.contoso.com/OcsPowershell?x=1',
      'https://pool.contoso.com/a/OcsPowershell',
      'pool.contoso.com',
    ];

    const taken = addresses.filter((address) => given({ SKYPE_POWERSHELL_URL: address }).success);

    assert.deepEqual(taken, []);
    assert.ok(given({ SKYPE_POWERSHELL_URL: 'https://pool.contoso.com/OcsPowershell' }).success);
  });

  it('refuses a PowerShell that is searched for, and words that are neither', () => {
    const wrong = [
      { POWERSHELL_PATH: 'powershell.exe' },
      { POWERSHELL_PATH: '..\\powershell.exe' },
      { POWERSHELL_WORKERS: '0' },
      { POWERSHELL_WORKERS: '9' },
      { ACCEPT_PIN_IN_EVENT_LOG: 'true' },
      { UNLOCK_BEFORE_RESET: 'yes' },
    ];

    assert.deepEqual(
      wrong.filter((variables) => given(variables).success),
      [],
    );
  });
});
