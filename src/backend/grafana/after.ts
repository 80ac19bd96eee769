/** A value now or later. Work that is done at once is passed on at once: a wait would cost more than many a call. */
export type Awaitable<Value> = Value | Promise<Value>;

/** `run`, then `done` with its value; `failed` with whatever either threw. Waits only where `run` has to. */
export function after<Value, Result>(
  run: () => Awaitable<Value>,
  done: (value: Value) => Result,
  failed: (error: unknown) => Result
): Awaitable<Result> {
  try {
    const value = run();
    return value instanceof Promise ? value.then(done).catch(failed) : done(value);
  } catch (error) {
    return failed(error);
  }
}

/** All values in order; a promise only where one of them is. */
export function all<Value>(values: ReadonlyArray<Awaitable<Value>>): Awaitable<readonly Value[]> {
  const ready: Value[] = [];
  for (const value of values) {
    if (value instanceof Promise) {
      return Promise.all(values);
    }
    ready.push(value);
  }
  return ready;
}

/**
 * The work's result; rejects with the signal's reason where the work goes on after it.
 * @param grace milliseconds in which work that heeds its signal may end by itself, with a reason of its own
 */
export function untilAborted<Value>(work: Awaitable<Value>, signal: AbortSignal, grace = 100): Awaitable<Value> {
  if (!(work instanceof Promise)) {
    return work;
  }
  const reason = () =>
    signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason });
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      timer = setTimeout(() => reject(reason()), grace);
    };
    const settled = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
    }
    work.then(
      (value) => {
        settled();
        resolve(value);
      },
      (error: unknown) => {
        settled();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    );
  });
}
