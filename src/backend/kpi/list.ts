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
import { customers } from './customers';
import { newCustomers } from './new-customers';
import { returningCustomers } from './returning-customers';
import { returningCustomerRate } from './returning-customer-rate';
import { firstTimeOrders } from './first-time-orders';
import { returningOrders } from './returning-orders';
import { repeatRate } from './repeat-rate';
import { timeToSecondOrder } from './time-to-second-order';
import { cohortCustomers } from './cohort-customers';
import { cohortRetention } from './cohort-retention';
import { observedLtv } from './observed-ltv';
import { rfmCustomers } from './rfm-customers';
import { basketPairs } from './basket-pairs';
import { abcNetSales } from './abc-net-sales';
import { sellThroughRate } from './sell-through-rate';
import { inventoryUnits } from './inventory-units';
import { inventoryValue } from './inventory-value';
import { stockCover } from './stock-cover';
import { stockOuts } from './stock-outs';
import { lostDays } from './lost-days';
import { deadStock } from './dead-stock';
import { timeToFulfill } from './time-to-fulfill';
import { timeToDeliver } from './time-to-deliver';
import { backlogOrders } from './backlog-orders';
import { paymentAttempts } from './payment-attempts';
import { paymentFailures } from './payment-failures';
import { paymentFailureRate } from './payment-failure-rate';
import { discountedOrders } from './discounted-orders';
import { discountedOrderShare } from './discounted-order-share';
import { abandonedCheckouts } from './abandoned-checkouts';
import { abandonedCheckoutValue } from './abandoned-checkout-value';
import { abandonedCheckoutRate } from './abandoned-checkout-rate';
import { recoveredCheckouts } from './recovered-checkouts';
import { checkoutRecoveryRate } from './checkout-recovery-rate';
import { sessions } from './sessions';
import { visitors } from './visitors';
import { sessionsWithCart } from './sessions-with-cart';
import { sessionsAtCheckout } from './sessions-at-checkout';
import { sessionsCompleted } from './sessions-completed';
import { cartRate } from './cart-rate';
import { checkoutRate } from './checkout-rate';
import { conversionRate } from './conversion-rate';

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
  customers,
  newCustomers,
  returningCustomers,
  returningCustomerRate,
  firstTimeOrders,
  returningOrders,
  repeatRate,
  timeToSecondOrder,
  cohortCustomers,
  cohortRetention,
  observedLtv,
  rfmCustomers,
  basketPairs,
  abcNetSales,
  sellThroughRate,
  inventoryUnits,
  inventoryValue,
  stockCover,
  stockOuts,
  lostDays,
  deadStock,
  timeToFulfill,
  timeToDeliver,
  backlogOrders,
  paymentAttempts,
  paymentFailures,
  paymentFailureRate,
  discountedOrders,
  discountedOrderShare,
  abandonedCheckouts,
  abandonedCheckoutValue,
  abandonedCheckoutRate,
  recoveredCheckouts,
  checkoutRecoveryRate,
  sessions,
  visitors,
  sessionsWithCart,
  sessionsAtCheckout,
  sessionsCompleted,
  cartRate,
  checkoutRate,
  conversionRate,
];

const byName = new Map(all.map((each) => [each.name, each]));

/** How a KPI is worked out; undefined for one that is named but not built. */
export function kpiDefinition(name: KpiName): KpiDefinition | undefined {
  return byName.get(name);
}

/** Every KPI, in the order of the dictionary. */
export const kpiDefinitions = all;
