import type { Discount } from '../../world/types';
import { byNumber, byText, numberOfGid, type ListSpec } from '../connection/spec';
import type { TypeResolvers } from '../graphql/resolver';
import { id, keyword, number, test, text, time } from '../search/fields';
import { eventsOf } from './events';
import { legacyId } from './sources';

export const discountList: ListSpec<Discount> = {
  collection: (world) => world.discounts,
  sorts: {
    ID: byNumber((discount) => numberOfGid(discount.id), 'id'),
    RELEVANCE: byNumber((discount) => numberOfGid(discount.id), 'id'),
    CREATED_AT: byNumber((discount) => discount.createdAt, 'createdAt'),
    UPDATED_AT: byNumber((discount) => discount.updatedAt, 'updatedAt'),
    STARTS_AT: byNumber((discount) => discount.startsAt),
    ENDS_AT: byNumber((discount) => discount.endsAt ?? Number.MAX_SAFE_INTEGER),
    TITLE: byText((discount) => discount.title),
  },
  defaultSort: 'ID',
  fields: {
    default: text((discount) => [discount.title, ...discount.codes.map(({ code }) => code)]),
    code: keyword((discount) => discount.codes.map(({ code }) => code)),
    combines_with: keyword(() => null),
    created_at: time((discount) => discount.createdAt),
    discount_class: keyword((discount) => classOf(discount)),
    discount_type: test(hasType),
    ends_at: time((discount) => discount.endsAt),
    id: id((discount) => discount.id),
    method: keyword((discount) => (discount.type.startsWith('DiscountCode') ? 'code' : 'automatic')),
    starts_at: time((discount) => discount.startsAt),
    status: keyword((discount) => discount.status),
    times_used: number((discount) => discount.usageCount),
    title: text((discount) => discount.title),
    type: test(hasType),
    updated_at: time((discount) => discount.updatedAt),
  },
  bounds: { created_at: 'createdAt', updated_at: 'updatedAt' },
};

/** A discount answers as its node (`DiscountNode`) and, one level down, as what it is. */
export const discountNode: TypeResolvers<Discount> = {
  fields: {
    discount: (discount) => ({ __typename: discount.type, discount }),
    events: (discount, _args, { world }) => eventsOf(world, discount.id, discount.createdAt),
  },
};

const common: TypeResolvers<{ readonly discount: Discount }>['fields'] = {
  asyncUsageCount: ({ discount }) => discount.usageCount,
  appliesOnOneTimePurchase: () => true,
  appliesOnSubscription: () => false,
  appliesOncePerCustomer: () => false,
  codes: ({ discount }) =>
    discount.codes.map((code) => ({ ...code, asyncUsageCount: code.usageCount, createdBy: null })),
  codesCount: ({ discount }) => ({ count: discount.codes.length, precision: 'EXACT' }),
  combinesWith: () => ({ orderDiscounts: false, productDiscounts: false, shippingDiscounts: false }),
  context: () => ({ __typename: 'DiscountBuyerSelectionAll', all: 'ALL' }),
  customerSelection: () => ({ __typename: 'DiscountCustomerAll', allCustomers: true }),
  customerGets: ({ discount }) => ({
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    items: { __typename: 'AllDiscountItems', allItems: true },
    value: { __typename: 'DiscountPercentage', percentage: discount.percentage ?? 0 },
  }),
  destinationSelection: () => ({ __typename: 'DiscountCountryAll', allCountries: true }),
  discountClass: ({ discount }) => classOf(discount),
  discountClasses: ({ discount }) => [classOf(discount)],
  hasTimelineComment: () => false,
  recurringCycleLimit: () => 1,
  shortSummary: ({ discount }) => discount.summary,
  tags: () => [],
  usageCount: ({ discount }) => discount.usageCount,
};

export const discountValue: TypeResolvers<{ readonly discount: Discount }> = {
  base: ({ discount }) => discount,
  fields: common,
};

/** The code discount's node of its own (`codeDiscountNodeByCode`). */
export const codeDiscountNode: TypeResolvers<Discount> = {
  fields: {
    id: (discount) => `gid://shopify/DiscountCodeNode/${legacyId(discount.id)}`,
    codeDiscount: (discount) => ({ __typename: discount.type, discount }),
  },
};

function classOf(discount: Discount): string {
  return discount.type === 'DiscountCodeFreeShipping' ? 'SHIPPING' : 'ORDER';
}

function hasType(discount: Discount, value: string): boolean {
  switch (value.toLowerCase()) {
    case 'all':
    case 'all_with_app':
      return true;
    case 'percentage':
      return discount.percentage !== null;
    case 'free_shipping':
      return discount.percentage === null;
    default:
      return false;
  }
}
