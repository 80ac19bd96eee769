import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { copyQuery, type CopyAccess } from '../../copy';
import type { Ask } from '../common/ask';
import type { Hit } from './hits';
import { late, plainName, type Found, type FoundCheckout, type FoundOrder } from './resolve';

/** Values of one statement: they cross as one JSON text, so that none is ever part of the SQL. */
const inList = (values: readonly string[]): RawBuilder<string> =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;

const order = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  customerId: z.string().nullable(),
  checkoutToken: z.string().nullable(),
  cartToken: z.string().nullable(),
  total: z.number(),
  currency: z.string(),
  status: z.string().nullable(),
});
const checkout = z.object({
  id: z.string(),
  token: z.string(),
  createdAt: z.number(),
  completedAt: z.number().nullable(),
  customerId: z.string().nullable(),
  total: z.number(),
  currency: z.string(),
});
const customer = z.object({ id: z.string() });

const orderColumns = [
  'id',
  'name',
  'created_at as createdAt',
  'customer_id as customerId',
  'checkout_token as checkoutToken',
  'cart_token as cartToken',
  'total_price as total',
  'currency',
  'financial_status as status',
] as const;

/** What the copy has of the hits' keys, by a handful of statements over its indexes. */
export async function findInCopy(
  { options }: Pick<Ask, 'options'>,
  { reads, shopId }: CopyAccess,
  hits: readonly Hit[]
): Promise<Found> {
  const caller = { ...options, caller: options.caller ?? '' };
  const all = <Type extends keyof Hit['keys']>(type: Type) => [
    ...new Set(hits.flatMap(({ keys }) => keys[type] ?? [])),
  ];
  const names = all('name').flatMap((name) => [plainName(name), `#${plainName(name)}`]);
  const ordersBy = async (column: 'id' | 'name' | 'checkout_token' | 'cart_token', values: readonly string[]) =>
    values.length === 0
      ? []
      : await reads.rows(
          copyQuery()
            .selectFrom('orders')
            .select(orderColumns)
            .where('shop_id', '=', shopId)
            .where(column, 'in', inList(values))
            .where('deleted_at', 'is', null)
            .compile(),
          order,
          caller
        );
  const tokens = all('checkout');
  const noCheckouts: FoundCheckout[] = [];
  const [byId, byName, byCheckout, byCart, left] = await Promise.all([
    ordersBy('id', all('order')),
    ordersBy('name', names),
    ordersBy('checkout_token', tokens),
    ordersBy('cart_token', all('cart')),
    tokens.length === 0
      ? noCheckouts
      : reads.rows(
          copyQuery()
            .selectFrom('abandoned_checkouts')
            .select(['id', 'created_at as createdAt', 'completed_at as completedAt', 'customer_id as customerId'])
            .select(['total', 'currency', (q) => q.ref('token').$notNull().as('token')])
            .where('shop_id', '=', shopId)
            .where('token', 'in', inList(tokens))
            .where('deleted_at', 'is', null)
            .compile(),
          checkout,
          caller
        ),
  ]);
  const people = [...new Set([...all('customer'), ...left.flatMap(({ customerId }) => customerId ?? [])])];
  const from = Math.min(...hits.map(({ firstAt }) => firstAt));
  const to = Math.max(...hits.map(({ firstAt }) => firstAt)) + late;
  const [byCustomer, known] =
    people.length === 0
      ? [[], []]
      : await Promise.all([
          reads.rows(
            copyQuery()
              .selectFrom('orders')
              .select(orderColumns)
              .where('shop_id', '=', shopId)
              .where('customer_id', 'in', inList(people))
              .where('processed_at', '>=', from)
              .where('processed_at', '<=', to)
              .where('deleted_at', 'is', null)
              .compile(),
            order,
            caller
          ),
          reads.rows(
            copyQuery()
              .selectFrom('customers')
              .select('id')
              .where('shop_id', '=', shopId)
              .where('id', 'in', inList(people))
              .compile(),
            customer,
            caller
          ),
        ]);
  const orders: FoundOrder[] = [...byId, ...byName, ...byCheckout, ...byCart, ...byCustomer];
  return {
    orders: [...new Map(orders.map((each) => [each.id, each])).values()],
    checkouts: left,
    customers: new Set(known.map(({ id }) => id)),
  };
}

const counted = z.object({ orders: z.number(), left: z.number(), leftPaid: z.number() });

/** Checkouts of a stretch: orders of the online checkout and checkouts that were left. */
export async function countCheckouts(
  { options }: Pick<Ask, 'options'>,
  { reads, shopId }: CopyAccess,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<{ readonly orders: number; readonly left: number; readonly leftPaid: number }> {
  const query = copyQuery()
    .selectNoFrom((q) => [
      q
        .selectFrom('orders')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('shop_id', '=', shopId)
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
        .where('checkout_token', 'is not', null)
        .where('test', '=', 0)
        .where('deleted_at', 'is', null)
        .$asScalar()
        .as('orders'),
      left(shopId, from, to, false).as('left'),
      left(shopId, from, to, true).as('leftPaid'),
    ])
    .compile();
  const [row] = await reads.rows(query, counted, { ...options, caller: options.caller ?? '' });
  return row ?? { orders: 0, left: 0, leftPaid: 0 };
}

function left(shopId: string, from: number, to: number, paid: boolean) {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const hours14 = 14 * 3_600_000;
  return sql<number>`(select count(*) from abandoned_checkouts where shop_id = ${shopId}
    and created_day between ${day(from - hours14)} and ${day(to + hours14)}
    and created_at >= ${from} and created_at < ${to} and deleted_at is null
    and ${paid ? sql`completed_at is not null` : sql`1 = 1`})`;
}
