import assert from 'node:assert/strict';
import type { UserDirectory } from '../../../src/backends/user-directory/user-directory.ts';
import { BackendError } from '../../../src/kernel/errors.ts';

export interface DirectorySubject {
  readonly directory: UserDirectory;
  /** A person with mail address, another user principal name and an alias. */
  readonly known: {
    readonly id: string;
    readonly mail: string;
    readonly userPrincipalName: string;
    readonly alias: string;
  };
  /** An alias of two people. */
  readonly shared: string;
  /** Makes it unable to answer; absent where it has nothing that could fail. */
  readonly breakDown?: () => Promise<void>;
}

/** What every user directory promises. */
export function userDirectoryContract(name: string, subject: () => Promise<DirectorySubject>): void {
  describe(`the user directory ${name}`, () => {
    it('finds a person by mail, user principal name and alias, whatever the case and the space around', async () => {
      const { directory, known } = await subject();
      const typed = [known.mail, known.userPrincipalName, known.alias].flatMap((text) => [
        text,
        `  ${text.toUpperCase()}\t`,
      ]);

      const found = await Promise.all(typed.map((text) => directory.byIdentifier(text)));

      assert.deepEqual(
        found.map((answer) => answer.ok && answer.person.id),
        typed.map(() => known.id),
      );
    });

    it('finds the same person by id', async () => {
      const { directory, known } = await subject();

      const person = await directory.byId(known.id);

      assert.equal(person?.mail, known.mail);
      assert.equal(person?.addresses[0], known.mail);
    });

    it('knows nobody by an id, a name or an address that is not there', async () => {
      const { directory } = await subject();

      const byId = await directory.byId('nobody');
      const byIdentifier = await directory.byIdentifier('nobody@contoso.example');

      assert.equal(byId, undefined);
      assert.deepEqual(byIdentifier, { ok: false, reason: 'nobody' });
    });

    it('never takes a wildcard, a part or a filter for a person', async () => {
      const { directory, known } = await subject();
      const typed = [
        '',
        ' ',
        '*',
        '%',
        '@',
        known.mail.slice(1),
        `${known.mail}*`,
        `${known.mail}' or 1 eq 1`,
        '__proto__',
        'constructor',
      ];

      const found = await Promise.all(typed.map((text) => directory.byIdentifier(text)));

      assert.deepEqual(
        found,
        typed.map(() => ({ ok: false, reason: 'nobody' })),
      );
    });

    it('refuses to choose between two people', async () => {
      const { directory, shared } = await subject();

      const found = await directory.byIdentifier(shared);

      assert.deepEqual(found, { ok: false, reason: 'several' });
    });

    it('says so when it cannot answer', async () => {
      const { directory, known, breakDown } = await subject();
      if (!breakDown) {
        // Held in memory: there is nothing that could be away, and it answers.
        assert.ok(await directory.byId(known.id));
        return;
      }
      await breakDown();

      const looks = [directory.byId(known.id), directory.byIdentifier(known.mail)];

      for (const look of looks) {
        await assert.rejects(look, (error) => error instanceof BackendError && error.backend === 'user-directory');
      }
    });
  });
}
