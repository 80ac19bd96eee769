import type { GraphQLResolveInfo } from 'graphql';
import type { Order, Transaction } from '../../world/types';
import type { Arguments } from '../connection/arguments';
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

/** Money that moved: successful sales, captures and (as negative amounts) refunds, oldest first. */
export function tenderTransactions(args: Arguments, context: RequestContext, info: GraphQLResolveInfo) {
  const search = searchOf(fields, args, context, info);
  const { world, now } = context;
  const searched = { zone: world.shop.timeZone, now };
  const { from } =
    search?.root === undefined
      ? {}
      : (boundsOf(search.root, { processed_at: 'updatedAt' }, searched).get('updatedAt') ?? {});
  const horizon = orderHorizon(context);
  const items: Tender[] = [];
  for (const order of world.orders.list('updatedAt', from === undefined ? {} : { from })) {
    for (const transaction of order.createdAt < horizon ? [] : order.transactions) {
      const tender = { id: `gid://shopify/TenderTransaction/${legacyId(transaction.id)}`, order, transaction };
      if (transaction.status === 'SUCCESS' && settled.has(transaction.kind) && (search?.test?.(tender) ?? true)) {
        items.push(tender);
      }
    }
  }
  const place = (tender: Tender) => ({ value: tender.transaction.processedAt, id: numberOfGid(tender.id) });
  items.sort((a, b) => place(a).value - place(b).value || place(a).id - place(b).id);
  return pageOfSorted({ items, place, sortsBy: 'number' }, args, context.switches.pagingLimit).map(tenderOf);
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
