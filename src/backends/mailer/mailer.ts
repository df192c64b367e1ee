import type { Locale } from '../../kernel/locale.ts';
import type { Secret } from '../../kernel/secret.ts';

export interface Mail {
  /** What it is about. A job that is run again, for nobody knows how far it came, sends the same mail under the same id. */
  readonly id: string;
  /** The id of the mail that began the conversation that this one belongs to; its own where it begins one. */
  readonly thread?: string;
  readonly to: string;
  /** One line: whatever would break it is taken out. */
  readonly subject: string;
  /** Plain text, paragraphs between empty lines. May hold a one-time code, so it is secret until it leaves. */
  readonly text: Secret;
  readonly locale: Locale;
}

/** `refused-address`: no mail goes to such an address. `mailbox-gone`: nobody has it, or not any more. Sending again helps with neither. */
export type MailRefusal = 'refused-address' | 'mailbox-gone';
export type MailResult = { readonly ok: true } | { readonly ok: false; readonly reason: MailRefusal };

/**
 * Sends one mail; `ok` means that the other side took it, not that it was read. A mailer that cannot answer throws BackendError; sending
 * again is the job's business. A mail whose id was sent before is recognised by its receiver's side where that can be done (`mailKey`).
 */
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
