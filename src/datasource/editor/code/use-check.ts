import { useEffect, useRef, useState } from 'react';
import { reasonOf } from '../../reason';

interface Check<Result> {
  readonly result: Result | undefined;
  /** Why there is no result, where asking failed. */
  readonly failed: string | undefined;
}

/** Runs a check some time after its input last changed. Answers that come too late are dropped. */
export function useCheck<Result>(key: string, check: () => Promise<Result>, delay: number): Check<Result> {
  const [state, setState] = useState<Check<Result>>({ result: undefined, failed: undefined });
  const latest = useRef(check);
  useEffect(() => {
    latest.current = check;
  });
  useEffect(() => {
    const current = { wanted: true };
    const timer = setTimeout(() => {
      latest.current().then(
        (result) => current.wanted && setState({ result, failed: undefined }),
        (error: unknown) => current.wanted && setState({ result: undefined, failed: reasonOf(error) })
      );
    }, delay);
    return () => {
      current.wanted = false;
      clearTimeout(timer);
    };
  }, [key, delay]);
  return state;
}
