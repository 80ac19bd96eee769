import { sql } from 'kysely';
import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { compiled } from '../sources/sql-parts';
import type { ReconciledKpi, ReconcileParts } from './reconcile';

/**
 * Why a figure differs. `openDay`: the day is not over. `beyondHorizon`: Shopify shows this app no order so old.
 * `lostOrder`: an order is missing in the copy. `missedDeletion`: an order is gone at Shopify and was not marked here.
 * `lateRefund`: a refund is missing in the copy. `wrongCurrency`: an order is in another currency than the shop's.
 * `changedSince`: the order was changed after it was read. `testOrder`: it counts on one side alone. `unknown`: none of these.
 */
export type ReasonCode =
  | 'openDay'
  | 'beyondHorizon'
  | 'lostOrder'
  | 'missedDeletion'
  | 'lateRefund'
  | 'wrongCurrency'
  | 'changedSince'
  | 'testOrder'
  | 'unknown';

export interface DifferingOrder {
  readonly id: string;
  /** Copy less Shopify. */
  readonly amounts: ReadonlyMap<ReconciledKpi, Decimal>;
}

export interface OrderDifference extends DifferingOrder {
  readonly name: string;
  readonly code: ReasonCode;
}

const document = `query Differing($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Order { id name test updatedAt currencyCode refunds(first: 50) { id } } }
}`;
const idsAtOnce = 50;

const there = z.object({
  nodes: z.array(
    z
      .looseObject({
        id: z.string(),
        name: z.string(),
        test: z.boolean(),
        updatedAt: z.string(),
        refunds: z.array(z.looseObject({ id: z.string() })),
      })
      .nullable()
  ),
});
type There = NonNullable<z.infer<typeof there>['nodes'][number]>;

const here = z.object({
  id: z.string(),
  name: z.string(),
  test: z.number(),
  currency: z.string(),
  synced_at: z.number(),
  deleted_at: z.number().nullable(),
});
const refund = z.object({ id: z.string() });

const bare = (gid: string): string => gid.split('/').at(-1) ?? gid;

/** Looks at each differing order on both sides and says what is the matter with it. */
export async function explain(
  { read, shop, shopId, currency }: ReconcileParts,
  orders: readonly DifferingOrder[]
): Promise<OrderDifference[]> {
  const found: OrderDifference[] = [];
  for (let at = 0; at < orders.length; at += idsAtOnce) {
    const some = orders.slice(at, at + idsAtOnce);
    const ids = some.map(({ id }) => id);
    const data = there.parse(await shop.graphql(document, { ids: ids.map((id) => `gid://shopify/Order/${id}`) }));
    const atShopify = new Map(data.nodes.flatMap((node) => (node === null ? [] : [[bare(node.id), node] as const])));
    const stored = await read(
      compiled(sql`select id, name, test, currency, synced_at, deleted_at from orders
        where shop_id = ${shopId} and id in (${sql.join(ids)})`),
      here
    );
    const inCopy = new Map(stored.map((row) => [row.id, row]));
    const refunds = await read(
      compiled(sql`select id from refunds where shop_id = ${shopId} and order_id in (${sql.join(ids)})`),
      refund
    );
    const known = new Set(refunds.map(({ id }) => id));
    for (const order of some) {
      const one = inCopy.get(order.id);
      const other = atShopify.get(order.id);
      found.push({
        ...order,
        name: other?.name ?? one?.name ?? '',
        code: codeOf(one, other, known, currency),
      });
    }
  }
  return found;
}

function codeOf(
  one: z.infer<typeof here> | undefined,
  other: There | undefined,
  knownRefunds: ReadonlySet<string>,
  currency: string
): ReasonCode {
  if (other === undefined) {
    return one === undefined ? 'unknown' : 'missedDeletion';
  }
  if (one?.deleted_at !== null) {
    return 'lostOrder';
  }
  if (one.currency !== currency) {
    return 'wrongCurrency';
  }
  if (other.test !== (one.test === 1)) {
    return 'testOrder';
  }
  if (other.refunds.some(({ id }) => !knownRefunds.has(bare(id)))) {
    return 'lateRefund';
  }
  return Date.parse(other.updatedAt) > one.synced_at ? 'changedSince' : 'unknown';
}
