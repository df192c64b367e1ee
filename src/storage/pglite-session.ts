import { messages, type PGlite, protocol } from '@electric-sql/pglite';
import { BackendError } from '../kernel/errors.ts';
import type { Row, SqlValue } from './database.ts';
import { type ColumnParser, parserOf } from './row-parsers.ts';

/** More texts than this are not ours alone: all are forgotten, so that a text built anew each time cannot fill the memory. */
const mostStatements = 500;

interface Column {
  readonly name: string;
  readonly parse: ColumnParser;
}

interface Statement {
  readonly name: string;
  readonly columns: readonly Column[];
}

type Messages = readonly { readonly name: string }[];

/** PGlite's one connection by the wire protocol, with named statements: half the time of its own `query` (260 against 540 µs). */
export interface PgliteSession {
  /** It can do nothing more: its disk was full, or it came to its own end. Whatever is asked of it is refused; a restart opens its files again. */
  hasEnded(): boolean;
  /** One statement, parsed once and kept. */
  prepared(text: string, values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** One or several statements without parameters; the last one's rows, and its command as in `COMMIT`. */
  script(text: string): Promise<{ readonly rows: readonly Row[]; readonly command: string }>;
}

export function pgliteSession(pglite: PGlite): PgliteSession {
  const { serialize } = protocol;
  const statements = new Map<string, Statement>();
  let made = 0;

  let end: unknown;

  async function send(message: Uint8Array): Promise<Messages> {
    if (end) throw new BackendError('database', 'unavailable', { cause: end });
    try {
      return await pglite.execProtocolStream(message, { syncToFs: false });
    } catch (error) {
      if (!isEnd(error)) throw error;
      end = error;
      throw new BackendError('database', 'timeout', { cause: error });
    }
  }

  async function prepare(text: string): Promise<Statement> {
    if (statements.size >= mostStatements) {
      statements.clear();
      await send(serialize.query('DEALLOCATE ALL'));
    }
    made += 1;
    const name = `s${made}`;
    const describe = serialize.describe({ type: 'S', name });
    const answer = await send(Buffer.concat([serialize.parse({ name, text }), describe, serialize.sync()]));
    const statement = { name, columns: columnsOf(answer) };
    statements.set(text, statement);
    return statement;
  }

  async function prepared(text: string, values: readonly SqlValue[]): Promise<readonly Row[]> {
    const { name, columns } = statements.get(text) ?? (await prepare(text));
    const bind = serialize.bind({ statement: name, values: values.map(parameterText) });
    return rowsOf(await send(Buffer.concat([bind, serialize.execute({}), serialize.sync()])), columns);
  }

  async function script(text: string) {
    const answer = await send(serialize.query(text));
    const ends = answer.flatMap((message, at) => (message instanceof messages.CommandCompleteMessage ? [at] : []));
    const last = answer.slice((ends.at(-2) ?? -1) + 1);
    const command = last.find((message) => message instanceof messages.CommandCompleteMessage)?.text.split(' ')[0];
    return { rows: rowsOf(last, columnsOf(last)), command: command ?? '' };
  }

  // One exchange at a time: PGlite collects an answer in a field that a second exchange would take over.
  return {
    hasEnded: () => end !== undefined,
    prepared: (text, values) => pglite.runExclusive(() => prepared(text, values)),
    script: (text) => pglite.runExclusive(() => script(text)),
  };
}

/** A server process would end here. This one lives on inside ours, and with the next statement would spin for ever. */
const isEnd = (error: unknown): boolean =>
  error instanceof messages.DatabaseError ? error.severity === 'PANIC' || error.severity === 'FATAL' : isTrap(error);

/** What is thrown where compiled code runs into a wall. */
const isTrap = (error: unknown): boolean => error instanceof Error && error.name === 'RuntimeError';

function columnsOf(answer: Messages): readonly Column[] {
  const description = answer.find((message) => message instanceof messages.RowDescriptionMessage);
  return description?.fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) })) ?? [];
}

function rowsOf(answer: Messages, columns: readonly Column[]): readonly Row[] {
  return answer
    .filter((message) => message instanceof messages.DataRowMessage)
    .map(({ fields }) =>
      Object.fromEntries(
        columns.map(({ name, parse }, at) => {
          const text = fields[at] ?? null;
          return [name, text === null ? null : parse(text)];
        }),
      ),
    );
}

/** A parameter in PostgreSQL's text format, as the `pg` driver writes it. */
function parameterText(value: SqlValue): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (typeof value === 'object') return `{${value.map(arrayElement).join(',')}}`;
  return String(value);
}

const arrayElement = (text: string): string => `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
