import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { importDialIn } from '../../src/commands/import-dial-in.ts';
import { sampleSite } from '../../src/features/dial-in-help/sample-site.ts';
import { siteFrom } from '../../src/site-file.ts';

/** As `Get-CsDialInConferencingDtmfConfiguration` says it, with one key moved and one switched off. */
const keys = {
  Identity: 'Global',
  CommandCharacter: '*',
  MuteUnmuteCommand: '6',
  AudienceMuteCommand: '5',
  LockUnlockConferenceCommand: null,
  HelpCommand: '1',
  PrivateRollCallCommand: '3',
  EnableDisableAnnouncementsCommand: '9',
  AdmitAll: '8',
  OperatorLineUri: '',
};
const seattle = {
  Identity: 'CN={20ca8dc8},CN=Application Contacts',
  PrimaryUri: 'sip:seattle@example.com',
  DisplayNumber: '1-425-555-1019',
  LineUri: 'tel:+14255551019',
  PrimaryLanguage: 'en-US',
  SecondaryLanguages: ['es-MX', 'fr-CA'],
  Regions: ['Northwest'],
};
const copenhagen = {
  Number: '4533123456',
  City: 'København',
  PrimaryLanguage: 'da-DK',
  SecondaryLanguages: ['en-GB'],
  BridgeId: '72dfe128',
};

const csv = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const Numbers = z.object({
  accessNumbers: z.array(z.looseObject({ dial: z.string() })),
  platforms: z.array(z.looseObject({ id: z.string(), keys: z.record(z.string(), z.string()) })),
});

