import type { Order, World } from '../../world/types';
import { legacyId } from './sources';

/** `customerJourneySummary`: the world keeps one visit, so the first is the last. */
export function journeySummary(order: Order, world: World) {
  const { journey } = order;
  if (journey === null) {
    return null;
  }
  const orders = order.customerId === null ? [] : world.orders.ofCustomer(order.customerId);
  const visit = {
    __typename: 'CustomerVisit',
    id: `gid://shopify/CustomerVisit/${legacyId(order.id)}`,
    landingPage: journey.landingPage,
    occurredAt: order.createdAt - journey.daysToConversion * 86_400_000,
    referralInfoHtml: '',
    referrerUrl: journey.referrerUrl,
    source: journey.source,
    sourceDescription: journey.source,
    sourceType: journey.sourceType,
    utmParameters: journey.utm === null ? null : { ...journey.utm, content: null, term: null },
  };
  return {
    customerOrderIndex: Math.max(
      0,
      orders.findIndex(({ id }) => id === order.id)
    ),
    daysToConversion: journey.daysToConversion,
    firstVisit: visit,
    lastVisit: visit,
    momentsCount: { count: 1, precision: 'EXACT' },
    ready: true,
  };
}
