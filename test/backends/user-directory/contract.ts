import assert from 'node:assert/strict';
import type { UserDirectory } from '../../../src/backends/user-directory/user-directory.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { ada, nobodyId, people } from './people.ts';

export interface DirectorySubject {
  readonly directory: UserDirectory;
  /** Makes it unable to answer; absent where it has nothing that could fail. */
  readonly breakDown?: () => Promise<void>;
  readonly close?: () => Promise<void>;
}

/** What every user directory promises; `subject` makes one of the people it is given. */
export function userDirectoryContract(
  name: string,
  subject: (everybody: typeof people) => Promise<DirectorySubject>,
): void {
  describe(`the user directory ${name}`, () => {
    let given: DirectorySubject;
    beforeEach(async () => {
      given = await subject(people);
    });
    afterEach(() => given.close?.());

    const idsOf = async (typed: readonly string[]) => {
      const found = await Promise.all(typed.map((text) => given.directory.byIdentifier(text)));
      return found.map((answer) => (answer.ok ? answer.person.id : answer.reason));
    };

    it('finds a person by mail, user principal name, alias and employee id, whatever the case and the space around', async () => {
      const names = ['ada.archer@contoso.com', 'ada@contoso.com', 'archer@contoso.com', 'e-1001'];
      const typed = names.flatMap((text) => [text, `  ${text.toUpperCase()}\t`]);

      const found = await idsOf(typed);

      assert.deepEqual(
        found,
        typed.map(() => ada.id),
      );
    });

    it('finds a person whatever their name is made of', async () => {
      const everybody = people.map(({ userPrincipalName }) => userPrincipalName);

      const found = await idsOf(everybody);

      assert.ok(everybody.some((name) => name.includes("'")) && everybody.some((name) => name.startsWith('$')));
      assert.ok(everybody.some((name) => name.includes('#')) && everybody.some((name) => name.includes('&')));
      assert.deepEqual(
        found,
        people.map(({ id }) => id),
      );
    });

    it('lists people by the beginning of their name or of a part of it, with what tells them apart', async () => {
      const [whole, part, quoted, short, nobody] = await Promise.all(
        [' ada a', 'arch', "Pat O'H", 'a', 'cher'].map((typed) => given.directory.byName(typed)),
      );

      const found = { id: ada.id, displayName: 'Ada Archer', userPrincipalName: ada.userPrincipalName };
      assert.deepEqual(whole, { people: [{ ...found, mail: 'ada.archer@contoso.com' }], isCut: false });
      assert.deepEqual(part, whole);
      assert.deepEqual(
        quoted?.people.map(({ displayName }) => displayName),
        ["Pat O'Hara"],
      );
      assert.deepEqual([short, nobody], Array(2).fill({ people: [], isCut: false }));
    });

    it('lists ten of those who share the beginning of a name, in order, and says that there are more', async () => {
      await given.close?.();
      const crowd = Array.from({ length: 11 }, (_, index) => ({
        ...ada,
        id: `0b0b0b0b-0000-4000-8000-0000000000${10 + index}`,
        displayName: `Zoe ${String.fromCharCode(75 - index)}`,
        userPrincipalName: `zoe${index}@contoso.com`,
        employeeId: `Z-${index}`,
        proxyAddresses: [],
      }));
      given = await subject([...people, ...crowd]);

      const found = await given.directory.byName('zoe');

      assert.deepEqual(
        found.people.map(({ displayName }) => displayName),
        Array.from('ABCDEFGHIJ', (letter) => `Zoe ${letter}`),
      );
      assert.ok(found.isCut);
    });

    it('finds the same person by id, in capitals too', async () => {
      const person = await given.directory.byId(ada.id.toUpperCase());

      assert.equal(person?.id, ada.id);
      assert.equal(person?.mail, 'ada.archer@contoso.com');
      assert.equal(person?.addresses[0], 'ada.archer@contoso.com');
      assert.equal(person?.accountEnabled, true);
      assert.equal(person?.userType, 'member');
      assert.equal(person?.extension, '40114');
      assert.equal(person?.country, 'US');
      assert.deepEqual(person?.createdAt, new Date('2019-03-11T08:00:00Z'));
      assert.deepEqual(person?.lastPasswordChangeAt, new Date('2026-05-04T09:30:00Z'));
    });

    it('tells a guest and a disabled account', async () => {
      const found = await Promise.all(people.map(({ id }) => given.directory.byId(id)));

      const guests = found.filter((person) => person?.userType === 'guest').map((person) => person?.displayName);
      const disabled = found.filter((person) => !person?.accountEnabled).map((person) => person?.displayName);
      assert.deepEqual(guests, ['Gil Guest']);
      assert.deepEqual(disabled, ['Dee Gone']);
    });

    it('knows nobody by an id, a name or an address that is not there', async () => {
      const { directory } = given;

      const byId = [await directory.byId('nobody'), await directory.byId(nobodyId)];
      const byIdentifier = await idsOf(['nobody@contoso.com', 'E-9999']);

      assert.deepEqual(byId, [undefined, undefined]);
      assert.deepEqual(byIdentifier, ['nobody', 'nobody']);
    });

    it('takes no name for an id', async () => {
      const found = [await given.directory.byId('ada@contoso.com'), await given.directory.byId('e-1001')];

      assert.deepEqual(found, [undefined, undefined]);
    });

    it('never takes a wildcard, a part or a filter for a person', async () => {
      const mail = 'ada.archer@contoso.com';
      const typed = [
        '',
        ' ',
        '*',
        '%',
        '@',
        mail.slice(1),
        mail.slice(0, -1),
        `${mail}*`,
        `${mail}' or 1 eq 1`,
        `${mail}'or''eq'`,
        `x'/**/or/**/mail/**/ne/**/'${mail}`,
        `smtp:${mail}`,
        '\ud800@contoso.com',
        `${'a'.repeat(300)}@contoso.com`,
        '__proto__',
        'constructor',
      ];

      const found = await idsOf(typed);

      assert.deepEqual(
        found,
        typed.map(() => 'nobody'),
      );
    });

    it('refuses to choose between two people, also where each has the name in another place', async () => {
      const found = await idsOf(['both@contoso.com', 'gone@contoso.com']);

      assert.deepEqual(found, ['several', 'several']);
    });

    it('says so when it cannot answer', async () => {
      const { directory, breakDown } = given;
      if (!breakDown) {
        // Held in memory: there is nothing that could be away, and it answers.
        assert.ok(await directory.byId(ada.id));
        return;
      }
      await breakDown();

      const looks = await Promise.allSettled([directory.byId(ada.id), directory.byIdentifier('ada@contoso.com')]);

      for (const look of looks) {
        assert.ok(look.status === 'rejected' && look.reason instanceof BackendError);
        assert.equal(look.reason.backend, 'user-directory');
      }
    });
  });
}
