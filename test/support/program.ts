import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './tree.ts';

const dist = join(root, 'dist');

export interface Program {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it wrote so far, standard output first. */
  written(): string;
  /** Ends it by this signal and resolves with its exit code, null where the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** The built program as its user starts it: `node dist/main.js`, or another build's. Resolves once it listens. */
export async function startProgram(environment: Readonly<Record<string, string>>, build = dist): Promise<Program> {
  const { child, output } = run(environment, build);
  const exited = once(child, 'exit');
  const url = await output.url();
  return {
    url,
    child,
    written: () => output.lines() + output.errors(),
    async end(signal) {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

/** A start that is expected to fail: its exit code and what it wrote to standard error. */
export async function failedStart(
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; errors: string }> {
  const { child, output } = run(environment);
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await once(child, 'close');
  clearTimeout(timer);
  return { code: child.exitCode, errors: output.errors() };
}

function run(environment: Readonly<Record<string, string>>, build = dist) {
  const child = spawn(process.execPath, [join(build, 'main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  let lines = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    lines += chunk.toString();
  });
  const url = (): Promise<string> =>
    new Promise((resolve, reject) => {
      child.stdout.on('data', () => {
        const found = /"url":"(http[^"]+)"/.exec(lines)?.[1];
        if (found) resolve(found);
      });
      child.once('close', (code, signal) =>
        reject(new Error(`the program ended (${code ?? signal}): ${errors}${lines}`)),
      );
    });
  return { child, output: { errors: () => errors, lines: () => lines, url } };
}
