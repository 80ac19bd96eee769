import { z } from 'zod';
import { addMinutes, copyQuery, type CopyAccess } from '../../copy';
import type { LeftOut } from '../../impact';
import type { Ask } from '../common/ask';
import type { Span } from './span';

const minute = 60_000;
const hour = 60 * minute;

/** Order values that the mean is estimated from. */
const mostValues = 2_000;

/** Orders of the online checkout on a grid, out of the copy. Money is in ten-thousandths of the shop's currency. */
export interface OrdersRead {
  /** From `span.start` on. */
  readonly counts: Float64Array;
  /** From `span.from` on. */
  readonly revenue: Float64Array;
  readonly values: Float64Array;
  /** Hour of the first order of any kind. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  readonly leftOut: Required<LeftOut>;
  /** Orders of the whole history and range. */
  readonly total: number;
  readonly sent: string;
}

/** Rows of `order_hours` by column; nothing is looked at twice, as there are thousands of them for every refresh. */
const columns = z.tuple([
  z.array(z.number()),
  z.array(z.string()),
  z.array(z.string()),
  z.array(z.string()),
  z.array(z.number().nullable()),
  z.array(z.number()),
  z.array(z.number()),
]);

/** Reads weeks of orders by minute and adds them up into buckets. */
export async function readOrders(ask: Pick<Ask, 'options'>, copy: CopyAccess, span: Span): Promise<OrdersRead> {
  const { start, from, to, bucketMs } = span;
  const first = Math.floor(from / hour) * hour;
  const query = copyQuery()
    .selectFrom('order_hours')
    .select((q) => [
      'hour_at',
      'orders',
      q.case().when('hour_at', '>=', first).then(q.ref('revenue')).else('').end().as('revenue'),
      'sample',
      'last_at',
      'other_orders',
      'test_orders',
    ])
    .where('shop_id', '=', copy.shopId)
    .where('hour_at', '>=', Math.floor(start / hour) * hour)
    .where('hour_at', '<', to)
    .orderBy('hour_at')
    .compile();
  const { options } = ask;
  const found = await copy.reads.columns(query, { ...options, caller: options.caller ?? '' });
  const [hours, orders, revenues, samples, last, other, test] = columns.parse(
    found.rows === 0 ? [[], [], [], [], [], [], []] : found.columns
  );
  const counts = new Float64Array(Math.round((to - start) / bucketMs));
  const revenue = new Float64Array(Math.round((to - from) / bucketMs));
  const leftOut = { otherChannels: 0, test: 0 };
  // A bucket is whole minutes and divides an hour, so an hour's minutes are added up into whole buckets.
  const perBucket = bucketMs / minute;
  for (const [at, hourAt] of hours.entries()) {
    addMinutes(orders[at] ?? '', perBucket, counts, (hourAt - start) / bucketMs);
    if (hourAt >= first) {
      addMinutes(revenues[at] ?? '', perBucket, revenue, (hourAt - from) / bucketMs);
      leftOut.otherChannels += other[at] ?? 0;
      leftOut.test += test[at] ?? 0;
    }
  }
  return {
    counts,
    revenue,
    values: sampleOf(samples),
    firstAt: hours[0],
    lastAt: last.findLast((at) => at !== null) ?? undefined,
    leftOut,
    total: counts.reduce((sum, count) => sum + count, 0),
    sent: query.sql,
  };
}

function sampleOf(samples: readonly string[]): Float64Array {
  const all = samples.flatMap((text) => (text === '' ? [] : text.split(',').map(Number)));
  const step = Math.max(1, all.length / mostValues);
  return Float64Array.from({ length: Math.min(all.length, mostValues) }, (_, at) => all[Math.floor(at * step)] ?? 0);
}
