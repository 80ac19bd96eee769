import { sql, type Kysely } from 'kysely';
import type { CopyTransaction } from '../engine/engine';
import type { CopyDatabase } from '../schema';
import { CustomerDays } from './customer-days';
import { idLists } from './family';
import { otherLineTypes } from './measures';

/** What a customer bought in a month; a month may have only what was taken back. */
interface Spending {
  readonly customer_id: string;
  readonly order_id: string;
  readonly processed_at: number;
  readonly processed_day: string;
  /** Empty where the order has no sales. */
  readonly month: string | null;
  readonly net: number;
}

type Facts = CopyDatabase['customer_facts'];
type Cell = Omit<CopyDatabase['cohort_cells'], 'shop_id'>;

/** Works the figures of customers out anew, of those that have none yet as well. */
export async function addCustomers(
  { db, upsert }: CopyTransaction,
  shopId: string,
  ids: readonly string[]
): Promise<void> {
  const days = new CustomerDays();
  for (const list of idLists(ids)) {
    const { facts, cells } = await figuresOf(db, shopId, list, days);
    await upsert('customer_facts', facts);
    await upsert('cohort_cells', rowsOf(shopId, cells, 1), { add: ['customers', 'orders', 'net'] });
  }
  await days.write({ db, upsert }, shopId, 1);
}

/** Takes away what customers added, where they have: before their orders change. */
export async function takeCustomers(
  { db, upsert }: CopyTransaction,
  shopId: string,
  ids: readonly string[]
): Promise<void> {
  let any = false;
  const days = new CustomerDays();
  for (const list of idLists(ids)) {
    const counted = await db
      .selectFrom('customer_facts')
      .select('customer_id')
      .where('shop_id', '=', shopId)
      .where('customer_id', 'in', list)
      .execute();
    if (counted.length > 0) {
      any = true;
      const own = counted.map(({ customer_id }) => customer_id);
      for (const each of idLists(own)) {
        const { cells } = await figuresOf(db, shopId, each, days);
        await upsert('cohort_cells', rowsOf(shopId, cells, -1), { add: ['customers', 'orders', 'net'] });
        await db.deleteFrom('customer_facts').where('shop_id', '=', shopId).where('customer_id', 'in', each).execute();
      }
    }
  }
  if (any) {
    await days.write({ db, upsert }, shopId, -1);
    await db
      .deleteFrom('cohort_cells')
      .where('shop_id', '=', shopId)
      .where('orders', '=', 0)
      .where('customers', '=', 0)
      .where('net', '=', 0)
      .execute();
  }
}

async function figuresOf(
  db: Kysely<CopyDatabase>,
  shopId: string,
  ids: readonly string[],
  days: CustomerDays
): Promise<{ facts: Facts[]; cells: Cell[] }> {
  const rows = await spendingOf(db, shopId, ids);
  const facts: Facts[] = [];
  const cells = new Map<string, Cell>();
  for (let at = 0; at < rows.length;) {
    const first = rows[at];
    let end = at;
    while (end < rows.length && rows[end]?.customer_id === first?.customer_id) {
      end += 1;
    }
    const own = rows.slice(at, end);
    facts.push(factsOf(shopId, own));
    addCohort(cells, own);
    days.add(ordersOf(own));
    at = end;
  }
  return { facts, cells: [...cells.values()] };
}

/**
 * By customer, and by time and order within. The customers come first in the join: guests' orders make an index by customer
 * look useless to a planner, which would then walk through all orders.
 */
async function spendingOf(
  db: Kysely<CopyDatabase>,
  shopId: string,
  ids: readonly string[]
): Promise<readonly Spending[]> {
  const wanted = sql.join([...new Set(ids)].map((id) => sql`(${id})`));
  const { rows } = await sql<Spending>`with c (id) as (values ${wanted})
    select o.customer_id as customer_id, o.id as order_id, o.processed_at as processed_at,
      o.processed_day as processed_day, substr(s.happened_day, 1, 7) as month,
      coalesce(sum(s.gross - s.discount), 0) as net
    from c cross join orders o left join sales s on s.shop_id = o.shop_id and s.order_id = o.id
      and s.line_type not in (${sql.join(otherLineTypes)})
    where o.shop_id = ${shopId} and o.customer_id = c.id and o.test = 0 and o.cancelled_at is null
      and o.deleted_at is null
    group by o.customer_id, o.processed_at, o.processed_day, o.id, substr(s.happened_day, 1, 7)
    order by o.customer_id, o.processed_at, o.id`.execute(db);
  return rows;
}

function factsOf(shopId: string, own: readonly Spending[]): Facts {
  const orders = ordersOf(own);
  const [first, second] = orders;
  const last = orders.at(-1);
  if (first === undefined || last === undefined) {
    throw new Error('a customer without orders has no figures');
  }
  return {
    shop_id: shopId,
    customer_id: first.customer_id,
    orders: orders.length,
    first_order_at: first.processed_at,
    first_day: first.processed_day,
    second_order_at: second?.processed_at ?? null,
    last_order_at: last.processed_at,
    last_day: last.processed_day,
    net: own.reduce((sum, { net }) => sum + net, 0),
  };
}

/** One row of each order. */
function ordersOf(own: readonly Spending[]): Spending[] {
  return own.filter(({ order_id }, at) => own[at - 1]?.order_id !== order_id);
}

function addCohort(cells: Map<string, Cell>, own: readonly Spending[]): void {
  const first_month = own[0]?.processed_day.slice(0, 7) ?? '';
  const active = new Set<string>();
  for (const { processed_day } of ordersOf(own)) {
    const cell = cellOf(cells, first_month, processed_day.slice(0, 7));
    cell.orders += 1;
    if (!active.has(cell.month)) {
      active.add(cell.month);
      cell.customers += 1;
    }
  }
  for (const { month, net } of own) {
    if (month !== null) {
      cellOf(cells, first_month, month).net += net;
    }
  }
}

function cellOf(cells: Map<string, Cell>, first_month: string, month: string): Cell {
  const key = `${first_month} ${month}`;
  const known = cells.get(key) ?? { first_month, month, customers: 0, orders: 0, net: 0 };
  cells.set(key, known);
  return known;
}

function rowsOf(shopId: string, cells: readonly Cell[], sign: 1 | -1): Array<CopyDatabase['cohort_cells']> {
  return cells.map(({ first_month, month, customers, orders, net }) => ({
    shop_id: shopId,
    first_month,
    month,
    customers: sign * customers,
    orders: sign * orders,
    net: sign * net,
  }));
}
