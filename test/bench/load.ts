import { Pool } from 'undici';

/** One request of a load, and the next one where an answer takes two. */
export interface LoadRequest {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gets the answer's body; gives what has to be asked next, and belongs to the same turn. */
  readonly reply?: (body: string) => LoadRequest | undefined;
}

export interface LoadResult {
  readonly seconds: number;
  /** Of each request, in the order they ended; of an open load counted from when it was due. */
  readonly ms: readonly number[];
}

const json = { 'content-type': 'application/json' };

/** Keep-alive connections to one server, from this address of the machine. */
export function load(url: string, connections: number, localAddress = '127.0.0.1') {
  const pool = new Pool(url, { connections, pipelining: 1, localAddress });

  const send = async ({ path, method = 'POST', body, headers, reply }: LoadRequest): Promise<void> => {
    const response = await pool.request({
      path,
      method,
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${method} ${path} answered ${response.statusCode}: ${text}`);
    const next = reply?.(text);
    if (next) await send(next);
  };

  return {
    send,
    /** As many at once as there are connections, each followed by the next. */
    async closed(requests: readonly LoadRequest[]): Promise<LoadResult> {
      const ms: number[] = [];
      const rest = requests.values();
      const startedAt = performance.now();
      const worker = async () => {
        for (const request of rest) {
          const at = performance.now();
          await send(request);
          ms.push(performance.now() - at);
        }
      };
      await Promise.all(Array.from({ length: connections }, worker));
      return { seconds: (performance.now() - startedAt) / 1_000, ms };
    },
    /** `perSecond` at even distances, whether or not earlier ones were answered: what waits counts as slow. */
    async open(requests: readonly LoadRequest[], perSecond: number): Promise<LoadResult> {
      const ms: number[] = [];
      const under: Promise<void>[] = [];
      const startedAt = performance.now();
      for (const [index, request] of requests.entries()) {
        const due = startedAt + (index * 1_000) / perSecond;
        // Never more than a millisecond late, and without keeping a core busy that the servers need.
        while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
        under.push(send(request).then(() => void ms.push(performance.now() - due)));
      }
      await Promise.all(under);
      return { seconds: (performance.now() - startedAt) / 1_000, ms };
    },
    close: () => pool.close(),
  };
}
export type Load = ReturnType<typeof load>;
