import { sql } from 'kysely';
import type { CopyTransaction } from '../engine/engine';
import type { CopyDatabase } from '../schema';
import { idLists } from './family';

type Day = Omit<CopyDatabase['daily_customers'], 'shop_id'>;
type Gap = Omit<CopyDatabase['customer_gaps'], 'shop_id'>;

/** Days of one order, in the order of time. */
interface Placed {
  readonly processed_at: number;
  readonly processed_day: string;
}

/** What customers add to `daily_customers` and `customer_gaps`. */
export class CustomerDays {
  private readonly days = new Map<string, Day>();
  private readonly gaps = new Map<string, Gap>();

  /** Adds one customer's orders, the earliest first. */
  add(orders: readonly Placed[]): void {
    const first = orders[0]?.processed_at;
    let before = '';
    let cell: Day | undefined;
    for (const { processed_at, processed_day: day } of orders) {
      if (cell?.day !== day) {
        before = cell?.day ?? '';
        cell = this.day(day, before.slice(0, 7));
        cell.customers += 1;
        if (before !== '') {
          this.gap(before, day).customers += 1;
        }
      }
      if (processed_at === first) {
        cell.first_orders += 1;
      } else {
        cell.later_orders += 1;
      }
    }
  }

  /** Adds all to the copy, or with `sign` -1 takes it away; rows of which nothing is left go. */
  async write({ db, upsert }: CopyTransaction, shop_id: string, sign: 1 | -1): Promise<void> {
    const days = [...this.days.values()].map(({ day, before_month, customers, first_orders, later_orders }) => ({
      shop_id,
      day,
      before_month,
      customers: sign * customers,
      first_orders: sign * first_orders,
      later_orders: sign * later_orders,
    }));
    const gaps = [...this.gaps.values()].map(({ before_day, day, customers }) => ({
      shop_id,
      before_day,
      day,
      customers: sign * customers,
    }));
    await upsert('daily_customers', days, { add: ['customers', 'first_orders', 'later_orders'] });
    await upsert('customer_gaps', gaps, { add: ['customers'] });
    if (sign < 0) {
      for (const list of idLists([...new Set(days.map(({ day }) => day))])) {
        await sql`delete from daily_customers where shop_id = ${shop_id} and day in (${sql.join(list)})
          and customers = 0 and first_orders = 0 and later_orders = 0`.execute(db);
      }
      for (const list of idLists([...this.gaps.keys()])) {
        const keys = sql.join(list.map((key) => sql`(${key.slice(0, 10)}, ${key.slice(11)})`));
        await sql`delete from customer_gaps where shop_id = ${shop_id} and customers = 0
          and (before_day, day) in (values ${keys})`.execute(db);
      }
    }
  }

  private day(day: string, before_month: string): Day {
    const key = `${day} ${before_month}`;
    const known = this.days.get(key) ?? { day, before_month, customers: 0, first_orders: 0, later_orders: 0 };
    this.days.set(key, known);
    return known;
  }

  private gap(before_day: string, day: string): Gap {
    const key = `${before_day} ${day}`;
    const known = this.gaps.get(key) ?? { before_day, day, customers: 0 };
    this.gaps.set(key, known);
    return known;
  }
}
