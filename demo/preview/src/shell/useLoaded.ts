import { useEffect, useState, type DependencyList } from 'react';

/** Something that is being fetched: nothing yet, a value, or what went wrong. */
export interface Loaded<T> {
  readonly value?: T;
  readonly error?: string;
}

/** Words for whatever was thrown: Grafana's fetch errors keep theirs in `data`. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) {
    return error.message;
  }
  if (typeof error === 'object' && error !== null) {
    const inner: unknown = Reflect.get(error, 'data') ?? error;
    const message: unknown = typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'message') : inner;
    const fallback: unknown = Reflect.get(error, 'message') ?? Reflect.get(error, 'statusText');
    return typeof message === 'string' && message
      ? message
      : typeof fallback === 'string'
        ? fallback
        : JSON.stringify(error);
  }
  return String(error);
}

/** Runs a promise when its dependencies change and gives its outcome; late outcomes of older runs are dropped. */
export function useLoaded<T>(run: () => Promise<T>, dependencies: DependencyList): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({});
  useEffect(() => {
    let current = true;
    run().then(
      (value) => current && setState({ value }),
      (error: unknown) => current && setState({ error: reasonOf(error) })
    );
    return () => {
      current = false;
    };
    // The caller names what its function depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, dependencies);
  return state;
}
