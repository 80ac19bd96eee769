import type { KpiName } from '../../query';
import { averageOrderValue } from './average-order-value';
import { cancelledOrders } from './cancelled-orders';
import { costCoverage } from './cost-coverage';
import { costOfGoodsSold } from './cost-of-goods-sold';
import type { KpiDefinition } from './definition';
import { discountRate } from './discount-rate';
import { discounts } from './discounts';
import { giftCardSales } from './gift-card-sales';
import { grossMargin } from './gross-margin';
import { grossProfit } from './gross-profit';
import { grossSales } from './gross-sales';
import { netSales } from './net-sales';
import { netSalesPerOrder } from './net-sales-per-order';
import { orders } from './orders';
import { refundRate } from './refund-rate';
import { returnRate } from './return-rate';
import { returns } from './returns';
import { shipping } from './shipping';
import { taxes } from './taxes';
import { tips } from './tips';
import { totalSales } from './total-sales';
import { unitsPerOrder } from './units-per-order';
import { unitsReturned } from './units-returned';
import { unitsSold } from './units-sold';

const all: readonly KpiDefinition[] = [
  grossSales,
  discounts,
  returns,
  netSales,
  taxes,
  shipping,
  tips,
  totalSales,
  giftCardSales,
  costOfGoodsSold,
  grossProfit,
  grossMargin,
  costCoverage,
  orders,
  cancelledOrders,
  unitsSold,
  unitsReturned,
  averageOrderValue,
  netSalesPerOrder,
  unitsPerOrder,
  discountRate,
  returnRate,
  refundRate,
];

const byName = new Map(all.map((each) => [each.name, each]));

/** How a KPI is worked out; undefined for one that is named but not built. */
export function kpiDefinition(name: KpiName): KpiDefinition | undefined {
  return byName.get(name);
}

/** Every KPI, in the order of the dictionary. */
export const kpiDefinitions = all;
