import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { configuredUserDirectory } from '../../src/backends/user-directory/configured.ts';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import { sampleSite } from '../../src/features/dial-in-help/sample-site.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { StartError } from '../../src/kernel/errors.ts';
import { siteFrom } from '../../src/site-file.ts';
import { additions, hostileJson, mutated, mutations, samples } from '../support/hostile-values.ts';
import { logLines } from '../support/log-lines.ts';
import { often, soakSeed } from '../support/soak.ts';

/** Stands in every file; a refusal names places, and never quotes. */
const marker = 'marmalade-submarine';
/** What a database refuses, or what turns a line around. */
const unprintable = /[^\P{C}\u200c\u200d]/u;

const people = [...samplePeople, { ...samplePeople[0], id: 'x', userPrincipalName: `${marker}@contoso.com` }];
const site = { ...sampleSite, organisation: marker };

const changesOf = (count: number) => [
  ...samples(mutations(), count / 2, soakSeed),
  ...samples(additions(), count / 2, soakSeed),
];

describe(`hostile files (SOAK_SEED=${soakSeed})`, function () {
  this.timeout(often(30_000, 600_000));
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-files-'));
  const file = join(folder, 'file.json');
  after(() => rmSync(folder, { recursive: true, force: true }));

  const written = <Content>(content: string | Buffer, read: (path: string) => Promise<Content>): Promise<Content> => {
    writeFileSync(file, content);
    return read(file);
  };
  const directoryAt = (path: string) =>
    configuredUserDirectory(
      { USER_DIRECTORY: 'embedded', DIRECTORY_FILE: path },
      { clock: systemClock, log: logLines().log },
    );
  /** What came of it; anything but an answer or a plain refusal fails. */
  async function outcomeOf<Content>(read: () => Content | Promise<Content>): Promise<Content | undefined> {
    try {
      return await read();
    } catch (error) {
      assert.ok(error instanceof StartError, inspect(error));
      assert.ok(!inspect(error, { depth: null }).includes(marker), 'quotes the file');
      assert.ok(error.message.length < 5_000, 'is readable');
      return undefined;
    }
  }

  it('of people are taken or refused, and nothing that breaks a line or a row comes out of them', async () => {
    let taken = 0;
    const all = changesOf(often(800, 10_000));
    for (const changes of all) {
      const content = mutated(people.slice(0, 4), changes);
      const directory = await outcomeOf(() => embeddedUserDirectory(content));
      if (!directory) continue;
      taken += 1;
      for (const { userPrincipalName = '' } of people.slice(0, 4)) {
        const found = await directory.byIdentifier(userPrincipalName);
        if (found.ok) assert.doesNotMatch(Object.values(found.person).flat().join('|'), unprintable);
      }
    }
    assert.ok(taken > all.length / 20 && taken < all.length, `${taken} of ${all.length} were taken`);
  });

  it('of a site are taken or refused, and nothing that breaks a line or a row comes out of them', async () => {
    let taken = 0;
    const all = changesOf(often(300, 3_000));
    for (const changes of all) {
      const json = JSON.stringify(mutated(site, changes)) ?? '';
      const read = await outcomeOf(() => written(json, siteFrom));
      if (!read) continue;
      taken += 1;
      // Escaped by JSON, so looked at in the values.
      JSON.parse(JSON.stringify(read), (_name, value: unknown) => {
        if (typeof value === 'string') assert.doesNotMatch(value, unprintable);
        return value;
      });
    }
    assert.ok(taken > all.length / 20 && taken < all.length, `${taken} of ${all.length} were taken`);
  });

  it('of any JSON are refused', async () => {
    for (const json of samples(hostileJson(), often(150, 3_000), soakSeed)) {
      const text = JSON.stringify(json) ?? '';
      assert.equal(await outcomeOf(() => written(text, directoryAt)), undefined);
      assert.equal(await outcomeOf(() => written(text, siteFrom)), undefined);
    }
  });

  const broken: readonly [string, string | Buffer][] = [
    ['empty', ''],
    ['cut off', JSON.stringify([{ displayName: marker }]).slice(0, -4)],
    ['in UTF-16', Buffer.from(JSON.stringify(people), 'utf16le')],
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80])],
    ['nested very deep', '['.repeat(200_000)],
    ['nested deep and whole', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['one long string', JSON.stringify(marker.repeat(40_000))],
    ['a huge number', '1e999999'],
    ['twice the same key', '{"__proto__":{"accountEnabled":true},"__proto__":1}'],
  ];
  for (const [name, content] of broken) {
    it(`that are ${name} are refused in one line`, async () => {
      assert.equal(await outcomeOf(() => written(content, directoryAt)), undefined);
      assert.equal(await outcomeOf(() => written(content, siteFrom)), undefined);
    });
  }

  it('do not pollute what all objects share', async () => {
    const polluting = '[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]';
    await outcomeOf(() => written(polluting, directoryAt));
    await outcomeOf(() => written(polluting.slice(1, -1), siteFrom));

    assert.equal('polluted' in {}, false);
  });
});
