import { beginRun, endRun } from './postgresql-server.ts';

const last: (() => Promise<unknown>)[] = [];

/** What this process has to do before it can end. A process of a parallel run is ended without it. */
export function atTheEnd(work: () => Promise<unknown>): void {
  last.push(work);
}

export const mochaGlobalSetup = beginRun;

export async function mochaGlobalTeardown(): Promise<void> {
  await Promise.all(last.map((work) => work()));
  await endRun();
}
