import { dayLength } from './calendar';
import type { Context } from './context';
import { gid } from './ids';
import type { Planner } from './plan';
import { promotionsUntil } from './promotions';
import type { Discount } from './types';

/** How often each promotion was used by a moment, counted on the plans of the days. */
export function usage(context: Context, planner: Planner): (key: number, now: number) => number {
  const days = new Map<number, ReadonlyMap<number, number>>();
  const tally = (day: number, until: number): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const { promotion, at } of planner.plan(day).orders) {
      if (promotion && at <= until) {
        counts.set(promotion.key, (counts.get(promotion.key) ?? 0) + 1);
      }
    }
    return counts;
  };
  let total = new Map<number, number>();
  let counted = context.openDay;
  return (key, now) => {
    const today = context.calendar.dayOf(now);
    if (counted > today) {
      total = new Map();
      counted = context.openDay;
    }
    for (; counted < today; counted++) {
      const day = days.get(counted) ?? tally(counted, Infinity);
      days.set(counted, day);
      for (const [promotion, count] of day) {
        total.set(promotion, (total.get(promotion) ?? 0) + count);
      }
    }
    return (total.get(key) ?? 0) + (tally(today, now).get(key) ?? 0);
  };
}

export function discountViews(
  context: Context,
  used: (key: number, now: number) => number,
  now: number
): readonly Discount[] {
  const { calendar } = context;
  return promotionsUntil(context, calendar.dayOf(now))
    .map((promotion): Discount => {
      const startsAt = calendar.start(promotion.firstDay);
      const endsAt = promotion.lastDay === undefined ? null : calendar.start(promotion.lastDay + 1);
      const createdAt = startsAt - 3 * dayLength;
      const usageCount = used(promotion.key, now);
      const ended = endsAt !== null && endsAt <= now;
      return {
        id: gid(promotion.code === null ? 'DiscountAutomaticNode' : 'DiscountCodeNode', promotion.key),
        type: promotion.type,
        title: promotion.title,
        codes:
          promotion.code === null
            ? []
            : [{ id: gid('DiscountRedeemCode', promotion.key), code: promotion.code, usageCount }],
        summary:
          promotion.percentage === null
            ? 'Free shipping'
            : `${Math.round(promotion.percentage * 100)}% off entire order`,
        percentage: promotion.percentage,
        status: now < startsAt ? 'SCHEDULED' : ended ? 'EXPIRED' : 'ACTIVE',
        startsAt,
        endsAt,
        createdAt,
        updatedAt: ended ? endsAt : now >= startsAt ? startsAt : createdAt,
        usageCount,
      };
    })
    .filter(({ createdAt }) => createdAt <= now);
}
