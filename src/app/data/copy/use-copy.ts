import { useCallback, useEffect, useState } from 'react';
import type { Copy } from '../../../query/resources';
import { reasonOf } from '../../../shims/reason';
import { askCopy } from './ask';
import { useProgress } from './progress';

interface Known {
  /** The newest answer there is; undefined before the first. */
  readonly copy: Copy | undefined;
  /** When it came, epoch milliseconds. */
  readonly at: number;
  /** Why the last time asking failed. */
  readonly failed: string | undefined;
  readonly reload: () => void;
}

const whileMoving = 3_000;
const atRest = 30_000;

/** How long to wait until the copy is asked about again: the stream tells of a backfill sooner, where there is one. */
function pauseOf(copy: Copy | undefined, streamed: boolean): number {
  const moving = copy?.state === 'backfill' || copy?.state === 'starting';
  return moving && !streamed ? whileMoving : atRest;
}

/** A store's copy, asked about again and again while the page is seen; the stream's word goes before the last answer. */
export function useCopy(uid: string): Known {
  const [answer, setAnswer] = useState<{ readonly copy: Copy; readonly at: number }>();
  const [failed, setFailed] = useState<string>();
  const [turn, setTurn] = useState(0);
  const progress = useProgress(uid);
  const pause = pauseOf(answer?.copy, progress !== undefined);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const streamedState = progress?.state;

  useEffect(() => {
    const current: { wanted: boolean; timer?: ReturnType<typeof setTimeout> } = { wanted: true };
    const ask = async () => {
      if (!document.hidden) {
        try {
          const copy = await askCopy(uid);
          if (current.wanted) {
            setAnswer({ copy, at: Date.now() });
            setFailed(undefined);
          }
        } catch (error) {
          if (current.wanted) {
            setFailed(reasonOf(error));
          }
        }
      }
      if (current.wanted) {
        current.timer = setTimeout(() => void ask(), pause);
      }
    };
    void ask();
    return () => {
      current.wanted = false;
      clearTimeout(current.timer);
    };
    // A change of state on the stream is a reason to ask.
  }, [uid, turn, pause, streamedState]);

  const { copy, at } = answer ?? {};
  const streamed = copy !== undefined && progress?.state === copy.state;
  return { copy: streamed ? { ...copy, ...progress, jobs: [...progress.jobs] } : copy, at: at ?? 0, failed, reload };
}
