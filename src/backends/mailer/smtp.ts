import { createTransport } from 'nodemailer';
import { BackendError } from '../../kernel/errors.ts';
import { isMailAddress } from '../../kernel/mail-address.ts';
import type { Secret } from '../../kernel/secret.ts';
import { htmlOf, mailKey, subjectOf } from './mail-content.ts';
import type { Mail, Mailer } from './mailer.ts';
import { meaningOf, SmtpTrouble } from './smtp-trouble.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `implicit`: from the first byte. `starttls`: nothing but the greeting is said without. */
  readonly tls: 'starttls' | 'implicit' | 'off';
  readonly login?: { readonly user: string; readonly password: Secret };
  /** Whom to trust besides the server's name, PEM; Node's own authorities and `NODE_EXTRA_CA_CERTS` otherwise. */
  readonly authority?: string;
}

export interface SmtpOptions {
  readonly server: SmtpServer;
  readonly from: { readonly name: string; readonly address: string };
  readonly limits?: SmtpLimits;
}

export interface SmtpLimits {
  readonly connectMs: number;
  /** Between two signs of life. */
  readonly silenceMs: number;
  /** One mail, waiting for a connection included. */
  readonly allMs: number;
  /** Less than what servers wait (RFC 5321, 4.5.3.2.7: five minutes at least), so that it is us who end it. */
  readonly idleMs: number;
}

/** A code's job may run for 30 s, of which finding the person takes 10 at most. */
export const smtpLimits: SmtpLimits = { connectMs: 8_000, silenceMs: 10_000, allMs: 18_000, idleMs: 60_000 };

export interface SmtpMailer extends Mailer {
  /** Mails under way are finished; then no connection is left. */
  close(): void;
  /** Connects, has TLS and logs in as for a mail, and sends none. Throws BackendError. */
  verify(): Promise<void>;
}

/** Over a mail server, on a few connections that are kept. One whose answer was lost may have been sent: it is sent again under the same Message-ID. */
export function smtpMailer({ server, from, limits = smtpLimits }: SmtpOptions): SmtpMailer {
  const transport = createTransport({ ...connectionTo(server, limits), pool: true, maxConnections: 3, maxRequeues: 0 });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);

  const messageId = ({ id }: Pick<Mail, 'id'>): string => `<${mailKey({ id })}@${domain}>`;
  const answering = ({ id, thread = id }: Mail) =>
    thread === id ? {} : { inReplyTo: messageId({ id: thread }), references: messageId({ id: thread }) };
  const contentOf = (mail: Mail) => ({
    from,
    to: { name: '', address: mail.to },
    subject: subjectOf(mail),
    text: mail.text.reveal(),
    html: htmlOf(mail).reveal(),
    messageId: messageId(mail),
    ...answering(mail),
    // RFC 3834, and Exchange's own: no "out of office" comes back.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });

  return {
    async send(mail) {
      if (!isMailAddress(mail.to)) return { ok: false, reason: 'refused-address' };
      try {
        await transport.sendMail({ ...contentOf(mail), signal: AbortSignal.timeout(limits.allMs) });
        return { ok: true };
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning instanceof SmtpTrouble) throw new BackendError('mailer', meaning.fault, { cause: meaning });
        return { ok: false, reason: meaning };
      }
    },
    close: () => transport.close(),
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        const meaning = meaningOf(error);
        const cause = meaning instanceof SmtpTrouble ? meaning : new SmtpTrouble('bad-answer', 'unknown');
        throw new BackendError('mailer', cause.fault, { cause });
      }
    },
  };
}

function connectionTo({ host, port, tls, login, authority }: SmtpServer, limits: SmtpLimits) {
  return {
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'off',
    tls: { minVersion: 'TLSv1.2' as const, ...(authority ? { ca: authority } : {}) },
    ...(login ? { auth: { user: login.user, pass: login.password.reveal() } } : {}),
    // A server that takes no login where we have one is not the one that was meant.
    forceAuth: login !== undefined,
    connectionTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    greetingTimeout: limits.silenceMs,
    socketTimeout: limits.silenceMs,
    idleTimeout: limits.idleMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
