import type { Clock } from '../../kernel/clock.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { isMailAddress } from '../../kernel/mail-address.ts';
import { type GraphQuestion, graphConnection } from '../graph/graph-connection.ts';
import type { GraphAccess } from '../graph/graph-credential.ts';
import { graphPatience, type PatienceLimits } from '../graph/graph-patience.ts';
import { GraphTrouble } from '../graph/graph-trouble.ts';
import { htmlOf, mailKey, subjectOf } from './mail-content.ts';
import type { Mail, Mailer } from './mailer.ts';

export interface GraphMailerOptions extends GraphAccess {
  /** The mailbox that sends, by its address. */
  readonly from: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: PatienceLimits;
}

/** A job waits here, nobody in a chat: longer than for look-ups. A code's job may run for 30 s, of which finding the person takes 10 at most. */
export const graphMailLimits: PatienceLimits = {
  attemptMs: 10_000,
  allMs: 18_000,
  firstWaitMs: 1_000,
  longestWaitMs: 14_000,
  failures: 5,
  aloneMs: 10_000,
};

/**
 * From a mailbox of Microsoft 365. A send whose answer was lost is not repeated here but by the job, and may then arrive twice: a code's mail
 * says the same both times, and a notice twice is better than none. Exchange takes nearly every address; what it cannot deliver
 * comes back to the sender's mailbox, unseen by this program.
 */
export function graphMailer(options: GraphMailerOptions): Mailer {
  const { from, clock, log, limits = graphMailLimits } = options;
  const ask = graphConnection(options, limits.attemptMs);
  const patience = graphPatience({ backend: 'mailer', work: 'sending', clock, log, limits });
  return {
    async send(mail) {
      if (!isMailAddress(mail.to)) return { ok: false, reason: 'refused-address' };
      try {
        await patience(async (signal) => taken(await ask(sendQuestion(from, mail), signal)));
        return { ok: true };
      } catch (error) {
        if (!isRefusedAddress(error)) throw error;
        return { ok: false, reason: 'refused-address' };
      }
    },
  };
}

/** Exchange makes the plain text from the HTML. Of headers Graph takes those that begin with `x-`, five at most: so no `Auto-Submitted` here. */
const sendQuestion = (from: string, mail: Mail): GraphQuestion => ({
  path: `/users/${encodeURIComponent(from)}/sendMail`,
  body: {
    message: {
      subject: subjectOf(mail),
      body: { contentType: 'html', content: htmlOf(mail).reveal() },
      toRecipients: [{ emailAddress: { address: mail.to } }],
      internetMessageHeaders: [
        { name: 'X-Auto-Response-Suppress', value: 'All' },
        { name: 'X-PIN-Desk-Mail', value: mailKey(mail) },
      ],
    },
    // Whoever reads the sender's mailbox would read the codes.
    saveToSentItems: false,
  },
});

/** "There is no such thing" is said of the sender here. */
function taken(answer: unknown): void {
  if (answer === undefined) {
    throw new GraphTrouble({
      fault: 'denied',
      message: 'Graph knows no such sender',
      code: 'Request_ResourceNotFound',
    });
  }
}

const isRefusedAddress = (error: unknown): boolean =>
  error instanceof BackendError && error.cause instanceof GraphTrouble && error.cause.code === 'ErrorInvalidRecipients';
