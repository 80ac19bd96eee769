import { useEffect, useRef, useState } from 'react';
import { reasonOf } from '../../../shims/reason';

interface Check<Result> {
  readonly result: Result | undefined;
  /** Whether it is the result of the input as it is now. */
  readonly fresh: boolean;
  /** Why there is no result, where asking failed. */
  readonly failed: string | undefined;
}

interface Settled<Result> extends Pick<Check<Result>, 'result' | 'failed'> {
  readonly key: string;
}

/** Runs a check some time after its input last changed. Answers that come too late are dropped. */
export function useCheck<Result>(key: string, check: () => Promise<Result>, delay: number): Check<Result> {
  const [state, setState] = useState<Settled<Result>>();
  const latest = useRef(check);
  useEffect(() => {
    latest.current = check;
  });
  useEffect(() => {
    const current = { wanted: true };
    const timer = setTimeout(() => {
      latest.current().then(
        (result) => current.wanted && setState({ key, result, failed: undefined }),
        (error: unknown) => current.wanted && setState({ key, result: undefined, failed: reasonOf(error) })
      );
    }, delay);
    return () => {
      current.wanted = false;
      clearTimeout(timer);
    };
  }, [key, delay]);
  return { result: state?.result, failed: state?.failed, fresh: state?.key === key };
}
