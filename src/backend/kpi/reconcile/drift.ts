import { sql } from 'kysely';
import { z } from 'zod';
import type { Read } from '../definition';
import { compiled } from '../sources/sql-parts';

const reason = z.object({
  code: z.string(),
  amount: z.string(),
  records: z.array(z.object({ id: z.string(), name: z.string() })),
});

const row = z.object({
  day: z.string(),
  kpi: z.string(),
  copy_value: z.string().transform(Number),
  shopify_value: z.string().transform(Number),
  difference: z.string().transform(Number),
  unexplained: z.string().transform(Number),
  reasons: z.string().transform((text) => z.array(reason).parse(JSON.parse(text))),
  checked_at: z.number(),
});
export type DriftRow = z.infer<typeof row>;

export interface Drift {
  /** The largest unexplained difference as a share of Shopify's figure; null where nothing was compared. */
  readonly worst: number | null;
  readonly checkedAt: number | undefined;
  /** Days and KPIs that were compared, latest first. */
  readonly rows: readonly DriftRow[];
}

/** A difference without a known reason as a share of Shopify's figure. */
export function driftShare({ unexplained, shopify_value }: DriftRow): number {
  return unexplained === 0 ? 0 : Math.abs(unexplained) / Math.max(1, Math.abs(shopify_value));
}

/** What reconciliation has found for days from `since` (`YYYY-MM-DD`) on. */
export async function driftOf(read: Read, shopId: string, since: string): Promise<Drift> {
  const rows = await read(
    compiled(sql`select day, kpi, copy_value, shopify_value, difference, unexplained, reasons, checked_at
      from reconciliations where shop_id = ${shopId} and day >= ${since} order by day desc, kpi`),
    row
  );
  const shares = rows.map(driftShare);
  return {
    worst: shares.length === 0 ? null : Math.max(...shares),
    checkedAt: rows.length === 0 ? undefined : Math.max(...rows.map(({ checked_at }) => checked_at)),
    rows,
  };
}

const checked = z.object({ day: z.string(), at: z.number() });

/** When each day was last compared. */
export async function checkedDays(read: Read, shopId: string): Promise<Map<string, number>> {
  const rows = await read(
    compiled(sql`select day, min(checked_at) as at from reconciliations where shop_id = ${shopId} group by day`),
    checked
  );
  return new Map(rows.map(({ day, at }) => [day, at]));
}
