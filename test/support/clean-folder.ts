import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyOf, type Stage } from './dockerfile.ts';
import { root } from './tree.ts';

const run = promisify(execFile);
/** What has just been installed for the tests is not asked for again. */
const env = { ...process.env, npm_config_prefer_offline: 'true' };

/** A folder of its own below which an image's paths lie; others may enter it. */
export const cleanFolder = (): string => mkdtempSync(join(tmpdir(), 'pin-desk-image-'));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Copies what a stage copies from the project or from another stage's folder, and runs what `runs` says of its commands. */
export async function carryOut(stage: Stage, { folder, stages, runs }: CarryOut): Promise<void> {
  let here = folder;
  for (const step of stage.steps) {
    if (step.word === 'WORKDIR') here = join(folder, step.rest);
    mkdirSync(here, { recursive: true });
    if (step.word === 'COPY') copy(step, here, stages);
    if (step.word === 'RUN' && runs(step.rest)) await run('sh', ['-c', step.rest], { cwd: here, env });
  }
}

interface CarryOut {
  /** Stands for `/` of the image. */
  readonly folder: string;
  /** Where other stages were carried out, by name. */
  readonly stages: Readonly<Record<string, string>>;
  /** Which commands are run; the others are the image's own business. */
  readonly runs: (command: string) => boolean;
}

function copy(step: Stage['steps'][number], here: string, stages: CarryOut['stages']): void {
  const { from, sources, target } = copyOf(step);
  for (const source of sources) {
    const origin = from === undefined ? join(root, source) : join(stages[from] ?? `no stage ${from}`, source);
    const isFolderTarget = target.endsWith('/');
    cpSync(origin, join(here, isFolderTarget ? join(target, source) : target), { recursive: true });
  }
}
