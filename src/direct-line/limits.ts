import type { Limit } from '../kernel/limits.ts';

const minute = 60;
const hour = 60 * minute;

/** Every number of the Direct Line endpoint; handed in, so that a test can shorten it. */
export const directLineLimits = {
  tokenSeconds: 30 * minute,
  /** A page session, and how long after its first issue a token can be refreshed. */
  sessionSeconds: 12 * hour,
  /** Whoever is signed in and does nothing for so long has to sign in again. What a page does by itself does not count. */
  signedInIdleSeconds: 30 * minute,
  /** And after so long in any case. */
  signedInSeconds: 12 * hour,
  ticketSeconds: 60,
  historyDays: 30,
  /** Per conversation, so that neither a refreshed token nor another instance brings new ones. A person at a keyboard stays far below. */
  posts: { burst: { most: 20, seconds: 10 }, hour: { most: 300, seconds: hour } },
  /** Per conversation and process. Web Chat polls once a second, and eight tabs share a conversation. */
  reads: { most: 200, seconds: 10 },
  /** Per client address; an office behind one address opens many. */
  newConversations: { name: 'direct-line-conversations', limit: 300, seconds: hour } satisfies Limit,
  /** Per page session: a page takes one as it opens. */
  newTokens: { name: 'direct-line-tokens', limit: 60, seconds: hour } satisfies Limit,
  /** Tabs of one browser share a conversation. */
  socketsPerConversation: 8,
  /** Per client address and process. An office opens 300 conversations an hour at most, and leaves some open in two tabs; beyond it the page polls. */
  socketsPerRequester: 400,
  /** Per process. */
  sockets: 1_500,
  /** Web Chat sends one empty frame in 20 s. */
  framesPerKeepAlive: 100,
  /** What a client may send in one frame; only empty ones are taken. */
  frameBytes: 1024,
  /** A client that is this far behind is shown no typing. */
  bufferedBytes: 1024 * 1024,
  pageOfActivities: 100,
  /** Web Chat gives up on a silent stream; proxies cut one after 30 s or more. */
  keepAliveMs: 10_000,
  /** So many keep-alives without any sign of life: the client is gone, or takes nothing. */
  patience: 2,
};
export type DirectLineLimits = typeof directLineLimits;
