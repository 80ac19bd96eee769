import { digits } from '../../world/money';
import type { Customer } from '../../world/types';
import { byNumber, byText, numberOfGid, type ListSpec } from '../connection/spec';
import type { TypeResolvers } from '../graphql/resolver';
import { id, keyword, number, test, text, time } from '../search/fields';
import { mailingAddress } from './address';
import { eventsOf } from './events';
import { page } from './lists';
import { money } from './money';
import { ordersOfCustomer, visibleOrder } from './order-list';
import { legacyId } from './sources';

/** The shop's customers. `currency` says how many places `total_spent` has. */
export function customerList(currency: string): ListSpec<Customer> {
  return {
    collection: (world) => world.customers,
    sorts: {
      ID: byNumber((customer) => numberOfGid(customer.id), 'id'),
      RELEVANCE: byNumber((customer) => numberOfGid(customer.id), 'id'),
      CREATED_AT: byNumber((customer) => customer.createdAt, 'createdAt'),
      UPDATED_AT: byNumber((customer) => customer.updatedAt, 'updatedAt'),
      LOCATION: byText((customer) => customer.defaultAddress?.city ?? ''),
      NAME: byText((customer) => customer.displayName),
    },
    defaultSort: 'ID',
    fields: {
      default: text((customer) => [customer.displayName, customer.email]),
      country: keyword((customer) => [
        customer.defaultAddress?.country ?? '',
        customer.defaultAddress?.countryCode ?? '',
      ]),
      created_at: time((customer) => customer.createdAt),
      customer_date: time((customer) => customer.createdAt),
      email: text((customer) => customer.email),
      first_name: text((customer) => customer.firstName),
      id: id((customer) => customer.id),
      last_name: text((customer) => customer.lastName),
      orders_count: number((customer) => customer.numberOfOrders),
      state: keyword((customer) => customer.state),
      tag: keyword((customer) => customer.tags),
      tag_not: test((customer, value) => !customer.tags.includes(value)),
      total_spent: number((customer) => customer.amountSpent / 10 ** digits(currency)),
      updated_at: time((customer) => customer.updatedAt),
    },
    bounds: { customer_date: 'createdAt', created_at: 'createdAt', updated_at: 'updatedAt' },
    lookup: ({ field, value }, world) => {
      const found = field === 'id' ? world.customers.get(value) : undefined;
      return field === 'id' ? (found === undefined ? [] : [found]) : undefined;
    },
  };
}

export const customer: TypeResolvers<Customer> = {
  fields: {
    addresses: (source) => (source.defaultAddress === null ? [] : [addressOf(source)]),
    addressesV2: (source) => (source.defaultAddress === null ? [] : [addressOf(source)]),
    amountSpent: ({ amountSpent }, _args, { world }) => money(amountSpent, world.shop.currency),
    canDelete: ({ numberOfOrders }) => numberOfOrders === 0,
    dataSaleOptOut: () => false,
    defaultAddress: (source) => addressOf(source),
    defaultEmailAddress: ({ email }) => ({
      emailAddress: email,
      marketingState: 'NOT_SUBSCRIBED',
      marketingUnsubscribeUrl: 'https://example.com/unsubscribe',
      openTrackingLevel: 'UNKNOWN',
      sourceLocation: null,
      validFormat: true,
    }),
    events: (source, _args, { world }) => eventsOf(world, source.id, source.createdAt),
    hasTimelineComment: () => false,
    image: () => ({ id: null, url: 'https://example.com/customer.png', altText: null, height: null, width: null }),
    lastOrder: ({ lastOrderId }, _args, context) => visibleOrder(context, lastOrderId) ?? null,
    legacyResourceId: ({ id: gid }) => legacyId(gid),
    lifetimeDuration: ({ createdAt }, _args, { now }) =>
      `${Math.max(1, Math.round((now - createdAt) / 86_400_000))} days`,
    mergeable: () => ({ isMergeable: true, errorFields: [], mergeInProgress: null, reason: null }),
    orders: (source, args, context, info) => page(ordersOfCustomer(context, source.id), args, context, info),
    productSubscriberStatus: () => 'NEVER_SUBSCRIBED',
    statistics: () => ({ predictedSpendTier: null, rfmGroup: null }),
    taxExempt: () => false,
    unsubscribeUrl: () => 'https://example.com/unsubscribe',
    validEmailAddress: () => true,
    verifiedEmail: () => true,
  },
};

function addressOf(source: Customer) {
  return mailingAddress(source.defaultAddress, `${legacyId(source.id)}7`);
}
