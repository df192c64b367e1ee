// Starts the built program on a new data folder with the Node that runs this, asks it whether it is ready, and stops it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'pin-desk-start-'));
const child = spawn(process.execPath, [join(import.meta.dirname, '../dist/main.js')], {
  env: { ...process.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: '', CI: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exited = new Promise((resolve) => child.once('exit', resolve));

try {
  const url = await urlFrom(child.stdout);
  const ready = await fetch(`${url}/health/ready`);
  const page = await fetch(`${url}/`);
  if (ready.status !== 200 || page.status !== 200) throw new Error(`ready ${ready.status}, page ${page.status}`);
  child.kill('SIGTERM');
  const code = await exited;
  if (code !== 0) throw new Error(`ended with ${code}`);
  process.stdout.write(`starts and stops on Node ${process.version}\n`);
} finally {
  child.kill('SIGKILL');
  await exited;
  rmSync(folder, { recursive: true, force: true });
}

async function urlFrom(output) {
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  let text = '';
  const found = new Promise((resolve) => {
    output.on('data', (chunk) => {
      text += chunk;
      const [, url] = /"url":"(http:[^"]+)"/.exec(text) ?? [];
      if (url) resolve(url);
    });
  });
  const url = await Promise.race([found, exited.then(() => undefined)]);
  clearTimeout(timer);
  if (!url) throw new Error(`the program ended before it listened: ${text}`);
  return url;
}
