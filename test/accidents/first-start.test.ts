import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startProgram } from '../support/program.ts';
import { often, soakSeed } from '../support/soak.ts';
import { root } from '../support/tree.ts';

const kills = often(1, 20);

describe('a first start that is killed', function () {
  this.timeout(60_000 + kills * 60_000);

  it('is made good by the next one, whenever that was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pin-desk-first-start-'));
    try {
      for (let kill = 0; kill < kills; kill += 1) {
        const environment = { DATA_DIR: join(folder, String(kill)) };
        const first = spawn(process.execPath, [join(root, 'dist/main.js')], {
          env: { PATH: process.env.PATH, PORT: '0', ...environment },
          stdio: 'ignore',
        });
        // Imports take the first part of it; the rest is a new database.
        await setTimeout(600 + ((soakSeed + kill * 7_919) % 1_800));
        first.kill('SIGKILL');
        await once(first, 'exit');

        const second = await startProgram(environment);
        const ready = await fetch(`${second.url}/health/ready`);
        await second.end('SIGKILL');

        assert.equal(ready.status, 200, `SOAK_SEED=${soakSeed}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
