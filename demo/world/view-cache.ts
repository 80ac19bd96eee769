import { LRUCache } from 'lru-cache';

import type { Context } from './context';
import type { Life } from './life';
import { orderView } from './order-view';
import type { Order } from './types';

/** Every moment at which something visible of an order changes. */
function moments(life: Life): number[] {
  return [
    ...life.touches,
    ...life.lines.map(({ addedAt }) => addedAt),
    ...life.transactions.map(({ processedAt }) => processedAt),
    ...life.refunds.map(({ createdAt }) => createdAt),
    ...life.returns.flatMap(({ createdAt, closedAt }) => [createdAt, closedAt ?? createdAt]),
    ...life.fulfillments.flatMap(({ createdAt, inTransitAt, deliveredAt }) => [
      createdAt,
      inTransitAt ?? createdAt,
      deliveredAt ?? createdAt,
    ]),
    ...[
      life.hold?.from,
      life.hold?.until,
      life.cancelledAt,
      life.closedAt,
      life.editedAt,
      life.tag?.at,
      life.note?.at,
    ].filter((at) => at !== undefined),
  ];
}

/** Views of orders, drawn again only when something has happened to them in between. */
export function orderViews(context: Context): (life: Life, now: number) => Order {
  const cache = new LRUCache<number, { from: number; until: number; order: Order }>({ max: 3000 });
  return (life, now) => {
    const known = cache.get(life.key);
    if (known && known.from <= now && now < known.until) {
      return known.order;
    }
    let from = -Infinity;
    let until = Infinity;
    for (const at of moments(life)) {
      if (at <= now) {
        from = Math.max(from, at);
      } else {
        until = Math.min(until, at);
      }
    }
    const order = orderView(context, life, now);
    cache.set(life.key, { from, until, order });
    return order;
  };
}
