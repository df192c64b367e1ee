import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { channels, quoted } from './channels.ts';
import type { Database } from './database.ts';

const firstPauseMs = 100;
const longestPauseMs = 10_000;
const goodbyeMs = 1_000;

/** One connection that listens, made when first needed, and made again with a growing pause once it is lost. */
export interface Listener {
  readonly listen: Database['listen'];
  close(): Promise<void>;
}

export function postgresqlListener(
  newClient: () => pg.Client,
  { log, watchMs }: { readonly log: Log; readonly watchMs: number },
): Listener {
  const listening = channels(log);
  let connected: Promise<pg.Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const behind = new Set<() => void>();
  let pauseMs = firstPauseMs;
  let closed = false;

  const connection = (): Promise<pg.Client> => {
    connected ??= connect();
    return connected;
  };

  async function connect(): Promise<pg.Client> {
    const client = newClient();
    const lost = onceOnly(reconnect);
    client.on('notification', ({ channel, payload }) => listening.tell(channel, payload ?? ''));
    client.on('error', () => undefined);
    client.on('end', lost);
    try {
      await client.connect();
      for (const channel of listening.names()) await client.query(`LISTEN ${quoted(channel)}`);
      pauseMs = firstPauseMs;
      keepWatch(client, watchMs);
      return client;
    } catch (error) {
      client.end().catch(() => undefined);
      lost();
      throw error;
    }
  }

  function reconnect(): void {
    connected = undefined;
    if (closed || timer || listening.names().length === 0) return;
    log.warn('listening stopped; trying again', { pauseMs });
    timer = setTimeout(() => {
      timer = undefined;
      connection().then(
        () => {
          for (const catchUp of behind) catchUp();
        },
        () => undefined,
      );
    }, pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }

  return {
    async listen(channel, heard, missed = () => undefined) {
      if (closed) throw new Error('the database is closed');
      const first = listening.add(channel, heard);
      try {
        const client = await connection();
        if (first) await client.query(`LISTEN ${quoted(channel)}`);
      } catch (error) {
        listening.remove(channel, heard);
        throw error;
      }
      behind.add(missed);
      return async () => {
        behind.delete(missed);
        // The server is not told: what nobody here hears is dropped, and one that does not answer must not hold up an end.
        listening.remove(channel, heard);
      };
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      const client = await connected?.catch(() => undefined);
      // A server that does not answer does not say goodbye either.
      if (client) await Promise.race([client.end().catch(() => undefined), pause(goodbyeMs)]);
    },
  };
}

/** A server that went away without a word leaves a connection that hears nothing for ever: it is asked now and then. */
function keepWatch(client: pg.Client, watchMs: number): void {
  const ask = () =>
    client.query('SELECT 1').then(
      () => {
        watch = setTimeout(ask, watchMs).unref();
      },
      () => client.end().catch(() => undefined),
    );
  let watch = setTimeout(ask, watchMs).unref();
  client.once('end', () => clearTimeout(watch));
}

function onceOnly(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
