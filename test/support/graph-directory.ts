import { z } from 'zod';
import type { NewCredential } from '../../src/backends/graph/graph-credential.ts';
import { patienceLimits } from '../../src/backends/graph/graph-patience.ts';
import { type GraphOptions, graphUserDirectory } from '../../src/backends/user-directory/graph.ts';
import type { UserDirectory } from '../../src/backends/user-directory/user-directory.ts';
import type { StandInGraph } from './graph.ts';
import { application } from './graph-token-service.ts';
import { logLines } from './log-lines.ts';

/** Waits between tries are short; tries have the time that a machine at work may need. */
export const testLimits = { ...patienceLimits, firstWaitMs: 2, longestWaitMs: 1_000, aloneMs: 150 };
/** For what never answers: a try is soon over. */
export const hastyLimits = { ...testLimits, attemptMs: 150, allMs: 600 };

const Token = z.object({ access_token: z.string() });

/** Asks the stand-in's token endpoint and remembers what it gets, as Azure's credentials do; those want https, and are tried in a process of their own. */
export const standInCredential =
  (graph: StandInGraph, clientSecret = application.clientSecret): NewCredential =>
  () => {
    let remembered: string | undefined;
    return {
      async getToken(scope) {
        remembered ??= await tokenFrom(graph, { clientSecret, scope: String(scope) });
        return { token: remembered, expiresOnTimestamp: Number.POSITIVE_INFINITY };
      },
    };
  };

async function tokenFrom(
  { url }: StandInGraph,
  { clientSecret, scope }: { readonly clientSecret: string; readonly scope: string },
): Promise<string> {
  const { tenantId, clientId } = application;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  // As Azure's libraries: the description of Entra's in the message.
  if (!response.ok) throw new Error(text);
  return Token.parse(JSON.parse(text)).access_token;
}

/** A directory on the stand-in, with a clock that a test moves. */
export function directoryOn(
  graph: StandInGraph,
  options: Partial<GraphOptions> = {},
): { readonly directory: UserDirectory; readonly lines: ReturnType<typeof logLines>['lines']; pass(ms: number): void } {
  const { log, lines } = logLines();
  let now = Date.parse('2026-11-22T08:00:00Z');
  const directory = graphUserDirectory({
    graphUrl: graph.url,
    newCredential: standInCredential(graph),
    protectedGroups: [],
    clock: { now: () => new Date(now) },
    log,
    limits: testLimits,
    ...options,
  });
  return {
    directory,
    lines,
    pass: (ms) => {
      now += ms;
    },
  };
}
