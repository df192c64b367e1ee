import { z } from 'zod';
import type { BackendFault } from '../../kernel/errors.ts';
import { isTrustCode } from '../../kernel/trust-code.ts';
import type { MailRefusal } from './mailer.ts';

/** What went wrong between us and the mail server. It keeps nothing else: what the server says names people, and our side of it the login. */
export class SmtpTrouble extends Error {
  override readonly name = 'SmtpTrouble';

  constructor(
    readonly fault: BackendFault,
    /** The system's or the library's word, and the server's number: `ECONNREFUSED`, `EAUTH_535`. */
    readonly code: string,
  ) {
    super(messages[fault]);
  }
}

const messages: Readonly<Record<BackendFault, string>> = {
  unavailable: 'the mail server cannot be reached, or went away',
  timeout: 'the mail server does not answer in time',
  denied: 'the mail server refuses this program',
  'bad-answer': 'the mail server does not do what it has to, such as TLS',
  throttled: 'the mail server wants to be asked later',
};

/** As nodemailer throws it. */
const Thrown = z.object({
  code: z.string().default('unknown'),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().default(''),
});
type Thrown = z.infer<typeof Thrown>;

/** A refusal of the receiver's address, or trouble. 4xx is for later and 5xx for good (RFC 5321, 4.2.1). */
export function meaningOf(error: unknown): MailRefusal | SmtpTrouble {
  const thrown = Thrown.safeParse(error).data ?? { code: 'unknown', response: '' };
  const refusal = refusalIn(thrown);
  if (refusal) return refusal;
  const word = thrown.originalCode ?? thrown.code;
  return new SmtpTrouble(faultIn(thrown), thrown.responseCode ? `${word}_${thrown.responseCode}` : word);
}

/** Only what is said of the receiver; 5.7 is a rule of the server's about us (RFC 3463), such as that it relays nothing. */
function refusalIn({ command, responseCode = 0, response }: Thrown): MailRefusal | undefined {
  if (command !== 'RCPT TO' || responseCode < 500) return undefined;
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response)?.[1];
  if (status?.startsWith('5.7.')) return undefined;
  const isGone = status === undefined ? responseCode === 550 : goneStatuses.includes(status);
  return isGone ? 'mailbox-gone' : 'refused-address';
}

/** No such mailbox, moved, no such recipient in Exchange, switched off. */
const goneStatuses: readonly string[] = ['5.1.1', '5.1.6', '5.1.10', '5.2.1'];

function faultIn({ code, originalCode = '', responseCode }: Thrown): BackendFault {
  // Before the number: a server without TLS may say anything when it is asked for it.
  if (code === 'ETLS' || isTrustCode(originalCode)) return 'bad-answer';
  if (responseCode !== undefined && responseCode < 500) return 'throttled';
  if (responseCode !== undefined || code === 'EAUTH') return 'denied';
  if (code === 'EPROTOCOL') return 'bad-answer';
  return code === 'ETIMEDOUT' || code === 'EABORT' ? 'timeout' : 'unavailable';
}
