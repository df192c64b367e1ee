import { z } from 'zod';
import { isLoopback } from '../../kernel/loopback.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SmtpServer } from './smtp.ts';

/** The sender's mailbox. Plain characters only: it becomes part of headers and of addresses. */
export const MailFrom = z
  .string('is required: the address that mails come from')
  .trim()
  .max(254)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, 'is not a plain mail address');

/** The environment of a mail server. */
export const SmtpVariables = z
  .object({
    MAILER: z.literal('smtp'),
    SMTP_HOST: z
      .string('is required with MAILER=smtp')
      .trim()
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'is not a host name'),
    SMTP_PORT: z.coerce.number('is not a port').int().min(1).max(65_535).default(587),
    SMTP_TLS: z.enum(['starttls', 'implicit', 'off'], 'is starttls, implicit or off').optional(),
    SMTP_USER: z.string().max(256).optional(),
    SMTP_PASSWORD: z
      .string()
      .max(1_024)
      .transform((text) => new Secret(text))
      .optional(),
    MAIL_FROM: MailFrom,
  })
  .superRefine(({ SMTP_HOST, SMTP_TLS, SMTP_USER, SMTP_PASSWORD }, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (SMTP_TLS === 'off' && !isLoopback(SMTP_HOST)) {
      refuse('SMTP_TLS', 'is off only for a server on this machine: mails hold one-time codes');
    }
    if (SMTP_USER && !SMTP_PASSWORD) refuse('SMTP_PASSWORD', 'is required with SMTP_USER');
    if (SMTP_PASSWORD && !SMTP_USER) refuse('SMTP_USER', 'is required with SMTP_PASSWORD');
  });
export type SmtpVariables = z.infer<typeof SmtpVariables>;

/** 465 is the port of TLS from the first byte (RFC 8314); a server on this machine needs none. */
export function smtpServerOf(variables: SmtpVariables): SmtpServer {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password } = variables;
  const usual = port === 465 ? 'implicit' : isLoopback(host) ? 'off' : 'starttls';
  return { host, port, tls: variables.SMTP_TLS ?? usual, ...(user && password ? { login: { user, password } } : {}) };
}
