import type { GraphQLResolveInfo } from 'graphql';
import type { Order, Transaction } from '../../world/types';
import { textArgument, type Arguments } from '../connection/arguments';
import { decodeCursor } from '../connection/cursor';
import { pageOfSorted } from '../connection/list';
import { numberOfGid } from '../connection/spec';
import { orderHorizon, type RequestContext } from '../context';
import { boundsOf } from '../search/bounds';
import { boolean, id, keyword, time, type SearchFields } from '../search/fields';
import { searchOf } from './lists';
import { money } from './money';
import { legacyId } from './sources';

interface Tender {
  readonly id: string;
  readonly order: Order;
  readonly transaction: Transaction;
}

const fields: SearchFields<Tender> = {
  id: id((tender) => tender.id),
  point_of_sale_device_id: id(() => null),
  processed_at: time((tender) => tender.transaction.processedAt),
  test: boolean((tender) => tender.transaction.test),
  default: keyword(() => null),
};

const settled = new Set(['SALE', 'CAPTURE', 'REFUND']);

/** Money that moved, in order of id: successful sales, captures and (as negative amounts) refunds. */
export function tenderTransactions(args: Arguments, context: RequestContext, info: GraphQLResolveInfo) {
  const search = searchOf(fields, args, context, info);
  const { world, now, switches } = context;
  const zone = world.shop.timeZone;
  const bounds =
    search?.root === undefined ? undefined : boundsOf(search.root, { processed_at: 'at' }, { zone, now }).get('at');
  // Money moves when an order is updated, so none moved since a moment in orders that were not.
  const orders =
    bounds?.from === undefined ? world.orders.list('id') : world.orders.list('updatedAt', { from: bounds.from });
  const enough = bounds?.from === undefined ? enoughFor(args) : Number.POSITIVE_INFINITY;
  const after = afterId(args);
  const items: Tender[] = [];
  for (const order of orders) {
    const passing = tendersOf(order, orderHorizon(context)).filter((tender) => search?.test?.(tender) ?? true);
    items.push(...passing.filter((tender) => numberOfGid(tender.id) > after));
    if (items.length > enough) {
      break;
    }
  }
  items.sort((a, b) => numberOfGid(a.id) - numberOfGid(b.id));
  const place = (tender: Tender) => ({ value: numberOfGid(tender.id), id: numberOfGid(tender.id) });
  return pageOfSorted({ items, place, sortsBy: 'number' }, args, switches.pagingLimit).map(tenderOf);
}

function tendersOf(order: Order, horizon: number): Tender[] {
  return order.createdAt < horizon
    ? []
    : order.transactions
        .filter(({ status, kind }) => status === 'SUCCESS' && settled.has(kind))
        .map((transaction) => ({
          id: `gid://shopify/TenderTransaction/${legacyId(transaction.id)}`,
          order,
          transaction,
        }));
}

/** Rows that a page forward can need; every row for any other page. */
function enoughFor(args: Arguments): number {
  return typeof args['first'] === 'number' && args['reverse'] !== true ? args['first'] : Number.POSITIVE_INFINITY;
}

/** Rows up to the cursor of a page forward need not be kept. */
function afterId(args: Arguments): number {
  const cursor = args['reverse'] === true ? undefined : textArgument(args, 'after');
  return cursor === undefined ? 0 : Number(decodeCursor(cursor, 'number')?.value ?? 0);
}

function tenderOf({ id: gid, order, transaction }: Tender) {
  const sign = transaction.kind === 'REFUND' ? -1 : 1;
  return {
    id: gid,
    order,
    amount: money(sign * transaction.amount.shop, order.currency),
    paymentMethod: transaction.paymentMethod,
    processedAt: transaction.processedAt,
    remoteReference: null,
    test: transaction.test,
  };
}
