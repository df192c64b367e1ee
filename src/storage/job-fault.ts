import { BackendError } from '../kernel/errors.ts';

/** What may be told of an error whose message nobody knows: its kind, never its words, for they may quote what was sent. */
export function faultOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const backend = error instanceof BackendError ? { backend: error.backend, fault: error.fault } : {};
  const code = codeOf(error) ?? codeOf(error.cause);
  return { error: error.name, ...backend, ...(code ? { code } : {}) };
}

/** A SQLSTATE, an errno name and the like. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return /^\w{1,40}$/u.test(String(error.code)) ? String(error.code) : undefined;
}
