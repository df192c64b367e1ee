import { beginRun, endRun } from './postgresql-server.ts';

export const mochaGlobalSetup = beginRun;
export const mochaGlobalTeardown = endRun;
