import { randomInt, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { limits } from '../../src/kernel/limits.ts';
import { type Form, formIn } from '../support/conversation.ts';
import { codeIn } from '../support/persevering-person.ts';
import type { LoadRequest, LoadResult } from './load.ts';

/** The person's turns of a reset, in order. Only `choose` hashes a PIN. */
export const turnKinds = ['ask', 'address', 'code', 'choose', 'feedback'] as const;
export type TurnKind = (typeof turnKinds)[number];

/** What a conversation has come to: enough to make its next turn. */
interface Talk {
  readonly mail: string;
  readonly id: string;
  form: Form | undefined;
  last: string;
}

const Mail = z.object({ to: z.string(), text: z.string() });

export const mailOf = (person: number): string => `person.${person}@bench.example`;

/** A directory file's content: people who can be mailed. */
export const directoryOf = (people: number): string =>
  JSON.stringify(
    Array.from({ length: people }, (_, person) => ({
      userPrincipalName: mailOf(person),
      displayName: `Person ${person}`,
      mail: mailOf(person),
      accountEnabled: true,
      businessPhones: [`+1 410 555 ${String(10_000 + person)}`],
    })),
  );

/** How one turn is put to a server and its answer read. */
export interface Wire {
  request(conversation: string, activity: object, reply: (body: string) => undefined): LoadRequest;
}

/** The Bot Framework's wire with the answer in the response: `deliveryMode: expectReplies`. */
export const expectReplies = (
  headers: Readonly<Record<string, string>> = {},
  serviceUrl = 'http://127.0.0.1:9/',
): Wire => ({
  request: (conversation, activity, reply) => ({
    path: '/api/messages',
    headers,
    reply,
    body: JSON.stringify({
      type: 'message',
      id: randomUUID(),
      channelId: 'webchat',
      serviceUrl,
      deliveryMode: 'expectReplies',
      from: { id: `user-${conversation}` },
      recipient: { id: 'bot' },
      conversation: { id: conversation },
      locale: 'en-US',
      ...activity,
    }),
  }),
});

export interface CohortOptions {
  readonly wire: Wire;
  /** Where the embedded mailer puts mails. */
  readonly outbox: string;
  /** Numbers of people of the directory who have not reset today; one conversation each. */
  readonly people: readonly number[];
  /** Conversations where the wire needs given ones; else new ids. */
  readonly conversations?: readonly string[];
  /** Nobody goes on to choose a PIN, which takes most of the time. */
  readonly withoutChoice?: boolean;
}

/** Takes people through a whole reset, turn by turn, everybody's first turn before anybody's second. */
export async function cohort(
  options: CohortOptions,
  each: (kind: TurnKind, turns: readonly LoadRequest[]) => Promise<LoadResult>,
) {
  const { wire, outbox, people, conversations } = options;
  const talks = people.map(
    (person, index): Talk => ({
      mail: mailOf(person),
      id: conversations?.[index] ?? randomUUID(),
      form: undefined,
      last: '',
    }),
  );
  const turns = (activity: (talk: Talk) => object) =>
    talks.map((talk) =>
      wire.request(talk.id, activity(talk), (body) => {
        talk.last = body;
        talk.form = formIn(body) ?? formIn(JSON.parse(body)) ?? talk.form;
      }),
    );
  const form = (talk: Talk, values: object) => ({ value: { ...talk.form, ...values } });

  await each(
    'ask',
    turns(() => ({ text: 'I forgot my PIN' })),
  );
  await each(
    'address',
    turns((talk) => form(talk, { email: talk.mail })),
  );
  const codes = await codesFor(
    outbox,
    talks.map(({ mail }) => mail),
  );
  // Nobody types a mailed code any sooner, and a guess that does is heard only then.
  await pause(limits.anonymousGuessAfterMs);
  await each(
    'code',
    turns((talk) => form(talk, { code: codes.get(talk.mail) })),
  );
  if (options.withoutChoice) return;
  await each(
    'choose',
    turns((talk) => {
      const pin = goodPin();
      return form(talk, { pin, pinConfirmation: pin });
    }),
  );
  const astray = talks.find(({ last }) => !last.includes('Your PIN is set'));
  if (astray) throw new Error(`a reset did not come to its end: ${astray.last.slice(0, 2_000)}`);
  await each(
    'feedback',
    turns((talk) => form(talk, { helpful: 'yes' })),
  );
}

/** Digits that no rule refuses. */
const goodPin = (): string => `${randomInt(10)}8072${randomInt(10)}96`;

/** Every person's code, once all are mailed. */
async function codesFor(outbox: string, mails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(mails);
  const codes = new Map<string, string>();
  const seen = new Set<string>();
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    const names = await readdir(outbox).catch(() => []);
    for (const name of names.filter((candidate) => candidate.endsWith('.json') && !seen.has(candidate))) {
      seen.add(name);
      // Only the newest thousand are kept.
      const mail = await readFile(join(outbox, name), 'utf8').catch(() => undefined);
      if (mail === undefined) continue;
      const { to, text } = Mail.parse(JSON.parse(mail));
      const code = codeIn(text);
      if (code && wanted.has(to)) codes.set(to, code);
    }
    if (codes.size === wanted.size) return codes;
    await pause(50);
  }
  throw new Error(`${wanted.size - codes.size} of ${wanted.size} codes were not mailed within two minutes`);
}
