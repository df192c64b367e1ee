import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostsOf, strayLink, withoutStrayLinks } from '../../src/kernel/agent-text.rules.ts';
import { site } from '../support/answers.ts';

const hosts = ['pin.contoso.com', 'example.com'];

describe('an agent’s words', () => {
  for (const text of [
    'Look at https://evil.com/reset',
    'Look at HTTPS://EVIL.COM',
    'www.evil.org has it',
    'Go to evil.com, please',
    'ftp://example.com/file',
    'javascript://example.com/%0aalert(1)',
    'data:text/html://x',
    'https://example.com@evil.com/',
    'https://user@example.com/',
    'https://example.com.evil.net/',
    'https://notexample.com',
    'write to helpdesk@evil.com',
    'mailto:helpdesk@evil.com',
    '[click](https://evil.com)',
    'ｗｗｗ．ｅｖｉｌ．ｃｏｍ',
    'https:\\\\evil.com\\x',
    'xn--pple-43d.com',
    'аpple.com',
    'settings.zip',
  ]) {
    it(`may not lead elsewhere: ${text}`, () => {
      const found = strayLink(text, hosts);

      assert.ok(found);
      assert.equal(strayLink(withoutStrayLinks(text, hosts), hosts), undefined);
    });
  }

  for (const text of [
    'Please try again now.',
    'See https://pin.contoso.com/?ask=reset-pin and example.com/help.',
    'https://portal.example.com/a_b?c=d#e',
    'Write to helpdesk@example.com or it@mail.example.com.',
    'Open outlook.exe, then settings.json: it is at 10.30, e.g. today (f.eks. nu, z. B. jetzt, bl.a. der).',
    'Version 4.2.1 is out… Press *6; the PIN has 5-24 digits.',
    'Ring +45 33.12.34.56',
  ]) {
    it(`stay as they are: ${text}`, () => {
      assert.equal(strayLink(text, hosts), undefined);
      assert.equal(withoutStrayLinks(text, hosts), text);
    });
  }

  it('are read in no time, however long they are and whatever they are made of', () => {
    for (const part of ['İ', 'a', 'a.', '@', 'www.', '-', 'ﷺ']) {
      const text = `${part.repeat(20_000 / part.length)} https://evil.com`;

      assert.ok(strayLink(text, hosts));
      assert.equal(strayLink(withoutStrayLinks(text, hosts), hosts), undefined);
    }
  });

  it('lead nowhere else once that is taken out, whatever they are', () => {
    const part = fc.constantFrom(
      'https://',
      'evil.com',
      '@',
      'example.com',
      '/',
      '.',
      'www.',
      ' ',
      'a',
      '\\',
      ':',
      'é',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        assert.equal(strayLink(withoutStrayLinks(parts.join(''), hosts), hosts), undefined);
      }),
    );
  });

  it('may lead to what the site names, to its mail’s domain, and to us', () => {
    const allowed = hostsOf(site, 'https://pin.contoso.com');

    assert.ok(allowed.includes('pin.contoso.com') && allowed.includes('example.com'), allowed.join());
    assert.ok(!hostsOf(site, undefined).includes('pin.contoso.com'));
  });
});
