import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { BackendError } from '../../src/kernel/errors.ts';
import { newReference, newToken } from '../../src/kernel/ids.ts';
import { keyring } from '../../src/kernel/keyring.ts';
import { localeFrom } from '../../src/kernel/locale.ts';
import { trustedNetworks } from '../../src/kernel/networks.ts';
import { maskAddress, maskDigits, maskPhone } from '../../src/kernel/redaction.ts';
import { clientAddress } from '../../src/kernel/request-guard.ts';
import { Secret } from '../../src/kernel/secret.ts';

describe('a Secret', () => {
  it('shows itself nowhere but in reveal()', () => {
    const secret = new Secret('74920183');
    const error = new BackendError('pin-service', 'timeout', { cause: secret });

    const seen = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: null, showHidden: true }),
      inspect(error, { depth: null }),
      Object.keys(secret).join(),
      JSON.stringify({ ...secret }),
    ];

    assert.ok(seen.every((text) => !text.includes('74920183')));
    assert.equal(secret.reveal(), '74920183');
  });
});

describe('masking', () => {
  const cases: readonly [string, string][] = [
    ['my pin is 1234', 'my pin is ••••'],
    ['1 2 3 4 5', '••••'],
    ['12-34-56', '••••'],
    ['call *6 or 112', 'call *6 or 112'],
    ['in 2 of 3 rooms', 'in 2 of 3 rooms'],
    ['١٢٣٤', '••••'],
    ['１２３４', '••••'],
    ['12\u00a034\u201156', '••••'],
  ];
  for (const [typed, stored] of cases) {
    it(`makes ${JSON.stringify(stored)} of ${JSON.stringify(typed)}`, () => {
      assert.equal(maskDigits(typed), stored);
    });
  }

  it('leaves no group of 4 to 24 digits in any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^\d{4,24}$/), fc.string(), (before, digits, after) => {
        assert.ok(!maskDigits(before + digits + after).includes(digits));
      }),
    );
  });

  it('is done once and for all', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(maskDigits(maskDigits(text)), maskDigits(text))));
  });

  it('keeps of an address its first letter and its domain, of a number its last two digits', () => {
    assert.equal(maskAddress('ada@contoso.com'), 'a•••@contoso.com');
    assert.equal(maskAddress('nonsense'), '•••');
    assert.equal(maskPhone('+45 33 12 34 56'), '•••• 56');
    assert.equal(maskPhone('12'), '••••');
  });
});

describe('keys', () => {
  const a = new Secret('a'.repeat(40));
  const b = new Secret('b'.repeat(40));

  it('differ by purpose and by SECRET_KEY, and are found again by their id', () => {
    const keys = keyring(a, [b]);
    const code = keys.current('one-time-code');

    assert.notDeepEqual(code.bytes, keys.current('pin').bytes);
    assert.deepEqual(keys.byId('one-time-code', code.id), code);
    assert.equal(keys.all('pin').length, 2);
    assert.deepEqual(keyring(b).byId('pin', keys.all('pin')[1]?.id ?? '')?.bytes, keys.all('pin')[1]?.bytes);
  });

  it('are gone when their SECRET_KEY is gone', () => {
    assert.equal(keyring(b).byId('pin', keyring(a).current('pin').id), undefined);
  });
});

describe('ids', () => {
  it('name a failure by eight characters of Crockford base 32', () => {
    assert.match(newReference(), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are as long as they say', () => {
    assert.equal(Buffer.from(newToken(256), 'base64url').length, 32);
    assert.equal(Buffer.from(newToken(128), 'base64url').length, 16);
  });
});

describe('a locale', () => {
  it('is the language of a tag, English where we do not have it', () => {
    assert.deepEqual(
      ['da-DK', 'DE', 'fr-CA', 'es', 'pt-BR', '', undefined].map((tag) => localeFrom(tag)),
      ['da', 'de', 'fr', 'es', 'en', 'en', 'en'],
    );
  });
});

describe('the client address', () => {
  const proxies = trustedNetworks(['10.0.0.0/8', '::1']);
  const seen = (socket: string, forwarded?: string) =>
    clientAddress(socket, forwarded ? { 'x-forwarded-for': forwarded } : {}, proxies);

  it('is the socket unless a trusted proxy says otherwise', () => {
    assert.equal(seen('203.0.113.7', '1.2.3.4'), '203.0.113.7');
    assert.equal(seen('10.0.0.1'), '10.0.0.1');
    assert.equal(seen('10.0.0.1', '1.2.3.4'), '1.2.3.4');
    assert.equal(seen('::ffff:10.0.0.1', '1.2.3.4'), '1.2.3.4');
  });

  it('is the last one that is no proxy: what stands before it is anybody’s claim', () => {
    assert.equal(seen('10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2'), '1.2.3.4');
    assert.equal(seen('10.0.0.1', 'nonsense, 10.0.0.2'), '10.0.0.2');
  });

  it('is read without the port that some proxies write', () => {
    assert.equal(seen('10.0.0.1', '1.2.3.4:51234'), '1.2.3.4');
    assert.equal(seen('10.0.0.1', '[2001:db8::1]:51234'), '2001:db8::1');
    assert.equal(seen('10.0.0.1', '2001:db8::1'), '2001:db8::1');
    assert.equal(seen('10.0.0.1', '6.6.6.6, 1.2.3.4:51234, 10.0.0.2:80'), '1.2.3.4');
  });
});
