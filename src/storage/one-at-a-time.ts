/** Runs what it is given in the order it was given, each after the one before has ended. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();

  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
