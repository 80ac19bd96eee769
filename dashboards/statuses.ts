import { inWords } from './parts';
import type { Words } from './words';

/** Shopify's `OrderDisplayFinancialStatus` and `OrderDisplayFulfillmentStatus`. */
export const financialStatuses = [
  'PENDING',
  'AUTHORIZED',
  'EXPIRED',
  'PAID',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'VOIDED',
] as const;
export const fulfillmentStatuses = [
  'UNFULFILLED',
  'PARTIALLY_FULFILLED',
  'FULFILLED',
  'IN_PROGRESS',
  'ON_HOLD',
  'SCHEDULED',
  'OPEN',
  'PENDING_FULFILLMENT',
  'RESTOCKED',
  'REQUEST_DECLINED',
] as const;

/** Shopify's names of statuses in words. */
export function inStatusWords(statuses: typeof financialStatuses | typeof fulfillmentStatuses, words: Words) {
  return inWords<(typeof statuses)[number]>(statuses, (status) => words(`dashboards:status.${status}`));
}
