import { type Activity, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import type { ChatHost, Token } from './chat-host.ts';

/** As much of a browser's as `botframework-directlinejs` uses, over `fetch`. */
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
  readonly #aborting = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  send(body?: string): void {
    const { signal } = this.#aborting;
    fetch(this.#url, { method: this.#method, headers: this.#headers, signal, ...(body ? { body } : {}) })
      .then(async (response) => [response.status, await response.json()] as const)
      .catch(() => [0, null] as const)
      .then(([status, response]) => {
        this.readyState = 4;
        this.status = status;
        this.response = response;
        this.onreadystatechange?.();
      });
  }

  abort(): void {
    this.#aborting.abort();
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
