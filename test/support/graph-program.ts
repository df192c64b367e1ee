import { graphCredential } from '../../src/backends/graph/graph-credential.ts';
import { GraphAccessVariables } from '../../src/backends/graph/graph-variables.ts';
import { graphUserDirectory } from '../../src/backends/user-directory/graph.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { logLines } from './log-lines.ts';

/** A process of its own, for Azure's real credentials: they want https, and whom to trust is told to Node as it starts. Prints what each one came to. */
const url = process.env.STAND_IN ?? '';
const id = process.env.PERSON ?? '';

async function outcomeWith(name: string): Promise<string> {
  const variables = GraphAccessVariables.parse({ ...process.env, GRAPH_CREDENTIAL: name });
  const newCredential = await graphCredential(variables, { authorityHost: url });
  const { log, lines } = logLines();
  const directory = graphUserDirectory({ graphUrl: url, newCredential, protectedGroups: [], clock: systemClock, log });
  try {
    return (await directory.byId(id))?.displayName ?? 'nobody';
  } catch (error) {
    const [line] = lines;
    const cause = line?.fields.err;
    return `${error instanceof Error ? error.message : error} ${cause instanceof Error && 'code' in cause ? cause.code : ''}`;
  }
}

for (const name of process.argv.slice(2)) process.stdout.write(`${name}: ${await outcomeWith(name)}\n`);
