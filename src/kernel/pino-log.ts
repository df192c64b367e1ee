import { pino } from 'pino';
import type { Log, LogFields, LogLevel } from './log.ts';
import { maskDigits } from './redaction.ts';
import type { Secret } from './secret.ts';

/** Fields whose value is never logged, at any depth, whatever it is. Compared in lower case without `-` and `_`. */
const secretNames = new Set([
  'pin',
  'pinconfirmation',
  'code',
  'token',
  'password',
  'secret',
  'secretkey',
  'authorization',
  'cookie',
  'setcookie',
  'text',
  'value',
  'values',
  'summary',
  'comment',
  'email',
  'mail',
  'phone',
  'activity',
  'body',
  'connectionstring',
]);
const deepest = 6;

export interface LogOptions {
  readonly level: LogLevel;
  /** Where the lines go; JSON, one a line. */
  readonly write: (line: string) => void;
  /** Configured secrets; their text is cut from every line wherever it appears. */
  readonly secrets: readonly Secret[];
}

/** Three nets against leaks: the `Secret` type, field names at any depth, and the values of configured secrets. */
export function pinoLog({ level, write, secrets }: LogOptions): Log {
  const values = secrets.map((secret) => secret.reveal()).filter((value) => value.length > 0);
  const shapes = values.flatMap((value) => [
    value,
    Buffer.from(value).toString('base64'),
    encodeURIComponent(value),
    escaped(value),
    escaped(escaped(value)),
  ]);
  const cut = (line: string) => shapes.reduce((text, shape) => text.replaceAll(shape, '[secret]'), line);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(cut(line)) },
  );
  return logOn(logger, {});
}

const escaped = (value: string): string => JSON.stringify(value).slice(1, -1);

type Logger = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'>;

function logOn(logger: Logger, always: LogFields): Log {
  const line =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) =>
      logger[level](clean({ ...always, ...fields }, 0), message);
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (fields) => logOn(logger, { ...always, ...fields }),
  };
}

function clean(value: unknown, depth: number): unknown {
  if (value instanceof Error) return errorFields(value, depth);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.slice(0, 50).map((part) => clean(part, depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON();
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isSecretName(name) ? '[secret]' : clean(part, depth + 1)]),
  );
}

const isSecretName = (name: string): boolean => secretNames.has(name.toLowerCase().replace(/[-_]/gu, ''));

/** What an error may say: its kind, its message without digit groups, where it came from. Never its own fields: a driver puts rows there. */
function errorFields(error: Error, depth: number): Readonly<Record<string, unknown>> {
  const sqlState = 'code' in error && typeof error.code === 'string' ? { reason: error.code } : {};
  const cause = error.cause === undefined || depth >= deepest ? {} : { cause: clean(error.cause, depth + 1) };
  return { type: error.name, message: maskDigits(error.message), ...sqlState, stack: framesOf(error), ...cause };
}

/** The frames alone: the first lines of a stack repeat the message. */
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .map((line) => line.trim());
