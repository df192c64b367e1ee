import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Connected } from './postgresql-database.ts';
import { noConnection } from './postgresql-fault.ts';

export interface LanesOptions {
  readonly count: number;
  /** A client in pipeline mode. */
  readonly newClient: () => pg.Client;
  readonly lost: (error: Error) => void;
  /** Where so many are under way, the next one is refused at once. */
  readonly mostUnderWay: number;
}

const goodbyeMs = 1_000;

interface Lane {
  readonly underWay: Set<Promise<unknown>>;
  client: Promise<pg.Client> | undefined;
}

/**
 * A few connections that single statements share: each is sent at once, behind those that have no answer yet.
 * That costs a third less than a connection of its own for each, but whoever waits for a lock holds up the others of its lane.
 */
export interface Lanes {
  run<T>(work: (connected: Connected) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function postgresqlLanes(options: LanesOptions): Lanes {
  const lanes = Array.from({ length: options.count }, (): Lane => ({ underWay: new Set(), client: undefined }));
  let closed = false;

  return {
    async run(work) {
      if (closed) throw new Error('the database is closed');
      const lane = lanes.reduce((least, one) => (one.underWay.size < least.underWay.size ? one : least));
      if (lane.underWay.size * lanes.length >= options.mostUnderWay) {
        throw noConnection(new Error('too many wait for an answer'));
      }
      const result = through(lane, options, work);
      lane.underWay.add(result);
      return result.finally(() => lane.underWay.delete(result));
    },
    async close() {
      closed = true;
      await Promise.allSettled(lanes.flatMap(({ underWay }) => [...underWay]));
      const ended = lanes.map(({ client }) => client?.then((open) => open.end()).catch(() => undefined));
      // A server that does not answer does not say goodbye either.
      await Promise.race([Promise.all(ended), pause(goodbyeMs)]);
    },
  };
}

async function through<T>(lane: Lane, options: LanesOptions, work: (connected: Connected) => Promise<T>): Promise<T> {
  lane.client ??= connect(lane, options);
  const connecting = lane.client;
  const used = { client: await connecting, broken: false };
  try {
    return await work(used);
  } finally {
    if (used.broken) leave(lane, connecting);
  }
}

function connect(lane: Lane, { newClient, lost }: LanesOptions): Promise<pg.Client> {
  const client = newClient();
  const drop = () => {
    if (lane.client === opened) lane.client = undefined;
  };
  client.on('error', lost);
  client.once('end', drop);
  const opened = client.connect().then(
    () => client,
    (cause: unknown) => {
      drop();
      throw noConnection(cause);
    },
  );
  return opened;
}

/** The next statement gets a new connection; those under way on this one still get their answers. */
function leave(lane: Lane, connecting: Promise<pg.Client>): void {
  if (lane.client !== connecting) return;
  lane.client = undefined;
  connecting.then((client) => client.end()).catch(() => undefined);
}
