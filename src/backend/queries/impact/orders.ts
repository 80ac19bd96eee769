import { sql } from 'kysely';
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

/** All hours in one row: thousands of values cross from the reading process as a few texts. */
const packed = z.object({
  hours: z.string().nullable(),
  orders: z.string().nullable(),
  revenue: z.string().nullable(),
  samples: z.string().nullable(),
  lastAt: z.number().nullable(),
  otherChannels: z.number().nullable(),
  test: z.number().nullable(),
});

function hoursQuery(shopId: string, { start, from, to }: Span) {
  const first = Math.floor(from / hour) * hour;
  return sql`select group_concat(hour_at) as hours, group_concat(orders, ';') as orders,
      group_concat(case when hour_at >= ${first} then revenue else '' end, ';') as revenue,
      group_concat(nullif(sample, '')) as samples, max(last_at) as "lastAt",
      sum(case when hour_at >= ${first} then other_orders end) as "otherChannels",
      sum(case when hour_at >= ${first} then test_orders end) as test
    from (select * from order_hours where shop_id = ${shopId} and hour_at >= ${Math.floor(start / hour) * hour}
      and hour_at < ${to} order by hour_at)`.compile(copyQuery());
}

/** Reads weeks of orders by minute and adds them up into buckets. */
export async function readOrders(ask: Pick<Ask, 'options'>, copy: CopyAccess, span: Span): Promise<OrdersRead> {
  const { start, from, to, bucketMs } = span;
  const query = hoursQuery(copy.shopId, span);
  const { options } = ask;
  const [row] = await copy.reads.rows(query, packed, { ...options, caller: options.caller ?? '' });
  const hours = numbers(row?.hours ?? '');
  const orders = (row?.orders ?? '').split(';');
  const revenues = (row?.revenue ?? '').split(';');
  const counts = new Float64Array(Math.round((to - start) / bucketMs));
  const revenue = new Float64Array(Math.round((to - from) / bucketMs));
  // A bucket is whole minutes and divides an hour, so an hour's minutes are added up into whole buckets.
  const perBucket = bucketMs / minute;
  for (const [at, hourAt] of hours.entries()) {
    addMinutes(orders[at] ?? '', perBucket, counts, (hourAt - start) / bucketMs);
    addMinutes(revenues[at] ?? '', perBucket, revenue, (hourAt - from) / bucketMs);
  }
  return {
    counts,
    revenue,
    values: sampleOf(numbers(row?.samples ?? '')),
    firstAt: hours[0],
    lastAt: row?.lastAt ?? undefined,
    leftOut: { otherChannels: row?.otherChannels ?? 0, test: row?.test ?? 0 },
    total: counts.reduce((sum, count) => sum + count, 0),
    sent: query.sql,
  };
}

const numbers = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number));

function sampleOf(all: readonly number[]): Float64Array {
  const step = Math.max(1, all.length / mostValues);
  return Float64Array.from({ length: Math.min(all.length, mostValues) }, (_, at) => all[Math.floor(at * step)] ?? 0);
}
