import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { StandInConnector } from './connector.ts';
import { type Form, formIn } from './conversation.ts';
import type { Line } from './persevering-person.ts';

/** A line whose other end may move: to another process, or to the one that came after a dead one. */
export interface MovableLine extends Line {
  readonly conversation: string;
  /** The channel's history is not ours: what a process may have said that died before it could note so is said again. */
  readonly isRepeated: boolean;
  /** Hangs up on whoever has not answered, and goes on there. */
  moveTo(url: string): void;
}

const json = { 'content-type': 'application/json' };
const Token = z.object({ token: z.string(), conversationId: z.string() });
const Activity = z.looseObject({
  text: z.string().optional(),
  from: z.object({ role: z.string().optional() }).optional(),
  attachments: z.array(z.object({ content: z.looseObject({ fallbackText: z.string().optional() }) })).optional(),
});
type Activity = z.infer<typeof Activity>;
const ActivitySet = z.object({ activities: z.array(Activity), watermark: z.string() });

const wordsOf = ({ text, attachments }: Activity): string => attachments?.[0]?.content.fallbackText ?? text ?? '';
const cardOf = ({ attachments }: Activity): unknown => attachments?.[0]?.content;

interface Answer {
  readonly status: number;
  readonly retryAfterMs: number;
  readonly body: unknown;
}

/** Requests to an end that may die: `undefined` where no answer came. */
function calls(at: string) {
  let url = at;
  let hangUp = new AbortController();
  return {
    moveTo(next: string): void {
      hangUp.abort();
      hangUp = new AbortController();
      url = next;
    },
    async call(path: string, init: RequestInit): Promise<Answer | undefined> {
      try {
        const response = await fetch(url + path, { ...init, signal: hangUp.signal });
        const text = await response.text();
        const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
        return { status: response.status, retryAfterMs, body: text ? JSON.parse(text) : undefined };
      } catch {
        return undefined;
      }
    },
  };
}

/** The page's conversation. What is on the screen is its history, which each process reads alike. */
export async function directLineLine(url: string): Promise<MovableLine> {
  const line = calls(url);
  const issued = await line.call('/chat/token', { method: 'POST', headers: json, body: '{"locale":"en"}' });
  assert.equal(issued?.status, 200, JSON.stringify(issued));
  const { token, conversationId } = Token.parse(issued.body);
  const headers = { ...json, authorization: `Bearer ${token}` };
  const conversations = '/v3/directline/conversations';
  await line.call(conversations, { method: 'POST', headers, body: '{}' });
  let posted = 0;

  const history = async (): Promise<readonly Activity[]> => {
    const all: Activity[] = [];
    for (let watermark = '0'; ; ) {
      const read = await line.call(`${conversations}/${conversationId}/activities?watermark=${watermark}`, { headers });
      if (read?.status === 429) {
        await setTimeout(read.retryAfterMs);
        continue;
      }
      const set = ActivitySet.parse(read?.body);
      if (set.activities.length === 0) return all;
      all.push(...set.activities);
      watermark = set.watermark;
    }
  };
  const post = async (activity: object): Promise<void> => {
    posted += 1;
    const channelData = { clientActivityID: `client-${posted}`, postBack: 'value' in activity };
    const body = JSON.stringify({ type: 'message', locale: 'en', channelData, ...activity });
    await line.call(`${conversations}/${conversationId}/activities`, { method: 'POST', headers, body });
  };
  return {
    conversation: conversationId,
    isRepeated: false,
    moveTo: line.moveTo,
    say: (text) => post({ text }),
    submit: (form, values) => post({ value: { ...form, ...values } }),
    form: async () =>
      (await history()).map((activity) => formIn(cardOf(activity))).findLast((form) => form !== undefined),
    heard: async () => (await history()).filter(({ from }) => from?.role === 'bot').map(wordsOf),
  };
}

export interface TeamsPlace {
  readonly connector: StandInConnector;
  readonly conversation: string;
  /** Whom Teams vouches for; absent where the bot is not registered. */
  readonly vouched?: { readonly aadObjectId: string; readonly tenant: string };
}

/** A chat in Teams: forms are invokes, what the bot says comes through the connector, a card is replaced by the answer to its invoke. */
export function teamsLine(url: string, { connector, conversation, vouched }: TeamsPlace): MovableLine {
  const line = calls(url);
  const replaced = new Set<string>();
  let posted = 0;

  const said = () =>
    connector.sent.filter(({ method, path }) => method === 'POST' && path.includes(encodeURIComponent(conversation)));
  const formsSaid = () => said().flatMap(({ activity }) => formIn(activity) ?? []);
  const post = (activity: object) => {
    posted += 1;
    return line.call('/api/messages', {
      method: 'POST',
      headers: vouched ? { ...json, authorization: connector.token() } : json,
      body: JSON.stringify({
        type: 'message',
        id: `${conversation}-${posted}`,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${conversation}`, ...(vouched ? { aadObjectId: vouched.aadObjectId } : {}) },
        recipient: { id: '28:the-bot', name: 'PIN Desk' },
        conversation: {
          id: conversation,
          conversationType: 'personal',
          ...(vouched ? { tenantId: vouched.tenant } : {}),
        },
        ...(vouched ? { channelData: { tenant: { id: vouched.tenant } } } : {}),
        locale: 'en-GB',
        ...activity,
      }),
    });
  };
  return {
    conversation,
    isRepeated: true,
    moveTo: line.moveTo,
    async say(text) {
      await post({ text });
    },
    async submit(form, values) {
      const action = { type: 'Action.Execute', verb: form.form, data: { ...form, ...values } };
      const answer = await post({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } });
      if (JSON.stringify(answer?.body ?? '').includes('card.adaptive')) replaced.add(form.token);
    },
    form: async (): Promise<Form | undefined> => formsSaid().findLast(({ token }) => !replaced.has(token)),
    heard: async () => said().map(({ activity }) => wordsOf(Activity.parse(activity))),
  };
}
