import type { Queryable, Row, SqlValue } from './database.ts';

/** Longer than any turn; one that waits for something outside the database would hold everyone else up. */
export const longestMs = 30_000;

type Run = (text: string, values?: readonly SqlValue[]) => Promise<readonly Row[]>;

export interface TransactionSteps {
  readonly run: Run;
  /** The command that COMMIT ended with: ROLLBACK where a statement had failed. */
  readonly commit: () => Promise<string>;
  readonly rollback: () => Promise<unknown>;
}

/** What comes between BEGIN and the end: commits what `work` did, or rolls back and rejects with the reason. */
export async function runTransaction<T>(steps: TransactionSteps, work: (tx: Queryable) => Promise<T>): Promise<T> {
  let over = false;
  const committed: (() => void)[] = [];
  const run: Run = (text, values) =>
    over ? Promise.reject(new Error('this transaction has ended')) : steps.run(text, values);

  try {
    const result = await inTime(work({ ...queryableOf(run), afterCommit: (done) => void committed.push(done) }));
    over = true;
    const command = await steps.commit();
    if (command === 'ROLLBACK') throw new Error('a statement had failed, so the transaction was rolled back');
    for (const done of committed) done();
    return result;
  } catch (error) {
    over = true;
    await steps.rollback();
    throw error;
  }
}

/** Gives `run`'s rows the type that the caller says they have: only the caller knows its SQL. */
export function queryableOf(run: Run): Queryable {
  function query<R extends Row = Row>(text: string, values?: readonly SqlValue[]): Promise<readonly R[]>;
  function query(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    return run(text, values);
  }
  return { query };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`a transaction took longer than ${longestMs} ms; did it use the database instead of its tx?`));
    }, longestMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
