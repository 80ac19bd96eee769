import { useCallback, useEffect, useState } from 'react';
import { faultOf } from './fault';

export interface Asked<Answer> {
  /** The newest answer to this question; undefined before the first. */
  readonly answer: Answer | undefined;
  /** Why the last time asking failed. */
  readonly failed: string | undefined;
  readonly reload: () => void;
  /** Puts an answer in place that came from elsewhere, e.g. from saving. */
  readonly replace: (answer: Answer) => void;
}

interface Came<Answer> {
  readonly of: () => Promise<Answer>;
  readonly answer?: Answer | undefined;
  readonly failed?: string;
}

/** Asks once for each question; `ask` is one question as long as it is one function, so callers keep it with `useCallback`. */
export function useAsked<Answer>(ask: () => Promise<Answer>): Asked<Answer> {
  const [came, setCame] = useState<Came<Answer>>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const current = { wanted: true };
    const run = async () => {
      try {
        const answer = await ask();
        if (current.wanted) {
          setCame({ of: ask, answer });
        }
      } catch (error) {
        if (current.wanted) {
          setCame((last) => ({ of: ask, answer: last?.of === ask ? last.answer : undefined, failed: faultOf(error) }));
        }
      }
    };
    void run();
    return () => {
      current.wanted = false;
    };
  }, [ask, turn]);
  const mine = came?.of === ask ? came : undefined;
  return {
    answer: mine?.answer,
    failed: mine?.failed,
    reload: useCallback(() => setTurn((last) => last + 1), []),
    replace: (answer) => setCame({ of: ask, answer }),
  };
}
