import type { EntitySelection } from './entity';
import { connection, field, on } from './selection';

const common = 'title status startsAt endsAt asyncUsageCount updatedAt';
const codes = [field('codesCount', 'count'), connection('codes', 100, 'id code asyncUsageCount')];

/**
 * Discounts with their codes. Bulk operations give some hundred codes of a discount only: `codesCount` tells, and those
 * that lack some are read by id.
 */
export const discounts: EntitySelection = {
  entity: 'discounts',
  root: { field: 'discountNodes', type: 'DiscountNode', sortKey: 'UPDATED_AT' },
  pageSize: 50,
  bulk: true,
  select: () => [
    'id',
    field(
      'discount',
      '__typename',
      ...['DiscountCodeApp', 'DiscountCodeBasic', 'DiscountCodeBxgy', 'DiscountCodeFreeShipping'].map((type) =>
        on(type, common, ...codes)
      ),
      ...[
        'DiscountAutomaticApp',
        'DiscountAutomaticBasic',
        'DiscountAutomaticBxgy',
        'DiscountAutomaticFreeShipping',
      ].map((type) => on(type, common))
    ),
  ],
};
