import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { strToU8, zipSync } from 'fflate';
import { locales } from '../../src/kernel/locale.ts';

const folder = join(import.meta.dirname, '../../deploymentTemplates/teams');
const schemas = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json')),
  'build/json-schemas/teams',
);

/** What varies from one installation to another; the names stand in the manifest as `${name}`. */
export interface AppValues {
  /** Of the bot's registration; the Teams app has the same id. */
  readonly appId: string;
  /** Three numbers; Teams takes an update only where they rise. */
  readonly version: string;
  readonly organisation: string;
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
  readonly host: string;
  /** Where the token service signs people in. */
  readonly tokenHost: string;
}

/** The package as Teams takes it: manifest, icons and translations at the root of a zip. Throws where Teams' own schema would refuse it. */
export function appPackage(values: AppValues): Uint8Array {
  const manifest = filled(readJson('manifest.json'), values);
  const problems = manifestProblems(manifest);
  if (problems.length > 0) throw new Error(`the manifest does not fit its schema: ${problems.join('; ')}`);
  const translations = locales.filter((locale) => locale !== 'en').map((locale) => `${locale}.json`);
  const files = ['color.png', 'outline.png', ...translations];
  return zipSync({
    'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    ...Object.fromEntries(files.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))])),
  });
}

/** What Microsoft's schema of this version says against a manifest. */
export const manifestProblems = (manifest: unknown): readonly string[] =>
  problemsBy('MicrosoftTeams.schema.json', manifest);

/** The same of a translation. */
export const translationProblems = (translation: unknown): readonly string[] =>
  problemsBy('MicrosoftTeams.Localization.schema.json', translation);

/** The version of the schema that manifest and translations are written for. */
export const schemaVersion = 'v1.30';
export const schemaFolder = schemas;

function problemsBy(schema: string, data: unknown): readonly string[] {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, schemaVersion, schema), 'utf8')));
  validate(data);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`);
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Every `${name}` in a text, at any depth. */
function filled(template: unknown, values: AppValues): unknown {
  const known: Readonly<Record<string, string>> = { ...values };
  const text = (given: string) =>
    given.replace(/\$\{(\w+)\}/gu, (_all, name: string) => {
      const value = known[name];
      if (value === undefined) throw new Error(`manifest.json: nothing is known of ${name}`);
      return value;
    });
  if (typeof template === 'string') return text(template);
  if (Array.isArray(template)) return template.map((item) => filled(item, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, item]) => [name, filled(item, values)]));
}
