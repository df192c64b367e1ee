/** A row as PostgreSQL gives it: snake_case columns, `timestamptz` as Date, `jsonb` parsed, `bigint` as number. */
export type Row = Readonly<Record<string, unknown>>;

/** A parameter of a statement. Objects for `jsonb` are passed as `JSON.stringify`ed text with a `::jsonb` cast in the SQL. */
export type SqlValue = string | number | boolean | null | Date | Buffer | readonly string[];

export interface Queryable {
  /**
   * One statement with `$1…` parameters, prepared once. Rejects with the database's error; `code` is the SQLSTATE.
   * Where the database is away or takes nothing it rejects in bounded time with a `BackendError` of `database`.
   * Without `values` it is not prepared and may be several statements; the last one's rows come back.
   */
  query<R extends Row = Row>(text: string, values?: readonly SqlValue[]): Promise<readonly R[]>;
  /** Only of a transaction: runs `work` once it has committed. */
  afterCommit?(work: () => void): void;
}

/** Is the turn that asked for a change still the one that may make it? Asked in the transaction that changes, it holds until that ends. */
export type Fence = (tx?: Queryable) => Promise<boolean>;

export interface TransactionOptions {
  /** Its commit waits for no disk, as `Database.unflushed` has it. */
  readonly unflushed?: boolean;
}

/** The one meeting point of all instances: PostgreSQL, or PGlite inside the process. The same SQL runs on both. */
export interface Database extends Queryable {
  readonly kind: 'pglite' | 'postgresql';
  /**
   * Statements that wait for no disk: for reads, and for what nobody is told of before a commit that does wait (it takes everything before it
   * along), or what may be done again. All others see it at once; only a crash of the server itself loses it, within a second.
   */
  readonly unflushed: Queryable;
  /** All of it or nothing. `work` uses only the queryable it is given: PGlite has one connection, and waiting for another waits for ever. */
  transaction<T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls `heard` with each payload that is notified on `channel` after its transaction commits, in any process. Survives a lost connection; what was sent meanwhile is missed, and `missed` is called once it is there again. */
  listen(channel: string, heard: (payload: string) => void, missed?: () => void): Promise<() => Promise<void>>;
  /** Of those that one work has for itself, where there are several. */
  connections?(): { readonly busy: number; readonly idle: number; readonly waiting: number };
  /** Finishes what runs, then releases everything. Idempotent. */
  close(): Promise<void>;
}
