import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { configuredUserDirectory, sampleIn } from '../../../src/backends/user-directory/configured.ts';
import { embeddedUserDirectory } from '../../../src/backends/user-directory/embedded.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { StartError } from '../../../src/kernel/errors.ts';
import { logLines } from '../../support/log-lines.ts';
import { userDirectoryContract } from './contract.ts';

const ada = {
  id: 'A1',
  displayName: 'Ada Archer',
  userPrincipalName: 'ada@contoso.com',
  mail: 'Ada.Archer@contoso.com',
  accountEnabled: true,
  businessPhones: ['+1 206 555 0114;ext=40114'],
  proxyAddresses: [
    'SMTP:ada.archer@contoso.com',
    'smtp:archer@contoso.com',
    'smtp:both@contoso.com',
    'SIP:Ada@contoso.com',
  ],
  otherMails: ['ada@fabrikam.com', 'ADA.archer@contoso.com'],
};
const bo = {
  displayName: 'Bo',
  userPrincipalName: 'Bo@contoso.com',
  accountEnabled: false,
  userType: 'Guest',
  mail: null,
  businessPhones: ['+45 33 12 34 56 x1234'],
  proxyAddresses: ['smtp:both@contoso.com', 'SMTP:bo.primary@contoso.com'],
  country: 'Denmark',
  usageLocation: 'dk',
  isProtected: true,
  createdDateTime: '2026-10-01T07:00:00Z',
};
const refusalOf = (content: unknown): string => {
  try {
    embeddedUserDirectory(content);
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof StartError);
    return inspect(error, { depth: null }).split('\n')[0] ?? '';
  }
};

userDirectoryContract('embedded', async (people) => ({ directory: embeddedUserDirectory(people) }));

describe('the embedded user directory', () => {
  it('reads a person as Graph describes them', async () => {
    const directory = embeddedUserDirectory([ada, bo]);

    const person = await directory.byId('bo@contoso.com');

    assert.deepEqual(person, {
      id: 'bo@contoso.com',
      displayName: 'Bo',
      userPrincipalName: 'Bo@contoso.com',
      mail: 'bo.primary@contoso.com',
      addresses: ['bo.primary@contoso.com'],
      noticeAddresses: ['bo.primary@contoso.com'],
      accountEnabled: false,
      userType: 'guest',
      isProtected: true,
      hasDeskPhone: false,
      businessPhones: ['+45 33 12 34 56 x1234'],
      extension: '1234',
      country: 'DK',
      createdAt: new Date('2026-10-01T07:00:00Z'),
    });
  });

  it('takes extension and SIP address from where Graph has them, and each mail box once', async () => {
    const directory = embeddedUserDirectory([ada, bo], { codesToOtherMails: true });

    const person = await directory.byId('A1');

    assert.equal(person?.extension, '40114');
    assert.equal(person?.sipAddress, 'sip:ada@contoso.com');
    assert.deepEqual(person?.addresses, ['ada.archer@contoso.com', 'ada@fabrikam.com']);
  });

  it('sends notices to the addresses that people have elsewhere, and codes only where it is told to', async () => {
    const directory = embeddedUserDirectory([ada, bo]);

    const person = await directory.byId('A1');

    assert.deepEqual(person?.addresses, ['ada.archer@contoso.com']);
    assert.deepEqual(person?.noticeAddresses, ['ada.archer@contoso.com', 'ada@fabrikam.com']);
  });

  it('mails nobody at more than ten addresses', async () => {
    const otherMails = Array.from({ length: 250 }, (_, number) => `ada.${number}@fabrikam.com`);
    const directory = embeddedUserDirectory([{ ...ada, otherMails }], { codesToOtherMails: true });

    const person = await directory.byId('A1');

    assert.deepEqual([person?.addresses.length, person?.noticeAddresses.length], [10, 10]);
    assert.equal(person?.noticeAddresses[0], 'ada.archer@contoso.com');
  });

  it('takes no employee id for an address', async () => {
    const directory = embeddedUserDirectory([ada, { ...bo, employeeId: 'ada@contoso.com' }]);

    const found = await directory.byIdentifier('ada@contoso.com');

    assert.equal(found.ok && found.person.id, 'a1');
  });

  it('does not look people up by their addresses elsewhere', async () => {
    const directory = embeddedUserDirectory([ada, bo]);

    const found = await directory.byIdentifier('ada@fabrikam.com');

    assert.deepEqual(found, { ok: false, reason: 'nobody' });
  });

  it('refuses a file by naming the variable and the place, never a value', () => {
    const secretive = {
      ...ada,
      mail: 'hidden value',
      accountEnabled: 'hidden value',
      businessPhones: ['hidden value'],
    };

    const message = refusalOf([ada, secretive]);

    assert.match(
      message,
      /DIRECTORY_FILE: \[1\]\.mail is not a mail address; \[1\]\.accountEnabled .*\[1\]\.businessPhones\[0\] is not a phone/,
    );
    assert.doesNotMatch(message, /hidden/);
  });

  it('never assumes that an account is enabled', () => {
    const { accountEnabled: _, ...unsaid } = ada;

    const message = refusalOf([unsaid]);

    assert.match(message, /\[0\]\.accountEnabled/);
  });

  it('refuses two people with one id, and says where', () => {
    const message = refusalOf([ada, bo, { ...bo, id: 'a1' }, { ...bo }]);

    assert.match(
      message,
      /DIRECTORY_FILE: \[2\]\.id is someone else's too; \[3\]\.userPrincipalName is someone else's too/,
    );
  });

  for (const [what, content] of [
    ['an object', {}],
    ['an empty list', []],
    ['text', 'people'],
    ['nothing', undefined],
    ['a list of numbers', [1]],
    ['a mail with a comma', [{ ...ada, mail: 'a@b.com,c@d.com' }]],
    ['a mail with a line break', [{ ...ada, mail: 'a@b.com\r\nBcc: c@d.com' }]],
  ] as const) {
    it(`refuses ${what}`, () => {
      const message = refusalOf(content);

      assert.match(message, /DIRECTORY_FILE: /);
    });
  }

  it('finds everybody among many thousands without walking through them', async () => {
    const people = Array.from({ length: 20_000 }, (_, index) => ({
      ...bo,
      userPrincipalName: `user${index}@contoso.com`,
      proxyAddresses: [],
    }));
    const directory = embeddedUserDirectory(people);
    const started = performance.now();

    const found = await Promise.all(people.map((person) => directory.byIdentifier(person.userPrincipalName)));

    assert.ok(found.every((answer) => answer.ok));
    // 200 million comparisons otherwise.
    assert.ok(performance.now() - started < 1_000);
  });
});

