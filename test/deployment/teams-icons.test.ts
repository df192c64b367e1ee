import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { root } from '../support/tree.ts';

const folder = 'deploymentTemplates/teams';

/** Width and height of a PNG: they stand in its first chunk. */
const sizeOf = (name: string): readonly number[] => {
  const png = readFileSync(join(root, folder, name));
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

// Code for the page is text: Node's types know no document.
const pixels = `(async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(0, 0, image.width, image.height).data];
})`;

describeInBrowser('the icons of the Teams app', () => {
  it('are a coloured one and an outline of nothing but white on nothing', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const outline = `data:image/png;base64,${readFileSync(join(root, folder, 'outline.png')).toString('base64')}`;

      const values = z.array(z.number()).parse(await page.evaluate(`${pixels}(${JSON.stringify(outline)})`));

      const seen = values.flatMap((_value, at) =>
        at % 4 === 0 && values[at + 3] !== 0 ? [values.slice(at, at + 3)] : [],
      );
      assert.ok(seen.length > 100 && seen.length < 600, `${seen.length} of 1024`);
      assert.ok(seen.every((colour) => colour.every((part) => part >= 250)));
      assert.deepEqual(
        [sizeOf('color.png'), sizeOf('outline.png')],
        [
          [192, 192],
          [32, 32],
        ],
      );
    } finally {
      await browser.close();
    }
  });
});
