import { sql } from 'kysely';
import { z } from 'zod';
import type { Source } from '../definition';
import { compiled } from './sql-parts';

const row = z.object({ recency: z.number(), frequency: z.number(), money: z.number(), customers: z.number() });

/**
 * Customers by quintiles of recency, frequency and money over the whole history, in six segments. Customers with equal
 * values are in one quintile: `percent_rank` gives ties the same rank.
 */
export const rfm: Source = {
  name: 'rfm',
  async read(read, { shopId, range }) {
    const rows = await read(
      compiled(sql`with ranked as (
          select percent_rank() over (order by last_order_at) as r, percent_rank() over (order by orders) as f,
            percent_rank() over (order by net) as m
          from customer_facts where shop_id = ${shopId} and orders > 0
        ), scored as (
          select case when r >= 1 then 5 else cast(r * 5 as integer) + 1 end as recency,
            case when f >= 1 then 5 else cast(f * 5 as integer) + 1 end as frequency,
            case when m >= 1 then 5 else cast(m * 5 as integer) + 1 end as money
          from ranked
        )
        select recency, frequency, money, count(*) as customers from scored group by recency, frequency, money`),
      row
    );
    const segments = new Map<string, number>();
    for (const { customers, ...score } of rows) {
      const segment = segmentOf(score);
      segments.set(segment, (segments.get(segment) ?? 0) + customers);
    }
    return [...segments].map(([segment, customers]) => ({
      bucket: range.from,
      values: [segment],
      measures: { customers },
    }));
  },
};

/** Segments by recency first, then by how often and how much. */
export function segmentOf({
  recency,
  frequency,
  money,
}: {
  readonly recency: number;
  readonly frequency: number;
  readonly money: number;
}): string {
  const worth = Math.max(frequency, money);
  if (recency >= 4) {
    return frequency >= 4 && money >= 4 ? 'champions' : frequency >= 3 ? 'loyal' : worth <= 2 ? 'new' : 'promising';
  }
  if (recency === 3) {
    return worth >= 4 ? 'loyal' : 'promising';
  }
  return worth >= 3 ? 'at_risk' : 'lost';
}