describe('the configured user directory', () => {
  const needs = { clock: systemClock, log: logLines().log };
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'directory-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has a sample of every kind of person, and offers those with a mail address', async () => {
    const directory = await configuredUserDirectory({ USER_DIRECTORY: 'embedded' }, needs);

    const offered = sampleIn({ USER_DIRECTORY: 'embedded' });
    const found = await Promise.all(offered.map(({ mail }) => directory.byIdentifier(mail)));
    const people = found.flatMap((answer) => (answer.ok ? [answer.person] : []));

    assert.ok(people.length >= 15);
    assert.equal(people.length, offered.length);
    assert.ok(people.some((person) => !person.accountEnabled));
    assert.ok(people.some((person) => person.userType === 'guest'));
    assert.ok(people.some((person) => person.isProtected));
    assert.ok(people.some((person) => person.hasDeskPhone));
    assert.ok(people.some((person) => person.businessPhones.length === 0 && !person.mobilePhone));
    assert.deepEqual(await directory.byIdentifier('support@contoso.com'), { ok: false, reason: 'several' });
    const hugo = await directory.byIdentifier('hugo.marsh@contoso.com');
    assert.ok(hugo.ok && hugo.person.addresses.length === 0);
    for (const language of ['da', 'de', 'fr', 'es', 'en']) {
      assert.ok(
        people.some((person) => person.preferredLanguage?.startsWith(language)),
        language,
      );
    }
  });

  it('reads the file, with or without a byte order mark, and offers nobody of it', async () => {
    const file = join(folder, 'people.json');
    await writeFile(file, `\uFEFF${JSON.stringify([ada])}`);
    const variables = { USER_DIRECTORY: 'embedded' as const, DIRECTORY_FILE: file };

    const directory = await configuredUserDirectory(variables, needs);

    assert.ok(await directory.byId('a1'));
    assert.deepEqual(sampleIn(variables), []);
  });

  it('refuses a file that is missing or no JSON, without quoting it', async () => {
    const file = join(folder, 'people.json');
    await writeFile(file, '[{"mail": hidden}]');
    const missing = configuredUserDirectory(
      { USER_DIRECTORY: 'embedded', DIRECTORY_FILE: join(folder, 'none.json') },
      needs,
    );
    const broken = configuredUserDirectory({ USER_DIRECTORY: 'embedded', DIRECTORY_FILE: file }, needs);

    await assert.rejects(missing, { name: 'StartError', message: 'DIRECTORY_FILE: cannot be read' });
    await assert.rejects(
      broken,
      (error) => error instanceof StartError && !inspect(error, { depth: null }).includes('hidden'),
    );
  });
});
