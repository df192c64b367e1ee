import { spawn } from 'node:child_process';
import { z } from 'zod';
import { Secret } from '../../kernel/secret.ts';
import { answerLines } from './answer-lines.ts';

/** What a worker is: a program, one of our constant scripts, and the environment that it gets instead of ours. */
export interface Launch {
  readonly file: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One thing to do. A secret in it is opened in the one place that writes to the worker's input. */
export type Request = Readonly<Record<string, string | number | boolean | Secret>> & { readonly do: string };

/** PowerShell 5.1 writes some arrays as `{ value, Count }`. */
const Results = z.union([
  z.array(z.unknown()),
  z.object({ value: z.array(z.unknown()) }).transform(({ value }) => value),
]);
const Answer = z.discriminatedUnion('ok', [
  z.object({ id: z.string(), ok: z.literal(true), result: Results }),
  /** An error of the script's, by its kind: messages quote what they are about, and in the language of the machine. */
  z.object({ id: z.string(), ok: z.literal(false), category: z.string().max(100), type: z.string().max(200) }),
]);

export type Answer =
  | { readonly ok: true; readonly result: readonly unknown[] }
  | { readonly ok: false; readonly category: string; readonly type: string };
/** Nobody knows what became of the call: its time was over, the worker ended, or the answer could not be read. */
export type Lost = { readonly lost: 'time' | 'ended' | 'flawed' };

/** One process that does one thing after the other. After a lost call it is of no use any more and has been killed. */
export interface Worker {
  readonly isAlive: () => boolean;
  readonly ended: Promise<void>;
  call(request: Request, limitMs: number): Promise<Answer | Lost>;
  /** Its input is over: it ends by itself once it is idle. */
  finish(): void;
  kill(): void;
}

/** A call that waits for its answer. */
interface Pending {
  readonly id: string;
  readonly settle: (answer: Answer | Lost) => void;
}

/** `-NonInteractive` makes a prompt an error instead of a wait without end. */
const powershellArguments = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'RemoteSigned', '-File'];

export function startWorker({ file, script, environment }: Launch): Worker {
  const child = spawn(file, [...powershellArguments, script], {
    env: { ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    shell: false,
  });
  let calls = 0;
  let alive = true;
  let pending: Pending | undefined;

  const settle = (answer: Answer | Lost): void => {
    const waiting = pending;
    pending = undefined;
    waiting?.settle(answer);
  };
  const lose = (lost: Lost['lost']): void => {
    alive = false;
    settle({ lost });
    child.kill('SIGKILL');
  };
  const hear = (line: string): void => {
    const answer = parsed(line);
    if (!answer) lose('flawed');
    // One that nobody waits for is of a call that was given up.
    else if (answer.id === pending?.id) settle(withoutId(answer));
  };

  const ended = new Promise<void>((resolve) => {
    const end = () => {
      lose('ended');
      resolve();
    };
    child.once('error', end);
    child.once('close', end);
  });
  child.stdout.on(
    'data',
    answerLines(hear, () => lose('flawed')),
  );
  // What PowerShell writes there may quote what it was given: it is read, so that the pipe does not fill, and forgotten.
  child.stderr.resume();
  // The end of the process says more than a broken pipe.
  child.stdin.on('error', () => undefined);

  return {
    isAlive: () => alive,
    ended,
    call: (request, limitMs) =>
      new Promise((resolve) => {
        calls += 1;
        const id = String(calls);
        const timer = setTimeout(() => lose('time'), limitMs);
        pending = {
          id,
          settle: (answer) => {
            clearTimeout(timer);
            resolve(answer);
          },
        };
        if (!alive) return settle({ lost: 'ended' });
        child.stdin.write(`${written({ ...request, id })}\n`);
      }),
    finish: () => child.stdin.end(),
    kill: () => lose('ended'),
  };
}

function parsed(line: string): z.infer<typeof Answer> | undefined {
  try {
    return Answer.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const withoutId = (answer: z.infer<typeof Answer>): Answer =>
  answer.ok ? { ok: true, result: answer.result } : { ok: false, category: answer.category, type: answer.type };

/** ASCII alone, whatever code page the other side reads by. */
const written = (request: Request): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(request).map(([name, value]) => [name, value instanceof Secret ? value.reveal() : value]),
    ),
  ).replace(/[^\x20-\x7e]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
