import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { carryOut, cleanFolder, removeFolder } from '../support/clean-folder.ts';
import { copyOf, type Stage, stagesOf } from '../support/dockerfile.ts';
import { filesIn, root, textOf } from '../support/tree.ts';

const stages = stagesOf(textOf('Dockerfile'));
const stage = (name: string): Stage => stages.find((one) => one.name === name) ?? { name, steps: [] };
const last = stage('last');
const said = (word: string, { steps }: Stage = last): readonly string[] =>
  steps.filter((step) => step.word === word).map(({ rest }) => rest);
const Words = z.array(z.string());
const environment = Object.fromEntries(
  said('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=', 2))),
);
/** The node user of the base image. */
const nobody = 1000;

describe('the image', () => {
  it('takes its base by a whole name, the same one in every stage', () => {
    const [base] = /^ARG NODE_IMAGE=(.*)$/mu.exec(textOf('Dockerfile'))?.slice(1) ?? [];

    assert.match(base ?? '', /^node:\d+\.\d+\.\d+-[a-z]+-slim$/u);
    assert.equal(stages.length, 3);
    for (const { steps } of stages) assert.match(steps[0]?.rest ?? '', /^\$\{NODE_IMAGE\}/u);
  });

  it('runs as somebody without rights, writes to its volume alone and has no npm', () => {
    assert.deepEqual([said('USER'), said('VOLUME'), environment.DATA_DIR], [['node'], ['["/data"]'], '/data']);
    assert.match(said('RUN').join(), /rm -rf \/usr\/local\/lib\/node_modules .*npm.*npx/u);
    const order = last.steps.map(({ word }) => word);
    assert.ok(order.indexOf('USER') > order.lastIndexOf('RUN') && order.indexOf('USER') < order.indexOf('CMD'));
    assert.ok(!said('COPY').some((copied) => copied.includes('--chown')), 'it could change its own program');
  });

  it('lets no package run a script while it is made', () => {
    const installs = stages.flatMap((one) => said('RUN', one)).filter((command) => command.includes('npm ci'));

    assert.equal(installs.length, 2);
    assert.ok(installs.every((command) => command.includes('--ignore-scripts')));
  });

  it('is given no file but those that it copies', () => {
    const [nothing, ...let_in] = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const copied = stages.flatMap(({ steps }) => steps.filter(({ word }) => word === 'COPY').map(copyOf));
    const wanted = new Set(copied.flatMap(({ from, sources }) => (from === undefined ? sources : [])));

    assert.equal(nothing, '*');
    assert.deepEqual(let_in.map((line) => line.slice(1)).sort(), [...wanted].sort());
    for (const path of wanted) assert.ok(existsSync(join(root, path)), path);
  });
});

describe('the image’s steps in a clean folder', function () {
  // npm unpacks 250 MB: 45 s on a busy machine of two cores, three minutes with an empty cache.
  this.timeout(600_000);
  const folder = cleanFolder();
  const stageFolder = (name: string) => join(folder, name);
  const app = join(folder, 'last/app');
  const data = join(folder, 'last/data');

  before(() => chmodSync(folder, 0o755));
  after(() => removeFolder(folder));

  it('build the program from what they copy', async () => {
    const built = join(stageFolder('build'), 'build');
    mkdirSync(built, { recursive: true });
    // What takes minutes and is the same bytes each time is handed on; npm's part is tried below.
    symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
    cpSync(join(root, 'dist'), join(built, 'dist'), { recursive: true });

    await carryOut(stage('build'), {
      folder: stageFolder('build'),
      stages: {},
      runs: (command) => !command.startsWith('npm ci'),
    });

    const dist = filesIn('dist');
    assert.deepEqual(
      readdirSync(join(built, 'dist'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
        .length,
      dist.length,
    );
  });

  it('install what it needs at run time and nothing else', async () => {
    await carryOut(stage('packages'), { folder: stageFolder('packages'), stages: {}, runs: () => true });
    await carryOut(last, {
      folder: stageFolder('last'),
      stages: { build: stageFolder('build'), packages: stageFolder('packages') },
      runs: () => false,
    });

    assert.ok(existsSync(join(app, 'node_modules/restify')) && existsSync(join(app, 'dist/main.js')));
    assert.ok(!existsSync(join(app, 'node_modules/mocha')) && !existsSync(join(app, 'src')));
  });

  it('start, as somebody who may not write there, answer the health check and stop', async () => {
    mkdirSync(data, { mode: 0o700 });
    const asSomebody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    if ('uid' in asSomebody) chownSync(data, nobody, nobody);
    const env = { PATH: process.env.PATH, ...environment, DATA_DIR: data, HOST: '127.0.0.1', PORT: '0' };
    const [command = '', ...args] = Words.parse(JSON.parse(said('CMD')[0] ?? ''));
    const child = spawn(command, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'inherit'], ...asSomebody });
    const exited = once(child, 'exit');

    const port = await portOf(child);
    const healthy = healthCheck(port);
    child.kill('SIGTERM');
    await exited;

    assert.deepEqual([healthy, child.exitCode, healthCheck(port)], [0, 0, 1]);
    assert.ok(readdirSync(data).length > 0);
    const changed = readdirSync(app).filter((name) => statSync(join(app, name)).uid === nobody && 'uid' in asSomebody);
    assert.deepEqual(changed, []);
  });
});

/** What HEALTHCHECK's command ends with. */
function healthCheck(port: string): number | null {
  const [, line = ''] = /CMD (\[.*\])$/u.exec(said('HEALTHCHECK')[0] ?? '') ?? [];
  const [command = '', ...args] = Words.parse(JSON.parse(line));
  return spawnSync(command, args, { env: { PATH: process.env.PATH, PORT: port }, timeout: 10_000 }).status;
}

async function portOf(child: ChildProcess): Promise<string> {
  let text = '';
  const found = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /"url":"http:\/\/[^"]*:(\d+)/u.exec(text)?.[1];
      if (port) resolve(port);
    });
  });
  return Promise.race([found, once(child, 'exit').then(() => Promise.reject(new Error(`it ended: ${text}`)))]);
}
