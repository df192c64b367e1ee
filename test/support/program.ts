import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './tree.ts';

export interface Program {
  readonly url: string;
  readonly child: ChildProcess;
  /** Ends it by this signal and resolves with its exit code, null where the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** The built program as its user starts it: `node dist/main.js`. Resolves once it listens. */
export async function startProgram(environment: Readonly<Record<string, string>>): Promise<Program> {
  const { child, output } = run(environment);
  const exited = once(child, 'exit');
  const listening = (async () => {
    for await (const text of output.lines()) {
      const url = /"url":"(http[^"]+)"/.exec(text)?.[1];
      if (url) return url;
    }
    throw new Error(`the program ended: ${output.errors()}`);
  })();
  const url = await listening;
  return {
    url,
    child,
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

function run(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    child,
    output: { errors: () => errors, lines: () => child.stdout.map((chunk: Buffer) => chunk.toString()) },
  };
}
