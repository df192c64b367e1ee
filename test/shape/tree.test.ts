import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { variables } from '../../src/config.ts';
import { filesIn, textOf } from '../support/tree.ts';

const sources = filesIn('src').filter((path) => path.endsWith('.ts'));

describe('the tree', () => {
  it('names every file in kebab case', () => {
    const odd = [...sources, ...filesIn('test')].filter((path) => !/^[a-z0-9.-]+$/.test(basename(path)));

    assert.deepEqual(odd, []);
  });

  it('has no folder that collects what nobody named', () => {
    const collecting = /\/(utils|helpers|common|services|types|models|constants)\//;

    assert.deepEqual(
      sources.filter((path) => collecting.test(path) || basename(path) === 'index.ts'),
      [],
    );
  });

  it('keeps every source file under 250 lines', () => {
    const data = ['src/backends/user-directory/sample-people.ts'];
    const long = sources.filter((path) => !data.includes(path) && textOf(path).split('\n').length > 251);

    assert.deepEqual(long, []);
  });

  it('gives each feature a test and, where it shows a card, a cards folder of its name', () => {
    const features = new Set(sources.flatMap((path) => /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? []));
    const tests = filesIn('test/features').map((path) => basename(path));
    const cards = filesIn('cards');

    assert.ok(features.size >= 6);
    for (const feature of features) {
      assert.ok(
        tests.some((name) => name.startsWith(feature)),
        `${feature} has no test`,
      );
      const shows = sources.some(
        (path) => path.startsWith(`src/features/${feature}/`) && textOf(path).includes(`'${feature}/`),
      );
      if (shows)
        assert.ok(
          cards.some((path) => path.startsWith(`cards/${feature}/`)),
          `${feature} has no cards`,
        );
    }
  });

  it('shows only cards that exist, and has none that nobody shows', () => {
    const shown = new Set(
      sources.flatMap((path) => [...textOf(path).matchAll(/'([a-z-]+\/[a-z-]+)'/g)].map((match) => match[1] ?? '')),
    );
    const cards = filesIn('cards').map((path) => path.replace(/^cards\/|\.json$/g, ''));

    assert.deepEqual(
      cards.filter((card) => !shown.has(card)),
      [],
    );
  });
});

describe('the README', () => {
  it('explains every variable that is read, and no other', () => {
    const explained = [...textOf('README.md').matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/\w+/g)].map((name) => name[0]),
    );

    assert.deepEqual(explained.toSorted(), [...variables].sort());
  });

  it('shows the two commands', () => {
    assert.match(textOf('README.md'), /npm ci && npm start/);
    assert.match(textOf('README.md'), /npm ci && npm test/);
  });
});
