import pg from 'pg';
import { BackendError, type BackendFault } from '../kernel/errors.ts';

/** SQLSTATEs, or classes of them, with which a server says that it cannot work now, whatever the statement. */
const away: readonly (readonly [string, BackendFault])[] = [
  // The connection broke: the statement may have run.
  ['08', 'timeout'],
  // Cancelled by its time limit.
  ['57014', 'timeout'],
  // Shutting down, crashed, starting.
  ['57P', 'unavailable'],
  // No connections, memory or disk left.
  ['53', 'unavailable'],
  // A standby, or a server whose role was taken over: it only reads.
  ['25006', 'denied'],
];

/** pg's words for a connection that has ended and for a statement that got no answer; these errors have no code. */
const wordsOfPg =
  /^(?:Connection terminated|Client was closed|Client has encountered a connection error|Received unexpected |Query read timeout)/u;

/** Of the connection: the socket's errors have a code. The rest, such as values that cannot be written, is our own mistake. */
function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false;
  return 'code' in error || wordsOfPg.test(error.message);
}

/** An error of a statement. One that is the statement's own, or ours, stays as it is; the rest says that the database is away. */
export function statementFault(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) {
    return isOfConnection(error) ? new BackendError('database', 'timeout', { cause: error }) : error;
  }
  const known = away.find(([state]) => error.code?.startsWith(state));
  return known ? new BackendError('database', known[1], { cause: error }) : error;
}

/** No connection could be had, so nothing was sent. */
export const noConnection = (cause: unknown): BackendError => new BackendError('database', 'unavailable', { cause });
