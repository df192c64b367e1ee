import { type ClientOptions, WebSocket } from 'ws';
import { z } from 'zod';
import type { ChatHost, Token } from './chat-host.ts';

const Activity = z.looseObject({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  from: z.object({ id: z.string(), role: z.string() }),
  channelData: z.record(z.string(), z.unknown()).optional(),
  attachments: z.array(z.object({ content: z.record(z.string(), z.unknown()) })).optional(),
});
export type ChatActivity = z.infer<typeof Activity>;

const ActivitySet = z.object({ activities: z.array(Activity), watermark: z.string() });
const Connection = z.object({
  conversationId: z.string(),
  token: z.string(),
  expires_in: z.number(),
  streamUrl: z.string(),
});
const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const Posted = z.object({ id: z.string() });

/** Speaks plain Direct Line, one request a call, and reads the answers strictly. */
export function chatClient(
  { domain }: Pick<ChatHost, 'domain'>,
  { token, conversationId }: Token,
  more: Readonly<Record<string, string>> = {},
) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more };
  const conversation = `${domain}/conversations/${conversationId}`;
  const send = (activity: unknown) =>
    fetch(`${conversation}/activities`, { method: 'POST', headers, body: JSON.stringify(activity) });

  return {
    send,
    say: async (text: string) => Posted.parse(await (await send({ type: 'message', text })).json()).id,
    start: async (body: unknown = {}) => {
      const response = await fetch(`${domain}/conversations`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, ...Connection.parse(await response.json()) };
    },
    reconnect: async (watermark: string) =>
      Connection.parse(await (await fetch(`${conversation}?watermark=${watermark}`, { headers })).json()),
    read: async (watermark = '') =>
      ActivitySet.parse(await (await fetch(`${conversation}/activities?watermark=${watermark}`, { headers })).json()),
    get: (path = '/activities') => fetch(`${conversation}${path}`, { headers }),
    refresh: () => fetch(`${domain}/tokens/refresh`, { method: 'POST', headers }),
  };
}

export const refusalOf = async (response: Response) => ({
  status: response.status,
  ...Refusal.parse(await response.json()).error,
});

/** A stream that remembers what it got and can be waited for. */
export function chatStream(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, options);
  const activities: ChatActivity[] = [];
  const frames: string[] = [];
  const waiting = new Set<() => void>();
  let watermark = '';
  let ended: number | undefined;

  const look = () => {
    for (const check of waiting) check();
  };
  socket.on('message', (data) => {
    const frame = Buffer.isBuffer(data) ? data.toString() : '';
    frames.push(frame);
    const set = frame === '' ? undefined : ActivitySet.parse(JSON.parse(frame));
    activities.push(...(set?.activities ?? []));
    watermark = set?.watermark ?? watermark;
    look();
  });
  socket.on('unexpected-response', (_request, response) => {
    ended = response.statusCode;
    socket.terminate();
    look();
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) => {
    ended ??= code;
    look();
  });

  const until = <T>(found: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = () => {
        const value = found();
        if (value === undefined) return;
        waiting.delete(check);
        resolve(value);
      };
      waiting.add(check);
      check();
    });
  return {
    socket,
    activities,
    frames,
    watermark: () => watermark,
    /** The first activity that `is`, waited for. */
    activity: (is: (activity: ChatActivity) => boolean) => until(() => activities.find(is)),
    text: (text: string) => until(() => activities.find((activity) => activity.text === text)),
    count: (most: number) => until(() => (frames.length >= most ? frames.length : undefined)),
    /** The close code, or the HTTP status of a refused upgrade. */
    ended: () => until(() => ended),
    close: () => socket.terminate(),
  };
}
