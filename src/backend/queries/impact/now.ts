import type { ImpactFigure } from '../../../query';
import type { Episode } from '../../impact';
import type { Judged } from './judge';

/** The episode that goes on, if any. */
export function ongoing({ series }: Pick<Judged, 'series'>): Episode | undefined {
  return series.episodes.findLast(({ end }) => end === undefined);
}

/** The stretch that figures of now are about: the episode that goes on, else the window that orders were judged by. */
export function windowOf(judged: Judged): { readonly from: number; readonly to: number } {
  const { input, series } = judged;
  const to = Math.min(input.to, Math.floor((input.completeUntil ?? input.now) / input.bucketMs) * input.bucketMs);
  const window = series.verdict.signals.find(({ signal }) => signal === 'orders')?.windowMs ?? 3_600_000;
  return { from: Math.max(input.from, ongoing(judged)?.start ?? to - window), to };
}

const known = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : value);

/** Figures of now. Null: not known, or no logs connected. Money in units of the shop's currency. */
export function figuresOf(judged: Judged): Readonly<Record<ImpactFigure, number | null>> {
  const { series, input, orders, errors, copy } = judged;
  const episode = ongoing(judged);
  const signal = series.verdict.signals.find((each) => each.signal === 'orders');
  const { from, to } = windowOf(judged);
  const add = (values: Float64Array) => {
    const [first, last] = [from, to].map((at) => Math.max(0, Math.round((at - input.from) / input.bucketMs)));
    return values.subarray(first, last).reduce((sum, value) => sum + value, 0);
  };
  const placed = episode?.orders ?? signal?.observed;
  const expected = episode?.expected ?? signal?.usual;
  const risk = orders === undefined ? undefined : episode?.revenueAtRisk?.interval80;
  const isJudged = orders !== undefined || errors !== undefined;
  const lastAt = orders?.lastAt;
  const asOf = Math.min(input.now, copy?.freshAt ?? input.now);
  return {
    state: isJudged ? series.verdict.state : null,
    orders: orders === undefined ? null : known(placed),
    expected: orders === undefined ? null : known(expected),
    errors: errors === undefined ? null : known(episode?.errors ?? add(series.errors)),
    errors_usual: errors === undefined ? null : known(episode?.errorsUsual ?? add(series.errorsUsual)),
    shortfall: orders === undefined || placed === undefined || expected === undefined ? null : known(expected - placed),
    revenue_at_risk_low: risk === undefined ? null : known(risk.low / 10_000),
    revenue_at_risk_high: risk === undefined ? null : known(risk.high / 10_000),
    minutes_since_last_order: lastAt === undefined ? null : Math.max(0, Math.floor((asOf - lastAt) / 60_000)),
    logs_age_seconds: judged.quietFor === undefined ? null : Math.round(judged.quietFor / 1000),
  };
}
