import { startApp, type TestApp } from './app.ts';
import { type OwnServer, ownServer } from './own-server.ts';
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts';

/** Time as a test moves it: the system's, so many milliseconds ahead or behind. */
export function movableClock() {
  const time = { aheadMs: 0 };
  return { time, clock: { now: () => new Date(Date.now() + time.aheadMs) } };
}

/** The whole program on a PostgreSQL database of its own, with the proxy between them. */
export interface ProxiedApp {
  readonly app: TestApp;
  readonly server: OwnServer;
  readonly proxy: TcpProxy;
  readonly time: { aheadMs: number };
  /** As soon as `/health/ready` says so. */
  ready(is: boolean): Promise<void>;
  remove(): Promise<void>;
}

export async function startProxiedApp(): Promise<ProxiedApp> {
  const server = await ownServer();
  const proxy = await tcpProxy(server.url);
  const { time, clock } = movableClock();
  const environment = { DATABASE_URL: proxy.url.reveal(), SECRET_KEY: 'k'.repeat(40) };
  const app = await startApp({ environment, around: { clock } });
  return {
    app,
    server,
    proxy,
    time,
    async ready(is) {
      // As many at once as there may be connections: each of them is asked.
      const statuses = () =>
        Promise.all(Array.from({ length: 12 }, async () => (await fetch(`${app.url}/health/ready`)).status));
      await until(async () => (await statuses()).every((status) => status === (is ? 200 : 503)));
    },
    async remove() {
      await proxy.back();
      await app.remove();
      await proxy.close();
    },
  };
}

/** What somebody hears over /api/messages without an app id, in the body. */
export async function message(url: string, activity: object) {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: `activity-${Math.random()}`,
      channelId: 'emulator',
      serviceUrl: 'http://127.0.0.1:1/',
      from: { id: 'user-1' },
      recipient: { id: 'bot' },
      conversation: { id: 'conversation-1' },
      deliveryMode: 'expectReplies',
      locale: 'en',
      ...activity,
    }),
  });
  return { status: response.status, text: await response.text() };
}

/** Waits for a condition; after `withinMs` it is a failure. */
export async function until(condition: () => Promise<boolean> | boolean, withinMs = 15_000): Promise<void> {
  if (!(await comesTrue(condition, withinMs))) throw new Error('it did not come to that in time');
}

export async function comesTrue(condition: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
