import { viewerText } from '../text';

/** Shopify's `OrderDisplayFinancialStatus` and `OrderDisplayFulfillmentStatus`, as far as there are words for them. */
const known = [
  'AUTHORIZED',
  'EXPIRED',
  'PAID',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'PENDING',
  'REFUNDED',
  'VOIDED',
  'FULFILLED',
  'IN_PROGRESS',
  'ON_HOLD',
  'OPEN',
  'PARTIALLY_FULFILLED',
  'PENDING_FULFILLMENT',
  'REQUEST_DECLINED',
  'RESTOCKED',
  'SCHEDULED',
  'UNFULFILLED',
] as const;

/** A status in words; one that there are none for as Shopify writes it. */
export function statusWords(status: string | undefined): string {
  if (status === undefined || status === '') {
    return '–';
  }
  const named = known.find((each) => each === status);
  return named === undefined ? status : viewerText()(`app-order:status.${named}`);
}
