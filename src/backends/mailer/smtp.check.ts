import { BackendError } from '../../kernel/errors.ts';
import { type Check, type Finding, good, problem, warning } from '../../kernel/finding.ts';
import { type SmtpServer, smtpLimits, smtpMailer } from './smtp.ts';
import { SmtpTrouble } from './smtp-trouble.ts';

/** The doctor waits for 15 s. */
const limits = { ...smtpLimits, connectMs: 5_000, silenceMs: 5_000 };

/** Is the mail server there, with TLS as it was meant, and does it take the login? No mail is sent, so whether it takes the sender is a guess. */
export const smtpCheck = (server: SmtpServer, address: string): Check => ({
  about: 'SMTP_HOST',
  async run() {
    const mailer = smtpMailer({ server, from: { name: '', address }, limits });
    try {
      await mailer.verify();
      return [good('SMTP_HOST', wellOf(server)), ...senderFindings(server, address)];
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return [findingOf(error)];
    } finally {
      mailer.close();
    }
  },
});

const wellOf = ({ tls, login }: SmtpServer): string =>
  `the mail server answers${tls === 'off' ? '' : ' with TLS'}${login ? ' and takes the login' : ''}`;

function findingOf({ fault, cause }: BackendError): Finding {
  const code = cause instanceof SmtpTrouble ? cause.code : 'unknown';
  switch (fault) {
    case 'denied':
      return problem(
        'SMTP_USER',
        `the mail server refuses the login (${code})`,
        'Look at SMTP_USER and SMTP_PASSWORD, and whether the server lets this account send over SMTP.',
      );
    case 'bad-answer':
      return problem(
        'SMTP_TLS',
        `the mail server has no TLS that this machine trusts (${code})`,
        'Have it offer STARTTLS, or use port 465 with SMTP_TLS=implicit; name its authority in NODE_EXTRA_CA_CERTS.',
      );
    case 'throttled':
      return warning('SMTP_HOST', `the mail server wants to be asked later (${code})`, 'Try again in some minutes.');
    case 'timeout':
    case 'unavailable':
      return problem(
        'SMTP_HOST',
        `the mail server cannot be reached (${code})`,
        'Look at SMTP_HOST, SMTP_PORT, SMTP_TLS and the firewall.',
      );
  }
}

/** Where a login is an address, many servers let it send from that one alone. */
function senderFindings({ login }: SmtpServer, address: string): readonly Finding[] {
  const user = login?.user.toLowerCase() ?? '';
  if (!user.includes('@') || user === address.toLowerCase()) return [];
  return [
    warning(
      'MAIL_FROM',
      'is another address than SMTP_USER: many servers refuse that',
      'See that the login may send as MAIL_FROM, or use the same address.',
    ),
  ];
}
