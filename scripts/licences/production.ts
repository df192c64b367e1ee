import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().default(false) }),
  ),
});

/** Licences that ask for no more than that their text goes along, and none of those for sources of ours. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
];

/** Of packages whose package.json says nothing: what was read in them, by name and version. */
const read: Readonly<Record<string, string>> = {
  // Its Readme.
  'escape-regexp-component@1.0.2': 'MIT',
  // Its file LICENSE.
  'jspath@0.4.0': 'MIT',
};

export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Every package that a production installation has, by name and version. */
export function productionPackages(lock: unknown): readonly Licensed[] {
  const found = Object.entries(Lock.parse(lock).packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version = '', license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license ?? read[`${name}@${version}`] ?? 'unknown' };
    });
  const once = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.keys()].sort().flatMap((key) => once.get(key) ?? []);
}

/** Of `A OR B` one is enough; of anything else that is not on the list nothing is. */
export const isAllowed = ({ licence }: Licensed): boolean =>
  licence
    .replace(/^\((.*)\)$/u, '$1')
    .split(' OR ')
    .some((name) => allowed.includes(name));

/** `docs/licences.md`. */
export function licencesPage(packages: readonly Licensed[]): string {
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  return `${[
    '# Licences',
    '',
    `PIN Desk is under the MIT licence. A production installation has these ${packages.length} packages of others; each has its licence in its folder of \`node_modules\`.`,
    'The chat page has Web Chat as its authors build it (`botframework-webchat`, MIT); the texts of what is in it lie beside it, as `webchat.js.LICENSE.txt`.',
    '',
    'Written by `npm run licences`; a test fails where it is not what the lock file says, or where a licence is not one that is allowed.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...rows,
  ].join('\n')}\n`;
}
