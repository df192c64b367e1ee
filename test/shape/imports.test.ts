import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { filesIn, textOf } from '../support/tree.ts';

/** Who may import what; the first rule whose `from` fits decides. `own` is the importer's own folder. */
const rules: readonly { readonly from: RegExp; readonly to: readonly RegExp[] }[] = [
  {
    from: /^src\/(main|app|back-ends|checks|chores|command-socket|desk-people|visits|metrics|notices|open-storage|person-commands|rules|site-file|start-problem)\.ts$/,
    to: [/^src\//],
  },
  {
    from: /^src\/config\.ts$/,
    to: [
      /^src\/identity-variable\.ts$/,
      /^src\/kernel\//,
      /^src\/features\/needs\.ts$/,
      /^src\/backends\/[^/]+\/configured\.ts$/,
      /^src\/bot\/registration\.ts$/,
      /^src\/pages\/sign-in\/provider-variables\.ts$/,
      /^src\/storage\/retention\.ts$/,
    ],
  },
  {
    from: /^src\/identity-variable\.ts$/,
    to: [/^src\/features\/needs\.ts$/, /^src\/backends\/user-directory\/configured\.ts$/],
  },
  { from: /^src\/(server|admission|answering)\.ts$/, to: [/^src\/kernel\//] },
  { from: /^src\/commands\//, to: [/^src\/(kernel|commands)\//, /^src\/config\.ts$/, storageInterfaces()] },
  { from: /^src\/kernel\//, to: [/^src\/kernel\//] },
  { from: /^src\/storage\//, to: [/^src\/kernel\//, /^src\/storage\//] },
  {
    from: /^src\/conversation\//,
    to: [/^src\/kernel\//, /^src\/conversation\//, /^src\/storage\/(turn-store|database|personal-chats)\.ts$/],
  },
  { from: /^src\/understanding\//, to: [/^src\/kernel\//, /^src\/understanding\//] },
  {
    from: /^src\/features\/(needs|known-person|all)\.ts$/,
    to: [/^src\/(kernel|conversation|features)\//, /^src\/backends\/([^/]+)\/\1\.ts$/, storageInterfaces()],
  },
  {
    from: /^src\/features\//,
    to: [
      /^src\/(kernel|conversation|understanding)\//,
      /^src\/features\/(needs|raise-alarm|standing|known-person)\.ts$/,
      /^src\/backends\/([^/]+)\/\1\.ts$/,
      storageInterfaces(),
    ],
  },
  { from: /^src\/backends\/graph\//, to: [/^src\/kernel\//] },
  {
    from: /^src\/backends\//,
    to: [/^src\/(kernel|backends\/graph)\//, /^src\/backends\/([^/]+)\/\1\.ts$/, storageInterfaces()],
  },
  { from: /^src\/bot\//, to: [/^src\/(kernel|conversation|bot)\//, storageInterfaces()] },
  { from: /^src\/direct-line\//, to: [/^src\/(kernel|conversation|direct-line|bot)\//, storageInterfaces()] },
  {
    from: /^src\/pages\//,
    to: [/^src\/(kernel|conversation|pages)\//, /^src\/backends\/([^/]+)\/\1\.ts$/, storageInterfaces()],
  },
];

/** Where a package that is not everybody's may be imported. */
const homes: readonly { readonly name: RegExp; readonly home: RegExp }[] = [
  { name: /^(botbuilder|botframework-(connector|schema|streaming)|jsonwebtoken)/, home: /^src\/bot\// },
  { name: /^(pg|pg-boss|@electric-sql\/pglite.*)$/, home: /^src\/storage\// },
  { name: /^node:child_process$/, home: /^src\/backends\/pin-service\// },
  { name: /^(@azure\/|@microsoft\/)/, home: /^src\/backends\/graph\// },
  { name: /^nodemailer$/, home: /^src\/backends\/mailer\/smtp/ },
  { name: /^openid-client$/, home: /^src\/pages\/sign-in\// },
  { name: /^prom-client$/, home: /^src\/metrics\.ts$/ },
  { name: /^restify$/, home: /^src\/server\.ts$/ },
];

function storageInterfaces(): RegExp {
  return /^src\/storage\/(database|jobs|audit|figures|person-actions|budgets|challenges|feedback|not-me-links|person-data|personal-chats|turn-store)\.ts$/;
}

const sources = filesIn('src').filter((path) => /\.ts$/.test(path) && !path.startsWith('src/pages/browser/'));

const importsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gmu)].map(
    (match) => match[1] ?? match[2] ?? '',
  );

/** Those that are there as soon as the file is; types are not. */
const staticImportsOf = (path: string): string[] =>
  path.startsWith('src/')
    ? [...textOf(path).matchAll(/^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?'([^']+)'/gmu)].map(
        ([, name = '']) => name,
      )
    : [];

describe('the import table', () => {
  it('covers every source file', () => {
    assert.ok(sources.length > 60);
    assert.deepEqual(
      sources.filter((path) => !rules.some((rule) => rule.from.test(path))),
      [],
    );
  });

  it('is kept by every import of ours', () => {
    const broken = sources.flatMap((path) => {
      const rule = rules.find((candidate) => candidate.from.test(path));
      return importsOf(path)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(path), name))
        .filter(
          (target) =>
            dirname(target) !== dirname(path) &&
            !target.startsWith(`${dirname(path)}/`) &&
            !target.startsWith(`${featureOf(path)}/`),
        )
        .filter((target) => !rule?.to.some((allowed) => allowed.test(target)))
        .map((target) => `${path} imports ${target}`);
    });

    assert.deepEqual(broken, []);
  });

  it('keeps a feature from importing another', () => {
    const broken = sources
      .filter((path) => /^src\/features\/[^/]+\//.test(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((name) => name.startsWith('.'))
          .map((name) => [path, join(dirname(path), name)] as const),
      )
      .filter(([path, target]) => /^src\/features\/[^/]+\//.test(target) && featureOf(target) !== featureOf(path));

    assert.deepEqual(broken, []);
  });

  it('keeps packages in their one home', () => {
    const broken = sources.flatMap((path) =>
      importsOf(path)
        .filter((name) => homes.some((rule) => rule.name.test(name) && !rule.home.test(path)))
        .map((name) => `${path} imports ${name}`),
    );

    assert.deepEqual(broken, []);
  });

  it('loads Azure’s libraries only where they are chosen: a start without them is half a second shorter', () => {
    const reached = new Set<string>();
    const follow = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const name of staticImportsOf(path)) follow(name.startsWith('.') ? join(dirname(path), name) : name);
    };

    follow('src/main.ts');

    assert.ok(reached.has('src/backends/user-directory/configured.ts') && reached.has('zod'));
    assert.deepEqual(
      [...reached].filter((name) => /^(@azure\/|@microsoft\/|cockatiel|nodemailer)/.test(name)),
      [],
    );
  });

  it('lets only main.ts touch the process', () => {
    const touching = sources.filter((path) => path !== 'src/main.ts' && /(?<![.\w])process\.\w/.test(textOf(path)));

    assert.deepEqual(touching, []);
  });
});

const featureOf = (path: string): string => path.split('/').slice(0, 3).join('/');
