import { type ClientRequest, request } from 'node:http';
import { Readable } from 'node:stream';
import { type Activity, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import type { ChatHost, Token } from './chat-host.ts';

/** As much of a browser's as `botframework-directlinejs` uses. */
class XmlHttpRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  onreadystatechange?: () => void;
  #method = 'GET';
  #url = '';
  readonly #headers: Record<string, string> = {};
  #request: ClientRequest | undefined;

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  /** A connection of its own each time: one that is kept alive may lead to an earlier host of the same port. */
  send(body?: string): void {
    const done = (status: number, text: string) => {
      this.readyState = 4;
      this.status = status;
      this.response = text ? JSON.parse(text) : null;
      this.onreadystatechange?.();
    };
    const options = { method: this.#method, headers: this.#headers, agent: false };
    this.#request = request(this.#url, options, async (response) => {
      const text = await new Response(Readable.toWeb(response)).text().catch(() => '');
      done(response.statusCode ?? 0, text);
    });
    this.#request.on('error', () => done(0, ''));
    this.#request.end(body);
  }

  abort(): void {
    this.#request?.destroy();
  }
}

/** Microsoft's own client, which Web Chat uses too, connected to our endpoint by WebSocket or by polling. */
export function directLineJs({ domain }: Pick<ChatHost, 'domain'>, { token }: Token, webSocket: boolean) {
  Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest, WebSocket });
  const line = new DirectLine({ token, domain, webSocket, pollingInterval: 200 });
  const activities: Activity[] = [];
  const waiting = new Set<() => void>();
  const subscription = line.activity$.subscribe((activity) => {
    activities.push(activity);
    for (const check of waiting) check();
  });

  return {
    line,
    activities,
    texts: () => activities.flatMap((activity) => ('text' in activity && activity.text ? [activity.text] : [])),
    /** Resolves with the id that the server gave. */
    post: (activity: Activity): Promise<string> =>
      new Promise((resolve, reject) => line.postActivity(activity).subscribe(resolve, reject)),
    /** The first activity that `is`, waited for. */
    activity: (is: (activity: Activity) => boolean): Promise<Activity> =>
      new Promise((resolve) => {
        const check = () => {
          const found = activities.find(is);
          if (!found) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    end() {
      subscription.unsubscribe();
      line.end();
    },
  };
}
