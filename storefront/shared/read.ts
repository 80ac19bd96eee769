/** What lies at a path in a value of unknown shape; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if ((typeof here !== 'object' && typeof here !== 'function') || here === null) {
      return undefined;
    }
    here = Reflect.get(here, name);
  }
  return here;
}

/** A text as it is, anything else as none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Runs what must never disturb the page that it watches. */
export function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // A shop that sells is worth more than a line about it.
  }
}
