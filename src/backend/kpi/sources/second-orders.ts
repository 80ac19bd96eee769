import { sql } from 'kysely';
import { z } from 'zod';
import type { Source } from '../definition';
import { bucketTable, compiled } from './sql-parts';

const row = z.object({ bucket: z.number(), wait: z.number() });

/** Median of the time from first to second order, in milliseconds, of customers whose second order falls into the bucket. */
export const secondOrders: Source = {
  name: 'secondOrders',
  async read(read, scope) {
    const rows = await read(
      compiled(sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket, f.second_order_at - f.first_order_at as wait
        from customer_facts f join b on f.second_order_at >= b.from_at and f.second_order_at < b.to_at
        where f.shop_id = ${scope.shopId}`),
      row
    );
    const waits = new Map<number, number[]>();
    for (const { bucket, wait } of rows) {
      const known = waits.get(bucket) ?? [];
      known.push(wait);
      waits.set(bucket, known);
    }
    return [...waits].map(([bucket, all]) => ({
      bucket,
      values: [],
      measures: { median: medianOf(all), customers: all.length },
    }));
  },
};

/** The middle value, the mean of the two middle ones where there is none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
