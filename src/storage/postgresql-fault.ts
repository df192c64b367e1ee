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

/** An error of a statement that was sent. One that is the statement's own stays as it is; the rest says that the database is away. */
export function statementFault(error: unknown): unknown {
  if (error instanceof BackendError) return error;
  if (!(error instanceof pg.DatabaseError)) return new BackendError('database', 'timeout', { cause: error });
  const known = away.find(([state]) => error.code?.startsWith(state));
  return known ? new BackendError('database', known[1], { cause: error }) : error;
}

/** No connection could be had, so nothing was sent. */
export const noConnection = (cause: unknown): BackendError => new BackendError('database', 'unavailable', { cause });
