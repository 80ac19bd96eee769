import { id, instant, integer, optional, text } from './column';
import { records, table } from './table';

const scopes = ['read_discounts'];

export const discounts = records('discounts', {
  source: 'DiscountNode',
  meaning: 'Discounts, by code or automatic.',
  scopes,
  columns: {
    id: id('DiscountNode.id', 'The discount'),
    type: text('DiscountNode.discount.__typename', 'DiscountCodeBasic, DiscountAutomaticBasic, …'),
    title: text('Discount.title', 'Title'),
    status: text('Discount.status', 'ACTIVE, EXPIRED, SCHEDULED'),
    starts_at: optional(instant('Discount.startsAt', 'From when it holds')),
    ends_at: optional(instant('Discount.endsAt', 'Until when it holds')),
    usage_count: optional(integer('Discount.asyncUsageCount', 'How often it was used; Shopify counts late')),
    updated_at: optional(instant('Discount.updatedAt', 'Last change')),
  },
  key: ['id'],
});

export const discountCodes = table('discount_codes', {
  source: 'DiscountRedeemCode',
  meaning: 'Codes of discounts.',
  scopes,
  columns: {
    id: id('DiscountRedeemCode.id', 'The code'),
    discount_id: id('DiscountNode.id', 'Its discount'),
    code: text('DiscountRedeemCode.code', 'What is entered'),
    usage_count: integer('DiscountRedeemCode.asyncUsageCount', 'How often it was used; Shopify counts late'),
  },
  key: ['id'],
  indexes: [['discount_id'], ['code']],
});
