import type { HttpAnswer, Route } from '../../src/kernel/http.ts';

export type Activity = Readonly<Record<string, unknown>>;

/** What the bot says to an activity: messages, or a row that replaces the one with the same `id`. */
export type Script = (activity: Activity) => readonly Activity[];

export interface StandInLine {
  readonly routes: readonly Route[];
  /** What the page posted, in order. */
  readonly posted: Activity[];
  /** Bodies of requests for a token. */
  readonly tokensFor: unknown[];
  /** The status with which the next requests for a token are refused. */
  refuseTokens(status: number | undefined): void;
  /** The status with which posts are refused. */
  refusePosts(status: number | undefined): void;
  /** Ends the conversation: every further poll is refused so. */
  refusePolls(status: number): void;
}

/** As much of Direct Line as a page needs to be looked at: one conversation, polled, in memory. No WebSocket. */
export function standInLine(script: Script): StandInLine {
  const rows: Activity[] = [];
  const posted: Activity[] = [];
  const tokensFor: unknown[] = [];
  const refused: { tokens?: number | undefined; polls?: number; posts?: number | undefined } = {};
  const id = () => `c1|${String(rows.length).padStart(7, '0')}`;
  const say = (activity: Activity) => {
    // A row that is replaced keeps its time, so that it stays in its place.
    const timestamp = rows.find((row) => row.id === activity.id)?.timestamp ?? new Date().toISOString();
    rows.push({ id: id(), timestamp, from: { id: 'bot', role: 'bot' }, ...activity });
  };
  const route = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
    method,
    path,
    guard: 'guarded',
    handle,
  });
  const start = { conversationId: 'c1', token: 't', expires_in: 1800 };
  const refuse = (status: number): HttpAnswer => ({ status, json: { error: { code: 'No', message: 'No.' } } });

  return {
    posted,
    tokensFor,
    refuseTokens: (status) => {
      refused.tokens = status;
    },
    refusePolls: (status) => {
      refused.polls = status;
    },
    refusePosts: (status) => {
      refused.posts = status;
    },
    routes: [
      route('POST', '/chat/token', async ({ body }) => {
        tokensFor.push(body);
        return refused.tokens ? refuse(refused.tokens) : { status: 200, json: start };
      }),
      route('POST', '/v3/directline/conversations', async () => {
        if (rows.length === 0) for (const activity of script({ type: 'conversationUpdate' })) say(activity);
        return { status: 201, json: start };
      }),
      route('GET', '/v3/directline/conversations/:id/activities', async ({ query }) => {
        if (refused.polls) return refuse(refused.polls);
        const activities = rows.slice(Number(query.get('watermark') ?? 0));
        return { status: 200, json: { activities, watermark: String(rows.length) } };
      }),
      route('POST', '/v3/directline/conversations/:id/activities', async ({ body }) => {
        if (refused.posts) return refuse(refused.posts);
        const activity: Activity = typeof body === 'object' && body !== null ? { ...body } : {};
        posted.push(activity);
        const own = id();
        const { value: _secret, ...echo } = activity;
        say({ ...echo, id: own, from: { id: 'dl_1', role: 'user' } });
        for (const answer of script(activity)) say(answer);
        return { status: 200, json: { id: own } };
      }),
    ],
  };
}

export const message = (text: string, more: Activity = {}): Activity => ({ type: 'message', text, ...more });

/** A message with a card; with an `id` it replaces the one it had. */
export const cardMessage = (content: Activity, more: Activity = {}): Activity => ({
  type: 'message',
  ...more,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

/** The form with everything a form of ours has. */
export const pinForm: Activity = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: 'en',
  speak: 'Choose a new PIN',
  fallbackText: 'Choose a new PIN',
  body: [
    { type: 'TextBlock', text: 'This PIN is too easy to guess.', color: 'Attention', wrap: true },
    { type: 'TextBlock', text: 'Choose a new PIN', style: 'heading', size: 'Medium', weight: 'Bolder', wrap: true },
    { type: 'TextBlock', text: '6 to 24 digits. Not 123456, and not a date.', wrap: true, isSubtle: true },
    {
      type: 'Input.Text',
      id: 'pin',
      label: 'New PIN',
      style: 'password',
      isRequired: true,
      errorMessage: 'Please give a PIN.',
      maxLength: 24,
    },
    {
      type: 'Input.Text',
      id: 'pinConfirmation',
      label: 'New PIN again',
      style: 'password',
      isRequired: true,
      errorMessage: 'Please repeat the PIN.',
      maxLength: 24,
    },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Set this PIN', style: 'positive', data: { form: 'choose', token: 't1' } },
    { type: 'Action.Submit', title: 'Cancel', associatedInputs: 'none', data: { ask: 'cancel' } },
  ],
};

export const receipt: Activity = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Your PIN was sent.', wrap: true }],
};

export const done: Activity = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Your PIN is set', style: 'heading', size: 'Medium', weight: 'Bolder', wrap: true },
    { type: 'TextBlock', text: 'Call +45 33 12 34 56 and give the PIN when you are asked for it.', wrap: true },
    {
      type: 'FactSet',
      facts: [{ title: 'E-mail address of the desk', value: 'help.desk@contoso.example' }],
    },
  ],
  actions: [
    { type: 'Action.OpenUrl', title: 'Call the number of your office in Copenhagen at once', url: 'tel:+4533123456' },
    { type: 'Action.Submit', title: 'All keys', associatedInputs: 'none', data: { ask: 'dtmf-table' } },
  ],
};

export const feedbackForm: Activity = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Did this help?', style: 'heading', size: 'Medium', weight: 'Bolder', wrap: true },
    { type: 'Input.Text', id: 'comment', label: 'What could be better?', isMultiline: true, maxLength: 1000 },
  ],
  actions: [{ type: 'Action.Submit', title: 'Send', data: { form: 'feedback', token: 't9' } }],
};
