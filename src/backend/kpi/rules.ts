import type { KpiRules } from './definition';

/** The ledger: edits and returns on their own date, gift cards are no sales, a draft counts once it is an order. */
export const ledgerRules: KpiRules = {
  test: 'leftOut',
  cancelled: 'switch',
  edited: 'ledger',
  giftCards: 'leftOut',
  drafts: 'completed',
};

/** Orders as they were placed. */
export const placedRules: KpiRules = {
  test: 'leftOut',
  cancelled: 'switch',
  edited: 'placed',
  giftCards: 'counted',
  drafts: 'completed',
};

/** Customers: cancelled orders make nobody a customer. */
export const customerRules: KpiRules = {
  test: 'leftOut',
  cancelled: 'leftOut',
  edited: 'ledger',
  giftCards: 'counted',
  drafts: 'completed',
};

/** Goods and visits, which orders have no part in. */
export const noOrderRules: KpiRules = {
  test: 'leftOut',
  cancelled: 'none',
  edited: 'none',
  giftCards: 'none',
  drafts: 'none',
};
