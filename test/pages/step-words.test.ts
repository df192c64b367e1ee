import assert from 'node:assert/strict';
import { allFeatures } from '../../src/features/all.ts';
import { locales } from '../../src/kernel/locale.ts';
import { wordsOf } from '../../src/pages/strings/all.ts';
import { freshDatabase } from '../support/databases.ts';
import { testNeeds } from '../support/needs.ts';

describe('the step at which somebody was handed to the help desk', () => {
  it('has a name in every language, whichever it is', async () => {
    const database = await freshDatabase('pglite');
    const flows = allFeatures(testNeeds(database).needs).flatMap((feature) => feature.flows ?? []);
    await database.close();

    const steps = flows.flatMap(({ id, steps }) => Object.keys(steps).map((step) => `step.${id}/${step}`));

    assert.ok(steps.length > 4);
    for (const locale of locales) {
      const words = Object.keys(wordsOf(locale));
      assert.deepEqual(
        steps.filter((step) => !words.includes(step)),
        [],
        locale,
      );
    }
  });
});
