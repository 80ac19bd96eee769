import { sql } from 'kysely';
import { z } from 'zod';
import type { Source } from '../definition';
import { dayOf } from '../days';
import { compiled } from './sql-parts';

const row = z.object({
  first_month: z.string(),
  month: z.string(),
  customers: z.number(),
  net: z.union([z.number(), z.bigint().transform(Number)]),
});

function monthsBetween(first: string, month: string): number {
  const [year = 0, number = 0] = first.split('-').map(Number);
  const [laterYear = 0, laterNumber = 0] = month.split('-').map(Number);
  return (laterYear - year) * 12 + laterNumber - number;
}

/**
 * Cohorts whose first month the range touches, month by month since: how many ordered, and what was sold to them until
 * then. The month that is not over is left out, as it would look like customers who stayed away.
 */
export const cohorts: Source = {
  name: 'cohorts',
  async read(read, scope) {
    const { shopId, shopZone, range, now, dimensions } = scope;
    const rows = await read(
      compiled(sql`select first_month, month, customers, net from cohort_cells
        where shop_id = ${shopId} and first_month >= ${dayOf(range.from, shopZone).slice(0, 7)}
          and first_month <= ${dayOf(Math.max(range.from, range.to - 1), shopZone).slice(0, 7)}
          and month < ${dayOf(now, shopZone).slice(0, 7)}
        order by first_month, month`),
      row
    );
    const sizes = new Map<string, number>();
    const net = new Map<string, number>();
    const last = new Map<string, { months: number }>();
    const cells: Array<ReturnType<typeof cell>> = [];
    const cell = (first: string, months: number, active: number) => ({
      bucket: range.from,
      values: dimensions.map((each) => (each === 'cohort' ? first : String(months))),
      measures: { active, size: sizes.get(first) ?? 0, net: net.get(first) ?? 0 },
    });
    for (const each of rows) {
      const months = monthsBetween(each.first_month, each.month);
      if (months === 0) {
        sizes.set(each.first_month, each.customers);
      }
      // Months in which nobody of the cohort ordered have no cell of their own.
      for (let quiet = (last.get(each.first_month)?.months ?? -1) + 1; quiet < months; quiet += 1) {
        cells.push(cell(each.first_month, quiet, 0));
      }
      net.set(each.first_month, (net.get(each.first_month) ?? 0) + each.net);
      cells.push(cell(each.first_month, months, each.customers));
      last.set(each.first_month, { months });
    }
    return cells;
  },
};
