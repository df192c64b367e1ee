import { turns } from './migrations/0001-turns.ts';
import { budgets } from './migrations/0002-budgets.ts';
import { challenges } from './migrations/0003-challenges.ts';
import { pins } from './migrations/0004-pins.ts';
import { tickets } from './migrations/0005-tickets.ts';
import { directLine } from './migrations/0006-direct-line.ts';
import { feedback } from './migrations/0007-feedback.ts';
import { budgetTake } from './migrations/0008-budget-take.ts';
import { accidents } from './migrations/0009-accidents.ts';
import { honestIndexes } from './migrations/0010-honest-indexes.ts';
import { signedIn } from './migrations/0011-signed-in.ts';
import { notMeLinks } from './migrations/0012-not-me-links.ts';
import { ticketFindings } from './migrations/0013-ticket-findings.ts';
import { desk } from './migrations/0014-desk.ts';
import { deskSessions } from './migrations/0015-desk-sessions.ts';
import { audit } from './migrations/0016-audit.ts';
import { deskActions } from './migrations/0017-desk-actions.ts';
import { remotePins } from './migrations/0018-remote-pins.ts';
import { personalChats } from './migrations/0019-personal-chats.ts';
import { keeping } from './migrations/0020-keeping.ts';
import { ticketNews } from './migrations/0021-ticket-news.ts';
import { talks } from './migrations/0022-talks.ts';
import { ticketWords } from './migrations/0023-ticket-words.ts';
import { dailyCounts } from './migrations/0024-daily-counts.ts';

/** One step of the schema. Never edited after a release: a later number mends an earlier one. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  /** Several statements; run in one transaction with the row that says it ran. */
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  turns,
  budgets,
  challenges,
  pins,
  tickets,
  directLine,
  feedback,
  budgetTake,
  accidents,
  honestIndexes,
  signedIn,
  notMeLinks,
  ticketFindings,
  desk,
  deskSessions,
  audit,
  deskActions,
  remotePins,
  personalChats,
  keeping,
  ticketNews,
  talks,
  ticketWords,
  dailyCounts,
];
