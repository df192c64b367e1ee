const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How many within how long: a window starts with its first count and ends `seconds` later. */
export interface Limit {
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
}

const limit = (name: string, most: number, seconds: number): Limit => ({ name, limit: most, seconds });

/** Every limit on codes, tries, tickets and resets in one value; handed to `app`, so that a test can shorten it. */
export const limits = {
  codeDigits: { vouchedFor: 6, anonymous: 8 },
  codeSeconds: 10 * minute,
  /** How long a sign-in counts as a confirmation. */
  signInSeconds: 10 * minute,
  /** No codes so soon after a change of password, or for so new an account: whoever took an account over begins with these. */
  noCodes: { afterPasswordChangeSeconds: day, forNewAccountSeconds: 7 * day },
  triesPerCode: 5,
  /** A guess sooner than this after its code was asked for is heard then: a directory on the network has answered by that time. */
  anonymousGuessAfterMs: 1_000,
  resendSeconds: 60,
  codesPerDay: {
    vouchedFor: limit('codes-vouched-for', 5, day),
    anonymousTyped: limit('codes-anonymous-typed', 3, day),
    anonymousPerson: limit('codes-anonymous-person', 3, day),
  },
  triesPerDay: {
    anonymousTyped: limit('tries-anonymous-typed', 10, day),
    anonymousPerson: limit('tries-anonymous-person', 10, day),
    vouchedFor: limit('tries-vouched-for', 10, day),
  },
  /** The first pause; each further one within a day doubles, up to `longestSeconds`. */
  pause: { firstSeconds: hour, longestSeconds: day },
  perRequesterAndHour: {
    codes: limit('requester-codes', 30, hour),
    tries: limit('requester-tries', 30, hour),
    tickets: limit('requester-tickets', 20, hour),
    reports: limit('requester-reports', 30, hour),
  },
  /** Site-wide: over one of these the anonymous path is ticket-only for an hour. */
  siteWide: {
    failedTries: limit('site-failed-tries', 100, hour),
    pauses: limit('site-pauses', 10, hour),
    ticketOnlySeconds: hour,
    /** More are taken, but somebody is told. */
    tickets: limit('site-tickets', 100, hour),
  },
  /** At the help desk: of an agent, and about a person. */
  desk: {
    panels: limit('desk-panels', 40, hour),
    lists: limit('desk-lists', 100, hour),
    actions: limit('desk-actions', 20, hour),
    unlocks: limit('desk-unlocks', 1, day),
    invitations: limit('desk-invitations', 3, day),
    /** A ticket that waits for the desk for so long is stuck. */
    stuckSeconds: 8 * hour,
    /** A security ticket that nobody takes for so long is an alarm. */
    unansweredSecuritySeconds: 30 * minute,
    /** A talk in which the agent says nothing for so long is over. */
    talkSeconds: 10 * minute,
  },
  ticketsPerDay: limit('tickets', 3, day),
  resetsPerDay: limit('resets', 3, day),
  /** Ten minutes for a sign-in, for the code after it and for what they confirm: the count outlives them. */
  changesPerProof: limit('changes-of-a-proof', 1, hour),
  confirmationSeconds: 10 * minute,
  idleSessionSeconds: 30 * minute,
  turnBudgetMs: 3_000,
};
export type Limits = Readonly<typeof limits>;
