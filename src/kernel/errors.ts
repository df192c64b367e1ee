export type BackendName = 'user-directory' | 'pin-service' | 'ticket-desk' | 'mailer' | 'database';
/** `timeout`: nobody knows whether it was done. */
export const backendFaults = ['unavailable', 'timeout', 'denied', 'bad-answer', 'throttled'] as const;
export type BackendFault = (typeof backendFaults)[number];

/** A back end that does not work. The message is constant, `cause` is kept apart, and neither ever holds a secret. */
export class BackendError extends Error {
  override readonly name = 'BackendError';

  constructor(
    readonly backend: BackendName,
    readonly fault: BackendFault,
    options?: ErrorOptions,
  ) {
    super(`${backend}: ${fault}`, options);
  }
}

/** The process cannot start. The message is for a person: it names variables and files, never a value of one. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const all = [problems].flat();
    super(all.join('; '), options);
    this.problems = all;
  }
}
