import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  builtInPackages,
  importedIn,
  isAllowed,
  licencesPage,
  productionPackages,
} from '../../scripts/licences/production.ts';
import { filesIn, textOf } from '../support/tree.ts';

const Versions = z.record(z.string(), z.string());
const Package = z.object({ dependencies: Versions, devDependencies: Versions, overrides: Versions, scripts: Versions });
const Locked = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  hasInstallScript: z.boolean().default(false),
});
const { dependencies, devDependencies, overrides, scripts } = Package.parse(JSON.parse(textOf('package.json')));
const lock: unknown = JSON.parse(textOf('package-lock.json'));
const { lockfileVersion, packages } = z
  .object({ lockfileVersion: z.number(), packages: z.record(z.string(), Locked) })
  .parse(lock);
const locked = Object.entries(packages).filter(([path]) => path !== '');
const named = { ...dependencies, ...devDependencies };

describe('the dependencies', () => {
  it('are pinned to whole versions', () => {
    const ranges = Object.entries({ ...named, ...overrides }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/u.test(version),
    );

    assert.ok(Object.keys(named).length > 40);
    assert.deepEqual(ranges, []);
  });

  it('are locked as they are pinned', () => {
    assert.equal(lockfileVersion, 3);
    for (const [name, version] of Object.entries(named))
      assert.equal(packages[`node_modules/${name}`]?.version, version, name);
  });

  it('are locked with the hash of what is to be installed, from the registry alone', () => {
    assert.ok(locked.length > 800);
    assert.deepEqual(
      locked
        .filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/u.test(integrity ?? ''))
        .map(([path]) => path),
      [],
    );
    // .npmrc leaves the registry's own addresses out: what has one is from elsewhere.
    assert.deepEqual(
      locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path),
      [],
    );
  });

  it('have no install script but those that docs/dependencies.md says what happens without', () => {
    const having = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    const [, table = ''] = textOf('docs/dependencies.md').split('## Packages that have an install script');
    const explained = [...table.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) \|/gmu)].flatMap(([, names = '']) =>
      [...names.matchAll(/[\w-]+/gu)].map(([name]) => name),
    );

    assert.deepEqual([...new Set(having)].sort(), explained.sort());
  });

  it('are installed by none of our scripts, which run after an installation', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];

    assert.deepEqual(
      hooks.filter((name) => name in scripts),
      [],
    );
  });
});

describe('the licences of what runs in production or is built into the pages', () => {
  const production = productionPackages(lock);
  const imported = importedIn(filesIn('src/pages/browser').map(textOf));
  const builtIn = builtInPackages(lock, imported);

  it('are ones that are allowed', () => {
    assert.ok(production.length > 200);
    assert.deepEqual(
      [...production, ...builtIn].filter((one) => !isAllowed(one)),
      [],
    );
  });

  it('are listed as the lock file has them: npm run licences', () => {
    assert.equal(textOf('docs/licences.md'), licencesPage(production, builtIn));
  });

  it('are looked at for what the pages import, and for what that imports', () => {
    assert.ok(imported.includes('adaptivecards') && builtIn.some(({ name }) => name === 'adaptivecards'));
    assert.ok(builtIn.length >= imported.length);
  });

  it('would not be with another one, or none', () => {
    const licensed = (licence: string) => isAllowed({ name: 'x', version: '1.0.0', licence });

    assert.deepEqual(
      ['GPL-3.0-only', 'unknown', '', 'MIT AND GPL-2.0-only', '(GPL-3.0-only OR MIT)', 'SEE LICENSE IN LICENSE'].map(
        licensed,
      ),
      [false, false, false, false, true, false],
    );
  });
});
