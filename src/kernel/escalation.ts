/** Why a person needs the help desk. */
export const ticketReasons = [
  'asked-for-a-person',
  'back-end-fault',
  'our-fault',
  'code-not-received',
  'too-many-tries',
  'resets-paused',
  'too-many-resets',
  'not-eligible',
  'pin-refused',
  'interrupted',
  'not-understood',
] as const;
export type TicketReason = (typeof ticketReasons)[number];

/** What somebody said was not theirs, by the link in a notice: nothing that the bot says. */
export const reportReasons = ['pin-change-reported', 'code-reported', 'pause-reported'] as const;
export type ReportReason = (typeof reportReasons)[number];

export const isReport = (reason: TicketReason | ReportReason): reason is ReportReason =>
  reportReasons.some((known) => known === reason);

/** One line of a conversation, digits masked, at most 500 characters. */
export interface TranscriptLine {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly from: 'person' | 'bot';
  readonly text: string;
}
