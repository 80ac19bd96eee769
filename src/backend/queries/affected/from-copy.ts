import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { copyQuery, type CopyAccess, type CopyQuery } from '../../copy';
import type { Ask } from '../common/ask';
import type { Hit } from './hits';
import { late, plainName, type Found, type FoundOrder } from './resolve';

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

type By = 'id' | 'name' | 'checkout_token' | 'cart_token';

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
  const read = async <Row>(query: CopyQuery, schema: z.ZodType<Row>) => await reads.rows(query, schema, caller);
  const stretch = {
    from: hits.reduce((first, { firstAt }) => Math.min(first, firstAt), Infinity),
    to: hits.reduce((last, { firstAt }) => Math.max(last, firstAt), -Infinity) + late,
  };
  const ordersOf = async (people: readonly string[]) =>
    people.length === 0 ? [] : await read(customerOrders(shopId, people, stretch), order);
  const tokens = all('checkout');
  const people = all('customer');
  const parts: ReadonlyArray<readonly [By, readonly string[]]> = [
    ['id', all('order')],
    ['name', all('name').flatMap((name) => [plainName(name), `#${plainName(name)}`])],
    ['checkout_token', tokens],
    ['cart_token', all('cart')],
  ];
  const wanted = parts.filter(([, values]) => values.length > 0);
  const [named, left, theirs, known] = await Promise.all([
    wanted.length === 0 ? [] : read(ordersQuery(shopId, wanted), order),
    tokens.length === 0 ? [] : read(checkoutsQuery(shopId, tokens), checkout),
    ordersOf(people),
    people.length === 0 ? [] : read(customersQuery(shopId, people), customer),
  ]);
  const others = [...new Set(left.flatMap(({ customerId }) => customerId ?? []))].filter((id) => !people.includes(id));
  const orders: FoundOrder[] = [...named, ...theirs, ...(await ordersOf(others))];
  return {
    orders: [...new Map(orders.map((each) => [each.id, each])).values()],
    checkouts: left,
    customers: new Set([...known.map(({ id }) => id), ...others]),
  };
}

function ordersQuery(shopId: string, parts: ReadonlyArray<readonly [By, readonly string[]]>): CopyQuery {
  const one = ([column, values]: readonly [By, readonly string[]]) =>
    copyQuery()
      .selectFrom('orders')
      .select(orderColumns)
      .where('shop_id', '=', shopId)
      .where(column, 'in', inList(values))
      .where('deleted_at', 'is', null);
  const [first, ...rest] = parts.map(one);
  return (first === undefined ? one(['id', []]) : rest.reduce((query, each) => query.unionAll(each), first)).compile();
}

function customerOrders(
  shopId: string,
  people: readonly string[],
  { from, to }: { readonly from: number; readonly to: number }
): CopyQuery {
  return copyQuery()
    .selectFrom('orders')
    .select(orderColumns)
    .where('shop_id', '=', shopId)
    .where('customer_id', 'in', inList(people))
    .where('processed_at', '>=', from)
    .where('processed_at', '<=', to)
    .where('deleted_at', 'is', null)
    .compile();
}

function checkoutsQuery(shopId: string, tokens: readonly string[]): CopyQuery {
  return copyQuery()
    .selectFrom('abandoned_checkouts')
    .select(['id', 'created_at as createdAt', 'completed_at as completedAt', 'customer_id as customerId'])
    .select(['total', 'currency', (q) => q.ref('token').$notNull().as('token')])
    .where('shop_id', '=', shopId)
    .where('token', 'in', inList(tokens))
    .where('deleted_at', 'is', null)
    .compile();
}

function customersQuery(shopId: string, people: readonly string[]): CopyQuery {
  return copyQuery()
    .selectFrom('customers')
    .select('id')
    .where('shop_id', '=', shopId)
    .where('id', 'in', inList(people))
    .compile();
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
