import { beginRun, endRun } from './postgresql-server.ts';

export const mochaGlobalSetup = beginRun;
export const mochaGlobalTeardown = endRun;

const unheard: unknown[] = [];
const note = (reason: unknown): void => {
  if (!unheard.includes(reason)) unheard.push(reason);
};

/** A rejection that nobody hears ends the program (src/main.ts), and mocha says nothing of it. */
function holdNone(): void {
  const [cause] = unheard.splice(0);
  if (cause !== undefined) throw new Error('a rejection that nobody heard', { cause });
}

export const mochaHooks = {
  /** A process of a parallel run loses its listeners after each file. */
  beforeAll(): void {
    process.off('unhandledRejection', note);
    process.on('unhandledRejection', note);
  },
  afterEach: holdNone,
  afterAll: holdNone,
};
