import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import {
  appPackage,
  manifestProblems,
  schemaFolder,
  schemaVersion,
  translationProblems,
} from '../../scripts/teams/app-package.ts';
import { appValuesFrom } from '../../scripts/teams/app-values.ts';
import { locales } from '../../src/kernel/locale.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { root, textOf } from '../support/tree.ts';

const folder = 'deploymentTemplates/teams';
const appId = '11111111-1111-4111-8111-111111111111';
const whole = ['--app-id', appId, '--url', 'https://pin.example.com', '--organisation', 'Example'];
const pages = ['--privacy', 'https://www.example.com/privacy', '--terms', 'https://www.example.com/terms'];
const nowhere = { environment: {}, site: undefined, version: '1.2.3' };

const Command = z.object({ title: z.string(), description: z.string() });
const Manifest = z.object({
  id: z.string(),
  manifestVersion: z.string(),
  version: z.string(),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  bots: z.array(
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(z.object({ commands: z.array(Command) })),
    }),
  ),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
});
type Manifest = z.infer<typeof Manifest>;
const Translation = z.record(z.string(), z.string());

function valuesOf(args: readonly string[], around: Partial<Parameters<typeof appValuesFrom>[1]> = {}) {
  const asked = appValuesFrom(args, { ...nowhere, ...around });
  assert.ok(asked.ok, asked.ok ? '' : asked.problems.join('; '));
  return asked.values;
}

function problemsOf(args: readonly string[], around: Partial<Parameters<typeof appValuesFrom>[1]> = {}): string {
  const asked = appValuesFrom(args, { ...nowhere, ...around });
  return asked.ok ? '' : asked.problems.join('; ');
}

function packaged(environment: Readonly<Record<string, string>> = {}): {
  files: Record<string, Uint8Array>;
  manifest: Manifest;
} {
  const files = unzipSync(appPackage(valuesOf([...whole, ...pages], { environment })));
  return { files, manifest: Manifest.parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))) };
}

/** What Teams looks a text up by in a translation. */
const keysOf = ({ bots }: Manifest): string[] =>
  (bots[0]?.commandLists ?? []).flatMap(({ commands }, list) =>
    commands.flatMap((_command, at) =>
      ['title', 'description'].map((part) => `bots[0].commandLists[${list}].commands[${at}].${part}`),
    ),
  );

