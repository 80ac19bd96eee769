import type { AffectedQuery } from '../../../query';
import { numberField, timeField, type Frame } from '../../grafana';
import type { Counts, LogAnswer } from '../../loki';
import type { Ask } from '../common/ask';
import { errorLines, type LogAccess } from '../common/logs';
import { frameOf } from '../common/shape';

const minute = 60_000;

/** Buckets of a range, at most. */
const mostBuckets = 1_000;
/** Services that are told apart; the others are summed up. */
const mostServices = 12;

export interface ServicesRead {
  readonly frame: Frame;
  readonly answers: ReadonlyArray<LogAnswer<Counts>>;
}

/** Error lines over time, one column for each service, most lines first: as fine as the panel can show, a minute at least. */
export async function readServices(
  { query, options, intervalMs, t }: Pick<Ask<AffectedQuery>, 'query' | 'options' | 'intervalMs' | 't'>,
  logs: LogAccess,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<ServicesRead> {
  const least = Math.max(minute, intervalMs, (to - from) / mostBuckets);
  const stepMs = Math.ceil(least / minute) * minute;
  const answer = await logs.store.counts({
    query: errorLines(logs, query),
    fromMs: Math.floor(from / stepMs) * stepMs,
    toMs: to,
    stepMs,
    by: ['service_name'],
    signal: options.signal,
  });
  const { startMs, buckets, series } = answer.data;
  const named = series.filter(({ rest, counts }) => rest !== true && counts.some((count) => count > 0));
  const others = [...named.slice(mostServices), ...series.filter(({ rest }) => rest === true)];
  const columns = named.slice(0, mostServices).map(({ labels, counts }) => ({
    service: labels['service_name'] ?? '–',
    counts,
  }));
  const rest = {
    service: t('affected:services.others'),
    counts: Array.from({ length: buckets }, (_, at) => others.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)),
  };
  const times = Array.from({ length: buckets }, (_, at) => startMs + at * stepMs);
  return {
    frame: frameOf('services', 'timeseries-wide', [
      timeField('time', times, { config: { displayName: t('affected:column.bucket'), interval: stepMs } }),
      ...[...columns, ...(others.length === 0 ? [] : [rest])].map(({ service, counts }) =>
        numberField('errors', [...counts], {
          labels: { service_name: service },
          config: { displayName: service, decimals: 0, min: 0 },
        })
      ),
    ]),
    answers: [answer],
  };
}
