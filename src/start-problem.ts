import { BackendError } from './kernel/errors.ts';

/** What the system said, in words where a newcomer meets it. */
export function startProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
  if (error instanceof BackendError) {
    const why = error.cause instanceof Error && 'code' in error.cause ? ` (${error.cause.code})` : '';
    return `DATABASE_URL or DATA_DIR: the database does not answer or takes no changes${why}`;
  }
  if (code === 'EADDRINUSE') return 'PORT: another program listens on it';
  if (code === 'EACCES') return 'PORT, HOST or DATA_DIR: permission denied';
  return String(code);
}
