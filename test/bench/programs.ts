import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../support/tree.ts';

/** A server under load, in a process of its own. */
export interface BenchProgram {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to its first line that says where it listens. */
  readonly startMs: number;
  /** CPU time so far, seconds. */
  cpuSeconds(): number;
  /** Resident memory now, MB. */
  memoryMb(): number;
  /** Lines of its log that would wake somebody. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

/** The built program: `npm run build` has been run. */
export const startPinDesk = (environment: Environment): Promise<BenchProgram> =>
  startProgram([join(root, 'dist/main.js')], environment);

/** `botbuilder` on `restify` as their manuals have it, with nothing of ours. */
export const startEchoBot = (environment: Environment = {}): Promise<BenchProgram> =>
  startProgram([join(root, 'test/bench/echo-bot.mjs')], environment);

async function startProgram(command: readonly string[], environment: Environment): Promise<BenchProgram> {
  const startedAt = performance.now();
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, ...command], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await Promise.race([
    urlSaid(child.stdout),
    exited.then(([code]) => Promise.reject(new Error(`${command.at(-1)} ended with ${code}`))),
  ]);
  const errors: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    if (line.includes('"level":"error"')) errors.push(line);
  });
  const startMs = performance.now() - startedAt;
  return {
    url,
    pid: child.pid ?? 0,
    startMs,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    memoryMb: () => memoryMbOf(child.pid ?? 0),
    errors,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function urlSaid(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const look = (chunk: Buffer) => {
      text += chunk.toString();
      const url = /"url":"(http[^"]+)"/u.exec(text)?.[1];
      if (!url) return;
      output.off('data', look);
      resolve(url);
    };
    output.on('data', look);
  });
}

/** Waits until what a load left to be done is done: two half seconds with next to no CPU time. */
export async function atRest(program: Pick<BenchProgram, 'cpuSeconds'>): Promise<void> {
  let before = program.cpuSeconds();
  for (let quiet = 0, looks = 0; quiet < 2 && looks < 240; looks += 1) {
    await pause(500);
    const now = program.cpuSeconds();
    quiet = now - before <= 0.03 ? quiet + 1 : 0;
    before = now;
  }
}

/** Linux only, as the bench is: fields 14 and 15 of proc_pid_stat(5), in hundredths of a second. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function memoryMbOf(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1_024;
}
