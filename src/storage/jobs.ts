import type { Address } from '../kernel/address.ts';
import type { Queryable } from './database.ts';

/** Something that the whole site should hear of. */
export const alarms = ['anonymous-path-closed', 'many-tickets'] as const;
export type Alarm = (typeof alarms)[number];

/** Why the desk gets a mail. */
export type DeskMatter = 'new' | 'stuck' | 'unanswered';

/** What a turn leaves behind. */
interface OfTurn {
  /** As in its line of the log, so that a job's lines are found by what a user reads out. */
  readonly reference?: string;
}

interface Reset extends OfTurn {
  readonly person: string;
  readonly at: string;
  /** The key of the conversation where it was made, which has said so itself. An older release writes none. */
  readonly madeIn?: string;
}

interface Notice extends Reset {
  /** '' = nobody: there is nothing to do. */
  readonly person: string;
  readonly notice: 'pin-changed' | 'resets-paused';
  /** As the service says it. */
  readonly changedAt?: string;
}

/** Deferred work by queue name; `data` is JSON and never holds a secret. */
export interface JobData {
  /** Looks the person up for an anonymous challenge, or reads the one it has, and mails the code to that one of their addresses (the first). */
  readonly 'send-code': OfTurn & { readonly challenge: string; readonly address?: number };
  /** Has the owner of a PIN told of a reset that began `at`: at once where it is `done`, else after a minute unless nothing was changed. */
  readonly 'announce-reset': Reset & { readonly done: boolean };
  /** Tells the owner of a PIN what happened to it. The first one about the reset that began `at` is the only one. */
  readonly 'send-notice': Notice & {
    /** The place of an address of theirs; absent: the first one, and a job for each other. */
    readonly address?: number;
    /** Nothing happened after all: nothing is mailed, by this job or by a later one. */
    readonly unchanged?: true;
  };
  /** Says the notice in the chat of two that the owner has in Teams, if they have one. */
  readonly 'tell-chat': Notice;
  /** Tells the help desk’s lead that somebody may be attacking. */
  readonly 'send-alarm': { readonly alarm: Alarm; readonly at: string };
  /** Mails the desk, or its lead, that a ticket is new, has waited for too long since `at`, or, one of security, that nobody has taken it since. */
  readonly 'mail-desk': {
    readonly ticket: number;
    readonly about: DeskMatter;
    readonly at: string;
    readonly to: 'desk' | 'lead';
  };
  /** Brings what an agent wrote, or what became of a ticket, into the conversation that opened it. */
  readonly 'deliver-reply': { readonly ticket: number; readonly event: number };
  /** Mails it to the ticket's person, if they were confirmed and have not read it; later, where a page may still show it first. */
  readonly 'mail-news': { readonly ticket: number; readonly event: number; readonly later?: true };
  /** Says what somebody has not read in the conversation that they have signed in to. */
  readonly 'tell-missed': { readonly person: string; readonly address: Address };
  /** Does what a report of “This wasn’t me” asks for, and opens its ticket; `link` is the id in the row, not what the mail carried. */
  readonly 'act-on-report': OfTurn & { readonly link: string };
  /** Does what the desk decided about a person, and mails them. */
  readonly 'act-on-person': { readonly action: number };
  /** Says what was done where its person chats: on pages that they are signed in to, and in Teams. */
  readonly 'tell-act': { readonly action: number };
}
export type Queue = keyof JobData;

export interface JobOptions<Q extends Queue = Queue> {
  /** Seconds before each further try; after the last one the job is dead. */
  readonly retryDelaysSeconds: readonly number[];
  /** A job that has run for so long was left by a process that died, and runs again. A handler ends well before. */
  readonly longestRunSeconds: number;
  /** Seconds before the first try, if any. */
  readonly delaySeconds?: (data: JobData[Q]) => number;
  /** What a job is about: a second one about the same is not made. */
  readonly key: (data: JobData[Q]) => string;
}

export type QueueOptions = { readonly [Q in Queue]: JobOptions<Q> };

export interface Jobs {
  /** Inserts a job; with `tx` in that transaction, so that it exists exactly when the rest does. */
  send<Q extends Queue>(queue: Q, data: JobData[Q], tx?: Queryable): Promise<void>;
}

/** One try of a job. */
export interface JobTry {
  /** Throwing now gives the job up. */
  readonly isLast: boolean;
}

/** Throwing means: try again by the queue's schedule. Running twice must be harmless. */
export type JobHandlers = { readonly [Q in Queue]?: (data: JobData[Q], thisTry: JobTry) => Promise<void> };
