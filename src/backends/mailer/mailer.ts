import type { Locale } from '../../kernel/locale.ts';
import type { Secret } from '../../kernel/secret.ts';

export interface Mail {
  /** What it is about. A job that is run again, for nobody knows how far it came, sends the same mail under the same id. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text. May hold a one-time code, so it is secret until it leaves. */
  readonly text: Secret;
  readonly locale: Locale;
}

export type MailResult = { readonly ok: true } | { readonly ok: false; readonly reason: 'refused-address' };

/** Sends one mail; one whose id has arrived is not delivered again. A mailer that cannot answer throws BackendError; sending again is the job's business. */
export interface Mailer {
  send(mail: Mail): Promise<MailResult>;
}

/** What a mailer keeps that is the receiver's mailbox itself. `text` is opened: whoever reads it is the receiver. */
export interface OutboxMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Outbox {
  /** Newest last. */
  outbox(): Promise<readonly OutboxMail[]>;
}
