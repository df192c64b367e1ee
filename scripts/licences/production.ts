import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      dependencies: z.record(z.string(), z.string()).default({}),
    }),
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

type Packages = z.infer<typeof Lock>['packages'];

/** Every package that a production installation has, by name and version. */
export function productionPackages(lock: unknown): readonly Licensed[] {
  const { packages } = Lock.parse(lock);
  return licensed(
    packages,
    Object.keys(packages).filter((path) => path !== '' && packages[path]?.dev === false),
  );
}

/** What these packages bring along, themselves too: they are for development, and built into the pages. */
export function builtInPackages(lock: unknown, names: readonly string[]): readonly Licensed[] {
  const { packages } = Lock.parse(lock);
  const paths = new Set<string>();
  const follow = (name: string, from: string): void => {
    const path = placeOf(packages, name, from);
    if (paths.has(path)) return;
    paths.add(path);
    for (const dependency of Object.keys(packages[path]?.dependencies ?? {})) follow(dependency, path);
  };
  for (const name of names) follow(name, '');
  return licensed(packages, [...paths]);
}

/** Where Node finds a package that is asked for from another's place. */
function placeOf(packages: Packages, name: string, from: string): string {
  const path = `${from}${from && '/'}node_modules/${name}`;
  if (path in packages) return path;
  if (from === '') throw new Error(`the lock file has no ${name}`);
  return placeOf(packages, name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

function licensed(packages: Packages, paths: readonly string[]): readonly Licensed[] {
  const found = paths.map((path) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version = '', license } = packages[path] ?? {};
    return { name, version, licence: license ?? read[`${name}@${version}`] ?? 'unknown' };
  });
  const once = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.keys()].sort().flatMap((key) => once.get(key) ?? []);
}

/** The packages that sources import by name. */
export const importedIn = (sources: readonly string[]): readonly string[] => [
  ...new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/\bfrom '((?:@[\w.-]+\/)?[\w-][\w.-]*)/gu)].map(([, name = '']) => name),
    ),
  ),
];

/** Of `A OR B` one is enough; of anything else that is not on the list nothing is. */
export const isAllowed = ({ licence }: Licensed): boolean =>
  licence
    .replace(/^\((.*)\)$/u, '$1')
    .split(' OR ')
    .some((name) => allowed.includes(name));

/** `docs/licences.md`. */
export function licencesPage(production: readonly Licensed[], builtIn: readonly Licensed[]): string {
  return `${[
    '# Licences',
    '',
    'PIN Desk is under the MIT licence. Written by `npm run licences`; a test fails where this is not what the lock file says, or where a licence is not one that is allowed.',
    '',
    '## In the pages',
    '',
    'The chat page has Web Chat as its authors build it (`botframework-webchat`, MIT); the texts of what is in it lie beside it, as `webchat.js.LICENSE.txt`. Built into the pages’ own scripts:',
    '',
    ...table(builtIn),
    '',
    `## In production: ${production.length} packages`,
    '',
    'Each has its licence in its folder of `node_modules`.',
    '',
    ...table(production),
  ].join('\n')}\n`;
}

const table = (packages: readonly Licensed[]): readonly string[] => [
  '| package | version | licence |',
  '|---|---|---|',
  ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
];