describe('the Teams app package', () => {
  it('is written for the newest schema that Microsoft’s package has', () => {
    const minors = readdirSync(schemaFolder).flatMap((name) => /^v1\.(\d+)$/u.exec(name)?.[1] ?? []);

    assert.equal(schemaVersion, `v1.${Math.max(...minors.map(Number))}`);
    for (const name of ['manifest', 'da', 'de', 'fr', 'es'])
      assert.ok(textOf(`${folder}/${name}.json`).includes(`/teams/${schemaVersion}/`), name);
  });

  it('holds a manifest that fits the schema, its icons and translations, and nothing else', () => {
    const { files, manifest } = packaged();

    assert.deepEqual(Object.keys(files).sort(), [
      'color.png',
      'da.json',
      'de.json',
      'es.json',
      'fr.json',
      'manifest.json',
      'outline.png',
    ]);
    assert.deepEqual(manifestProblems(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))), []);
    assert.deepEqual(Buffer.from(files['color.png'] ?? []), readFileSync(join(root, folder, 'color.png')));
    assert.doesNotMatch(JSON.stringify(manifest), /\$\{/u);
  });

  it('names the bot, its sign-in and the hosts that people are sent to', () => {
    const { manifest } = packaged();

    assert.equal(manifest.id, appId);
    assert.equal(manifest.version, '1.2.3');
    assert.deepEqual(
      manifest.bots.map(({ botId, scopes }) => [botId, ...scopes]),
      [[appId, 'personal', 'team', 'groupChat']],
    );
    assert.deepEqual(manifest.webApplicationInfo, { id: appId, resource: `api://botid-${appId}` });
    assert.deepEqual(manifest.validDomains, ['pin.example.com', 'token.botframework.com']);
  });

  it('knows where people of a region or a national cloud sign in', () => {
    const hostsOf = (environment: Readonly<Record<string, string>>) => packaged(environment).manifest.validDomains[1];

    assert.equal(hostsOf({ OAUTH_REGION: 'europe' }), 'europe.token.botframework.com');
    assert.equal(
      hostsOf({ OAUTH_REGION: 'dod', ChannelService: 'https://botframework.azure.us' }),
      'apidod.botframework.azure.us',
    );
    assert.equal(hostsOf({ ChannelService: 'https://botframework.azure.cn' }), 'token.botframework.azure.cn');
  });

  it('translates every text of the manifest into every language, as the schema wants it', () => {
    const { files, manifest } = packaged();
    const { defaultLanguageTag, additionalLanguages } = manifest.localizationInfo;

    assert.deepEqual([defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)], [...locales]);
    for (const { file } of additionalLanguages) {
      const translation = Translation.parse(JSON.parse(strFromU8(files[file] ?? new Uint8Array())));
      assert.deepEqual(translationProblems(translation), [], file);
      const expected = [
        '$schema',
        'name.short',
        'name.full',
        'description.short',
        'description.full',
        ...keysOf(manifest),
      ];
      assert.deepEqual(Object.keys(translation).sort(), expected.sort(), file);
    }
  });

  it('offers commands that the bot understands, the same ones in every language', () => {
    const { files, manifest } = packaged();
    const understand = createUnderstand();
    const wishesIn = (titles: readonly string[]) =>
      titles.map((title) => understand(title).intent ?? `not understood: ${title}`);
    const english = (manifest.bots[0]?.commandLists ?? []).flatMap(({ commands }) =>
      commands.map(({ title }) => title),
    );

    const wishes = wishesIn(english);

    assert.deepEqual(wishes.slice(0, 7), [
      'reset-pin',
      'pin-status',
      'dtmf-key',
      'dial-in-number',
      'ticket-status',
      'talk-to-person',
      'help',
    ]);
    for (const { file } of manifest.localizationInfo.additionalLanguages) {
      const translation = Translation.parse(JSON.parse(strFromU8(files[file] ?? new Uint8Array())));
      const titles = keysOf(manifest)
        .filter((key) => key.endsWith('title'))
        .map((key) => translation[key] ?? '');
      assert.deepEqual(wishesIn(titles), wishes, file);
    }
  });

  it('takes the registration from the environment and the organisation from the site file', () => {
    const around = {
      environment: { MicrosoftAppId: appId, PUBLIC_URL: 'https://pin.example.com' },
      site: { organisation: 'Example', privacyPolicy: 'https://www.example.com/privacy' },
    };

    assert.deepEqual(valuesOf(pages.slice(2), around), valuesOf([...whole, ...pages]));
    assert.equal(valuesOf([...pages.slice(2), '--organisation', 'Other'], around).organisation, 'Other');
  });

  const refused: readonly [string, readonly string[], RegExp][] = [
    ['no app id', [...whole.slice(2), ...pages], /^MicrosoftAppId or --app-id is missing/u],
    ['an app id that is none', [...whole, ...pages, '--app-id', 'x'], /^MicrosoftAppId or --app-id is missing or no/u],
    ['no address', [...whole.slice(0, 2), ...whole.slice(4), ...pages], /^PUBLIC_URL or --url is missing$/u],
    ['http', [...whole, ...pages, '--url', 'http://pin.example.com'], /^PUBLIC_URL or --url is not an https address$/u],
    ['this machine', [...whole, ...pages, '--url', 'https://localhost'], /^PUBLIC_URL or --url is this machine/u],
    [
      'no organisation',
      [...whole.slice(0, 4), ...pages],
      /^the organisation in SITE_FILE or --organisation is missing$/u,
    ],
    ['a long organisation', [...whole, ...pages, '--organisation', 'x'.repeat(33)], /32 characters/u],
    ['no privacy page', [...whole, ...pages.slice(2)], /^privacyPolicy in SITE_FILE or --privacy is missing$/u],
    ['no terms', [...whole, ...pages.slice(0, 2)], /^--terms, the page with your terms of use, is missing$/u],
    ['a version of two numbers', [...whole, ...pages, '--version', '1.0'], /^--version is not three numbers/u],
  ];
  for (const [what, args, words] of refused) {
    it(`is refused in one line with ${what}`, () => {
      assert.match(problemsOf(args), words);
    });
  }

  it('is refused where the manifest would not fit the schema', () => {
    const values = { ...valuesOf([...whole, ...pages]), appId: 'no id' };

    assert.throws(() => appPackage(values), /does not fit its schema: .*\/id must match pattern/u);
  });
});
