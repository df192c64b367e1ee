import { z } from 'zod';
import { type ChatActivity, chatClient } from './chat-client.ts';

const Token = z.object({ token: z.string(), conversationId: z.string(), expires_in: z.number() });
const Outbox = z.array(z.object({ to: z.string(), subject: z.string(), text: z.string(), at: z.string() }));

export interface Form {
  readonly form: string;
  readonly token: string;
}

/** What the bot said in one turn. */
export interface Said {
  readonly status: number;
  readonly activities: readonly ChatActivity[];
  /** Texts and cards' fallback texts, in order. */
  readonly words: string;
  readonly form: Form | undefined;
}

const json = { 'content-type': 'application/json' };

/** A person on the page, without a browser: posts, then reads what came. */
export async function openConversation(url: string, locale = 'en') {
  const issued = await fetch(`${url}/chat/token`, { method: 'POST', headers: json, body: JSON.stringify({ locale }) });
  const token = Token.parse(await issued.json());
  const client = chatClient({ domain: `${url}/v3/directline` }, token);
  await client.start({});
  let watermark = '';
  let posted = 0;

  const read = async (status = 200): Promise<Said> => {
    const set = await client.read(watermark);
    watermark = set.watermark;
    return said(
      set.activities.filter((activity) => activity.from.role === 'bot'),
      status,
    );
  };
  const post = async (activity: object): Promise<Said> => {
    posted += 1;
    const channelData = { clientActivityID: `client-${posted}`, postBack: true };
    const response = await client.send({ type: 'message', locale, channelData, ...activity });
    return read(response.status);
  };
  return {
    token,
    client,
    read,
    post,
    welcome: await read(),
    say: (text: string) => post({ text }),
    submit: ({ form }: Pick<Said, 'form'>, values: Readonly<Record<string, unknown>>) =>
      post({ value: { ...form, ...values } }),
  };
}
export type Conversation = Awaited<ReturnType<typeof openConversation>>;

function said(activities: readonly ChatActivity[], status: number): Said {
  const cards = activities.map((activity) => activity.attachments?.[0]?.content);
  const words = activities
    .map((activity, index) => String(cards[index]?.fallbackText ?? activity.text ?? ''))
    .join('\n');
  return { status, activities, words, form: cards.map(formIn).findLast((form) => form !== undefined) };
}

/** The first form in a card's actions. */
export function formIn(card: unknown): Form | undefined {
  const found = /"form":"([^"]+)"(?:,"\w+":"[^"]*")*?,"token":"([^"]+)"/.exec(JSON.stringify(card ?? {}));
  return found?.[1] && found[2] ? { form: found[1], token: found[2] } : undefined;
}

export async function outbox(url: string): Promise<z.infer<typeof Outbox>> {
  return Outbox.parse(await (await fetch(`${url}/outbox`, { headers: { accept: 'application/json' } })).json());
}

/** The newest one-time code mailed to `address`, once it is there. */
export async function codeMailedTo(url: string, address: string, earlier = 0): Promise<string> {
  for (let look = 0; look < 200; look += 1) {
    const codes = await codesMailedTo(url, address);
    const newest = codes.length > earlier ? codes.at(-1) : undefined;
    if (newest) return newest;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no code was mailed');
}

/** Oldest first. */
export async function codesMailedTo(url: string, address: string): Promise<readonly string[]> {
  const mails = (await outbox(url)).filter(({ to }) => to === address);
  return mails.flatMap(({ text }) => /^\d{6,8}$/m.exec(text)?.[0] ?? []);
}

/** As far as the form that takes the new PIN. */
export async function confirmed(url: string, address: string, chat: Conversation): Promise<Said> {
  const who = await chat.say('I forgot my PIN');
  const code = await chat.submit(who, { email: address });
  return chat.submit(code, { code: await codeMailedTo(url, address) });
}
