import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { siteFrom } from '../src/site-file.ts';
import { appPackage } from './teams/app-package.ts';
import { appValuesFrom } from './teams/app-values.ts';

/** `npm run teams:package -- …` writes the Teams app package; see deploymentTemplates/teams/README.md. */
const Package = z.object({ version: z.string() });
const { version } = Package.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')));

try {
  const { SITE_FILE: file } = process.env;
  const site = file ? await siteFrom(file) : undefined;
  const asked = appValuesFrom(process.argv.slice(2), { environment: process.env, site, version });
  if (!asked.ok) throw new Error(asked.problems.join('; '));
  writeFileSync(asked.out, appPackage(asked.values));
  process.stdout.write(`${asked.out}: PIN Desk ${asked.values.version} for ${asked.values.host}\n`);
} catch (error) {
  process.stderr.write(`no package: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
