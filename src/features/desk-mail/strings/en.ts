import type { DeskMatter } from '../../../storage/jobs.ts';

export const en = {
  subject: 'Ticket {number} at the help desk of {organisation}',
  securitySubject: 'Security: ticket {number} at the help desk of {organisation}',
  new: 'Ticket {number} was opened on {date}.',
  stuck: 'Ticket {number} has waited for the help desk since {date}.',
  unanswered: 'Nobody has taken ticket {number}, which is about security, since {date}. Please see to it at once.',
  security: 'It is about security.',
  noSecrets: 'What it says stands in the console alone. Never ask for a PIN or a code.',
} satisfies Record<DeskMatter, string> & Record<string, string>;
