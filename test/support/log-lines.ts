import type { Log, LogFields, LogLevel } from '../../src/kernel/log.ts';

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines, and tells a test when one comes. */
export function logLines() {
  const lines: LogLine[] = [];
  const waiting = new Map<string, (line: LogLine) => void>();

  const at =
    (level: LogLevel, shared: LogFields) =>
    (message: string, fields: LogFields = {}) => {
      const line = { level, message, fields: { ...shared, ...fields } };
      lines.push(line);
      waiting.get(message)?.(line);
    };
  const logWith = (shared: LogFields): Log => ({
    debug: at('debug', shared),
    info: at('info', shared),
    warn: at('warn', shared),
    error: at('error', shared),
    with: (fields) => logWith({ ...shared, ...fields }),
  });

  return {
    log: logWith({}),
    lines,
    /** The first line with this message, once it is there. */
    async line(message: string): Promise<LogLine> {
      const known = lines.find((each) => each.message === message);
      return known ?? new Promise((resolve) => waiting.set(message, resolve));
    },
  };
}
