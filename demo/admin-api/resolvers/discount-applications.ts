import type { DiscountAllocation, Order } from '../../world/types';
import { money } from './money';
import { orderMoney } from './sources';

/** One application per code or title of an order's lines. */
export function discountApplications(order: Order) {
  const titles = new Map(order.lineItems.flatMap((line) => line.discounts.map((each) => [each.title, each] as const)));
  return [...titles.values()].map((allocation, index) => application(order, allocation, index));
}

export function discountAllocations(order: Order, allocations: readonly DiscountAllocation[]) {
  const applications = discountApplications(order);
  return allocations.map((allocation) => ({
    allocatedAmountSet: orderMoney(order, allocation.amount),
    allocatedAmount: money(allocation.amount.shop, order.currency),
    discountApplication:
      applications.find(({ title }) => title === allocation.title) ?? application(order, allocation, 0),
  }));
}

function application(order: Order, { code, title }: DiscountAllocation, index: number) {
  const lines = order.lineItems.flatMap((line) => line.discounts.filter((each) => each.title === title));
  const total = lines.reduce((sum, { amount }) => sum + amount.presentment, 0);
  return {
    __typename: code === null ? 'AutomaticDiscountApplication' : 'DiscountCodeApplication',
    allocationMethod: 'ACROSS',
    code: code ?? '',
    index,
    targetSelection: 'ALL',
    targetType: 'LINE_ITEM',
    title,
    value: { __typename: 'MoneyV2', ...money(total, order.presentmentCurrency) },
  };
}
