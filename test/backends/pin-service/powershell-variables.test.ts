import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PinServiceVariables } from '../../../src/backends/pin-service/configured.ts';
import { hostileTexts } from '../../support/hostile-values.ts';

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

  it('takes no address of a pool with anything in it but letters, digits, dots and a port', () => {
    const odd = fc.oneof(
      fc.string({ maxLength: 12 }).map((text) => `https://${text}/OcsPowershell`),
      fc.string({ maxLength: 4 }).map((text) => `https://pool.contoso.com${text}/OcsPowershell`),
      fc.constantFrom(';', '"', "'", '$(calc)', '`', '\n').map((text) => `https://pool${text}x/OcsPowershell`),
      fc.constantFrom(...hostileTexts),
    );

    fc.assert(
      fc.property(odd, (address) => {
        const { data } = given({ SKYPE_POWERSHELL_URL: address });
        if (data?.PIN_SERVICE !== 'skype-for-business') return;
        assert.match(
          data.SKYPE_POWERSHELL_URL ?? 'https://none/OcsPowershell',
          /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?\/OcsPowershell$/i,
        );
      }),
    );
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

describe('the environment of Teams, whatever is written there', () => {
  const good = {
    PIN_SERVICE: 'teams',
    TEAMS_TENANT_ID: '00000000-0000-4000-8000-000000000001',
    TEAMS_APPLICATION_ID: '00000000-0000-4000-8000-000000000002',
    TEAMS_CERTIFICATE_THUMBPRINT: 'A1'.repeat(20),
  };
  const odd = (value: string) =>
    fc.oneof(
      fc.string(),
      fc.constantFrom(...hostileTexts),
      fc
        .tuple(fc.nat(40), fc.string({ minLength: 1, maxLength: 3 }))
        .map(([at, text]) => value.slice(0, at) + text + value.slice(at)),
    );

  for (const [name, form] of [
    ['TEAMS_TENANT_ID', /^[0-9a-f-]{36}$/i],
    ['TEAMS_APPLICATION_ID', /^[0-9a-f-]{36}$/i],
    ['TEAMS_CERTIFICATE_THUMBPRINT', /^[0-9a-f]{40}$/i],
  ] as const) {
    it(`hands on no ${name} that is none`, () => {
      fc.assert(
        fc.property(odd(good[name]), (value) => {
          const { data } = PinServiceVariables.safeParse({ ...good, [name]: value });
          if (data?.PIN_SERVICE === 'teams') assert.match(data[name], form);
        }),
      );
    });
  }
});