describe('import-dial-in', () => {
  let folder: string;
  let siteFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-'));
    siteFile = join(folder, 'site.json');
    await writeFile(siteFile, JSON.stringify(sampleSite), { mode: 0o640 });
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function imported(exports: Readonly<Record<string, string | Buffer | object>>, ...options: string[]) {
    const files = Object.entries(exports).map(([name, content]) => ({ path: join(folder, name), content }));
    for (const { path, content } of files) {
      const isText = typeof content === 'string' || Buffer.isBuffer(content);
      await writeFile(path, isText ? content : JSON.stringify(content));
    }
    const said: string[] = [];
    const code = await importDialIn(siteFile, [...options, ...files.map(({ path }) => path)], (line) =>
      said.push(line),
    );
    const text = await readFile(siteFile, 'utf8');
    return { code, said: said.join('\n'), text, site: Numbers.parse(JSON.parse(text)) };
  }

  const numberOf = ({ site }: Awaited<ReturnType<typeof imported>>, dial: string) =>
    site.accessNumbers.find((number) => number.dial === dial);

  it('writes the keys of Skype for Business: moved, switched off, and no operator where there is no line', async () => {
    const { code, said, site } = await imported({ 'keys.json': keys });

    assert.equal(code, 0);
    assert.deepEqual(site.platforms[0]?.keys, {
      help: '*1',
      'roll-call': '*3',
      'mute-all': '*5',
      mute: '*6',
      'admit-all': '*8',
      announcements: '*9',
    });
    assert.match(said, /~ key mute-all: \*4 → \*5\n- key lock: \*7\n- key operator: \*0/);
  });

  it('gives *0 to the operator, with the sign of the configuration', async () => {
    const { site } = await imported({
      'keys.json': { ...keys, CommandCharacter: '#', OperatorLineUri: 'tel:+14255550100' },
    });

    assert.equal(site.platforms[0]?.keys.operator, '#0');
    assert.equal(site.platforms[0]?.keys.mute, '#6');
  });

  it('leaves a key alone of which an older version does not speak', async () => {
    const { OperatorLineUri: _, ...older } = keys;

    const { site } = await imported({ 'keys.json': [older] });

    assert.equal(site.platforms[0]?.keys.operator, '*0');
  });

  it('writes numbers of both products, each for its platform, and says so', async () => {
    const result = await imported({ 'skype.json': [seattle], 'teams.json': copenhagen });

    assert.equal(result.code, 0);
    assert.deepEqual(numberOf(result, '+14255551019'), {
      display: '1-425-555-1019',
      dial: '+14255551019',
      country: 'US',
      city: 'Northwest',
      languages: ['en-US', 'es-MX', 'fr-CA'],
      platform: 'skype-for-business',
    });
    assert.deepEqual(numberOf(result, '+4533123456'), {
      display: '+45 33 12 34 56',
      dial: '+4533123456',
      country: 'DK',
      city: 'København',
      languages: ['da-DK', 'en-GB'],
      platform: 'teams',
    });
    assert.match(result.said, /\+ number \+14255551019: US Northwest\n\+ number \+4533123456: DK København/);
  });

  it('loses nothing else of the site file, and leaves one that can be read', async () => {
    const before = JSON.parse(JSON.stringify(sampleSite));

    const { text } = await imported({ 'keys.json': keys, 'skype.json': [seattle] });

    const after = JSON.parse(text);
    assert.deepEqual({ ...after, platforms: 0, accessNumbers: 0 }, { ...before, platforms: 0, accessNumbers: 0 });
    assert.deepEqual(after.platforms[0].links, before.platforms[0].links);
    assert.deepEqual(after.platforms[1], before.platforms[1]);
    assert.deepEqual(after.accessNumbers.slice(0, -1), before.accessNumbers);
    assert.equal((await siteFrom(siteFile)).accessNumbers.length, before.accessNumbers.length + 1);
  });

  it('changes nothing the second time', async () => {
    const first = await imported({ 'keys.json': keys, 'skype.json': [seattle], 'teams.json': [copenhagen] });
    const { mtimeMs } = await stat(siteFile);

    const second = await imported({ 'keys.json': keys, 'skype.json': [seattle], 'teams.json': [copenhagen] });

    assert.equal(second.said, 'There is nothing to change.');
    assert.equal(second.text, first.text);
    assert.equal((await stat(siteFile)).mtimeMs, mtimeMs);
  });

  it('keeps what somebody wrote by hand on a number, unless the export says otherwise', async () => {
    const [baltimore] = sampleSite.accessNumbers;
    const skype = { ...seattle, LineUri: `tel:${baltimore.dial};ext=50`, DisplayNumber: 'call us!', Regions: ['East'] };

    const result = await imported({ 'skype.json': skype });

    assert.deepEqual(numberOf(result, baltimore.dial), {
      ...baltimore,
      languages: ['en-US', 'es-MX', 'fr-CA'],
      platform: 'skype-for-business',
    });
    assert.match(
      result.said,
      /~ number \+14105550150: languages en, es → en-US, es-MX, fr-CA; platform skype-for-business/,
    );
  });

  it('names numbers that are no longer exported, and takes them out only when told to', async () => {
    await imported({ 'teams.json': [copenhagen, { ...copenhagen, Number: '+4533123457' }] });

    const kept = await imported({ 'teams.json': [{ ...copenhagen, City: 'Kastrup' }] });
    const pruned = await imported({ 'teams.json': [copenhagen] }, '--prune');

    assert.match(kept.said, /left as they are \(--prune takes them out\): \+4533123457/);
    assert.ok(numberOf(kept, '+4533123457'));
    assert.match(pruned.said, /- number \+4533123457/);
    assert.equal(numberOf(pruned, '+4533123457'), undefined);
    assert.equal(pruned.site.accessNumbers.length, sampleSite.accessNumbers.length + 1);
  });

  it('reads a bridge, its default number first, however deep PowerShell went', async () => {
    const cut =
      '@{Number=+4930901820; City=Berlin; PrimaryLanguage=de-DE; SecondaryLanguages=System.Object[]; IsShared=True}';
    const bridge = { Identity: 'x', DefaultServiceNumber: copenhagen.Number, ServiceNumbers: [cut, copenhagen] };

    const { said, site, code } = await imported({ 'bridge.json': { value: [bridge], Count: 1 } });

    assert.equal(code, 0);
    assert.deepEqual(
      site.accessNumbers.slice(-2).map(({ dial, country, city }) => [dial, country, city]),
      [
        ['+4533123456', 'DK', 'København'],
        ['+4930901820', 'DE', 'Berlin'],
      ],
    );
    assert.match(said, /bridge\.json, row 1, ServiceNumbers 1, SecondaryLanguages: were cut/);
  });

  it('knows a toll-free number, by its own digits or by what the export says', async () => {
    const result = await imported({
      'teams.json': [
        { ...copenhagen, Number: '4580123456' },
        { ...copenhagen, Type: 'TollFree' },
      ],
    });

    assert.equal(numberOf(result, '+4580123456')?.tollFree, true);
    assert.equal(numberOf(result, '+4533123456')?.tollFree, true);
  });

  const row = '"sip:b@example.com";"+49 30 901820";"tel:+4930901820";"de-DE";"en-US";"München"';
  const table = ['"PrimaryUri";"DisplayNumber";"LineUri";"PrimaryLanguage";"SecondaryLanguages";"Regions"', row];
  const typed = ['#TYPE Microsoft.Rtc.Management.Xds.AccessNumber', ...table];
  const writings: Readonly<Record<string, string | Buffer>> = {
    'CSV with a line of types, semicolons': csv(typed),
    'CSV without it': csv(table),
    'CSV with commas': csv(table.map((line) => line.replaceAll(';', ','))),
    'CSV with tabs': csv(table.map((line) => line.replaceAll(';', '\t'))),
    'UTF-16 with its mark': utf16(csv(typed)),
    'UTF-16 without it': utf16(csv(typed)).subarray(2),
    'UTF-16, the other half first': Buffer.from(utf16(csv(typed))).swap16(),
    'UTF-8 with a mark': `\uFEFF${csv(typed)}`,
    'Windows-1252': Buffer.from(csv(typed), 'latin1'),
    'JSON with lists that became words': JSON.stringify({
      DisplayNumber: '+49 30 901820',
      LineUri: 'tel:+4930901820',
      PrimaryLanguage: 'de-DE',
      SecondaryLanguages: '{en-US}',
      Regions: '{München}',
    }),
  };
  for (const [what, content] of Object.entries(writings)) {
    it(`reads ${what}`, async () => {
      const result = await imported({ 'numbers.txt': content });

      assert.equal(result.code, 0, result.said);
      assert.deepEqual(numberOf(result, '+4930901820'), {
        display: '+49 30 901820',
        dial: '+4930901820',
        country: 'DE',
        city: 'München',
        languages: ['de-DE', 'en-US'],
        platform: 'skype-for-business',
      });
    });
  }

  const refused: Readonly<Record<string, readonly [string | object, RegExp]>> = {
    'a key of two digits': [{ ...keys, AdmitAll: '88' }, /export, row 1, AdmitAll: is not one digit/],
    'one key for two commands': [{ ...keys, AdmitAll: '6' }, /row 1, AdmitAll: is the same key as MuteUnmuteCommand/],
    'another sign': [{ ...keys, CommandCharacter: '+' }, /row 1, CommandCharacter: is neither \* nor #/],
    'two configurations, none of which is Global': [
      [
        { ...keys, Identity: 'Site:A' },
        { ...keys, Identity: 'Site:B' },
      ],
      /row 2, Identity: there are several/,
    ],
    'no number': [[seattle, { ...seattle, LineUri: 'none' }], /export, row 2, LineUri: is not a telephone number/],
    'an empty number': [{ ...copenhagen, Number: null }, /row 1, Number: is empty/],
    'a language that is none': [
      { ...seattle, PrimaryLanguage: '<b>' },
      /row 1, PrimaryLanguage, SecondaryLanguages: has/,
    ],
    'a bridge that was cut to nothing': [{ DefaultServiceNumber: null, ServiceNumbers: 'System.Object[]' }, /were cut/],
    'another cmdlet': [{ Name: 'x', Sid: 'y' }, /row 1: is of no cmdlet that is known here \(it has name, sid\)/],
    'half a JSON': ['[{', /export: begins as JSON but is none/],
    'a CSV with a hole': ['a,b\n1\n', /export, line 2: is not CSV \(CSV_RECORD_INCONSISTENT_COLUMNS\)/],
    nothing: ['', /the exports have no rows/],
    'a list of words': [['x'], /export, row 1: is not an object/],
  };
  for (const [what, [content, expected]] of Object.entries(refused)) {
    it(`says where ${what} stands, and changes nothing`, async () => {
      const before = await readFile(siteFile, 'utf8');

      const { code, said, text } = await imported({ export: content });

      assert.equal(code, 2);
      assert.match(said, expected);
      assert.match(said, /Nothing was changed\.$/);
      assert.equal(text, before);
    });
  }

  it('writes nothing that could not be read at the next start', async () => {
    const before = await readFile(siteFile, 'utf8');

    const { code, said, text } = await imported({ 'teams.json': { ...copenhagen, City: 'x'.repeat(201) } });

    assert.equal(code, 2);
    assert.match(said, /what would be written, accessNumbers\.7\.city: /);
    assert.equal(text, before);
  });

  it('tells all problems at once', async () => {
    const { said } = await imported({ 'a.json': [{ ...seattle, LineUri: 'x' }], 'b.json': { ...keys, AdmitAll: 'x' } });

    assert.match(said, /b\.json, row 1, AdmitAll: .*\na\.json, row 1, LineUri: /);
  });

  it('takes the global configuration and leaves a site’s own beside it', async () => {
    const { site } = await imported({ 'keys.json': [{ ...keys, Identity: 'Site:A', AudienceMuteCommand: '2' }, keys] });

    assert.equal(site.platforms[0]?.keys['mute-all'], '*5');
  });

  it('writes beside the file and renames, with the same rights, and leaves nothing behind', async () => {
    const { ino } = await stat(siteFile);

    await imported({ 'keys.json': keys });

    const written = await stat(siteFile);
    assert.notEqual(written.ino, ino);
    assert.equal(written.mode & 0o777, 0o640);
    assert.deepEqual((await readdir(folder)).sort(), ['keys.json', 'site.json']);
  });

  it('adds a platform that the site file has not, Teams with the keys that nobody can change', async () => {
    const [skype] = sampleSite.platforms;
    await writeFile(siteFile, JSON.stringify({ ...sampleSite, platforms: [skype] }));

    const { said, site } = await imported({ 'teams.json': copenhagen });

    assert.match(said, /\+ Microsoft Teams: the platform/);
    assert.equal(site.platforms[1]?.keys['mute-all'], '*22');
  });

  it('leaves a site file alone that is not right itself, and says where', async () => {
    await writeFile(siteFile, JSON.stringify({ ...sampleSite, organisation: '' }));
    const said: string[] = [];

    const code = await importDialIn(siteFile, [siteFile], (line) => said.push(line));

    assert.equal(code, 2);
    assert.match(said.join('\n'), /SITE_FILE, organisation: /);
  });

  it('says how it is used without a file, a site file, or with an option that there is not', async () => {
    for (const [file, args] of [
      [siteFile, []],
      [undefined, ['x.json']],
      [siteFile, ['--force', 'x.json']],
    ] as const) {
      const said: string[] = [];

      assert.equal(await importDialIn(file, args, (line) => said.push(line)), 2);
      assert.match(said.join('\n'), /import-dial-in \[--prune\] <file>/);
    }
  });

  it('names a file that is not there', async () => {
    const said: string[] = [];

    const code = await importDialIn(siteFile, [join(folder, 'gone.json')], (line) => said.push(line));

    assert.equal(code, 2);
    assert.match(said.join('\n'), /gone\.json: cannot be read or written \(ENOENT\)/);
  });
});
