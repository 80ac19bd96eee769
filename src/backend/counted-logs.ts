import { ofLogs } from './errors';
import type { LogAnswer, LogStore } from './loki';
import type { FaultCounts } from './queries/common/faults';

/** A log store whose endpoints are counted where they do not answer: nothing is thrown for them, others still answer. */
export function countedStore(store: LogStore, faults: Pick<FaultCounts, 'add'>): LogStore {
  const counted =
    <Wanted, Data>(ask: (wanted: Wanted) => Promise<LogAnswer<Data>>) =>
    async (wanted: Wanted): Promise<LogAnswer<Data>> => {
      const answer = await ask(wanted);
      for (const { failed } of answer.regions) {
        if (failed !== undefined) {
          faults.add(ofLogs(failed));
        }
      }
      return answer;
    };
  return {
    endpoints: store.endpoints,
    counts: counted((ask) => store.counts(ask)),
    lines: counted((ask) => store.lines(ask)),
    labelValues: counted((ask) => store.labelValues(ask)),
    patterns: counted((ask) => store.patterns(ask)),
    health: (signal) => store.health(signal),
    dispose: () => store.dispose(),
  };
}
