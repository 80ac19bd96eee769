import type { AbandonedCheckout } from '../../world/types';
import { byNumber, numberOfGid, type ListSpec } from '../connection/spec';
import type { TypeResolvers } from '../graphql/resolver';
import { id, keyword, test, text, time } from '../search/fields';
import { mailingAddress } from './address';
import { moneyBag, scaled, zero } from './money';
import { legacyId } from './sources';

type Line = AbandonedCheckout['lines'][number];

interface LineSource {
  readonly id: string;
  readonly line: Line;
  readonly checkout: AbandonedCheckout;
}

export const abandonedCheckoutList: ListSpec<AbandonedCheckout> = {
  collection: (world) => world.abandonedCheckouts,
  sorts: {
    ID: byNumber((checkout) => numberOfGid(checkout.id), 'id'),
    RELEVANCE: byNumber((checkout) => numberOfGid(checkout.id), 'id'),
    CREATED_AT: byNumber((checkout) => checkout.createdAt, 'createdAt'),
    CHECKOUT_ID: byNumber((checkout) => numberOfGid(checkout.id)),
    CUSTOMER_NAME: byNumber((checkout) => numberOfGid(checkout.customerId ?? '')),
    TOTAL_PRICE: byNumber((checkout) => checkout.total.shop),
  },
  defaultSort: 'ID',
  fields: {
    default: text((checkout) => [checkout.name, ...checkout.lines.map(({ title }) => title)]),
    created_at: time((checkout) => checkout.createdAt),
    id: id((checkout) => checkout.id),
    email_state: keyword(() => 'not_sent'),
    recovery_state: keyword((checkout) => (checkout.completedAt === null ? 'not_recovered' : 'recovered')),
    status: test((checkout, value) => value === 'any' || (value === 'open') === (checkout.completedAt === null)),
    updated_at: time((checkout) => checkout.updatedAt),
  },
  bounds: { created_at: 'createdAt', updated_at: 'updatedAt' },
};

export const abandonedCheckout: TypeResolvers<AbandonedCheckout> = {
  fields: {
    abandonedCheckoutUrl: ({ url }) => url,
    billingAddress: () => null,
    customer: ({ customerId }, _args, { world }) => (customerId === null ? null : world.customers.get(customerId)),
    defaultCursor: ({ id: gid }) => legacyId(gid),
    lineItems: (checkout) => checkout.lines.map((line): LineSource => ({ id: line.id, line, checkout })),
    lineItemsQuantity: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
    note: () => '',
    shippingAddress: (checkout) => mailingAddress(checkout.shippingAddress, legacyId(checkout.id)),
    subtotalPriceSet: (checkout) => bag(checkout, checkout.subtotal),
    taxesIncluded: (_checkout, _args, { world }) => world.shop.taxesIncluded,
    totalDiscountSet: (checkout) => bag(checkout, checkout.discounts),
    totalLineItemsPriceSet: (checkout) =>
      bag(
        checkout,
        checkout.lines.reduce(
          (sum, { unitPrice, quantity }) => ({
            shop: sum.shop + unitPrice.shop * quantity,
            presentment: sum.presentment + unitPrice.presentment * quantity,
          }),
          zero
        )
      ),
    totalPriceSet: (checkout) => bag(checkout, checkout.total),
    totalTaxSet: (checkout) => bag(checkout, checkout.tax),
  },
};

export const abandonedCheckoutLineItem: TypeResolvers<LineSource> = {
  base: ({ line }) => line,
  fields: {
    discountedTotalPriceSet: ({ checkout, line }) => bag(checkout, scaled(line.unitPrice, line.quantity)),
    discountedTotalPriceWithCodeDiscount: ({ checkout, line }) => bag(checkout, scaled(line.unitPrice, line.quantity)),
    discountedUnitPriceSet: ({ checkout, line }) => bag(checkout, line.unitPrice),
    discountedUnitPriceWithCodeDiscount: ({ checkout, line }) => bag(checkout, line.unitPrice),
    originalTotalPriceSet: ({ checkout, line }) => bag(checkout, scaled(line.unitPrice, line.quantity)),
    originalUnitPriceSet: ({ checkout, line }) => bag(checkout, line.unitPrice),
    product: ({ line }, _args, { world }) => world.products.get(line.productId) ?? null,
    variant: ({ line }, _args, { world }) => world.variants.get(line.variantId) ?? null,
  },
};

function bag(checkout: AbandonedCheckout, value: Line['unitPrice']) {
  return moneyBag(value, { shop: checkout.currency, presentment: checkout.presentmentCurrency });
}
