import { z } from 'zod';
import { bareId, kind, nodesOf } from '../kind';

const discount = z.looseObject({
  __typename: z.string(),
  title: z.string().nullish(),
  status: z.string().nullish(),
  summary: z.string().nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  asyncUsageCount: z.number().nullish(),
  usageLimit: z.number().nullish(),
  codesCount: z.looseObject({ count: z.number() }).nullish(),
});
const node = z.looseObject({ id: z.string(), discount });
type Row = z.output<typeof node>;

const common = 'title status startsAt endsAt asyncUsageCount';
const summed = ['DiscountAutomaticBasic', 'DiscountAutomaticBxgy', 'DiscountAutomaticFreeShipping'];
const coded = ['DiscountCodeBasic', 'DiscountCodeBxgy', 'DiscountCodeFreeShipping'];

/** Discounts of every type by the time of their last change, newest first. */
export const discounts = kind<Row>({
  document: () => `query Discounts($search: String) {
  discountNodes(first: 100, query: $search, sortKey: UPDATED_AT, reverse: true) {
    nodes {
      id
      discount {
        __typename
        ... on DiscountAutomaticApp { ${common} }
        ... on DiscountCodeApp { ${common} usageLimit codesCount { count } }
${summed.map((type) => `        ... on ${type} { ${common} summary }`).join('\n')}
${coded.map((type) => `        ... on ${type} { ${common} summary usageLimit codesCount { count } }`).join('\n')}
      }
    }
  }
}`,
  terms: ({ from, to }) => `updated_at:>='${from}' AND updated_at:<='${to}'`,
  rows: (data) => nodesOf('discountNodes', node, data),
  columns: [
    {
      name: 'discount',
      type: 'text',
      value: (row) => row.discount.title,
      opens: { page: 'discount', id: 'discount_id' },
    },
    { name: 'status', type: 'text', value: (row) => row.discount.status },
    { name: 'uses', type: 'count', value: (row) => row.discount.asyncUsageCount },
    { name: 'usage_limit', type: 'count', value: (row) => row.discount.usageLimit },
    { name: 'codes', type: 'count', value: (row) => row.discount.codesCount?.count },
    { name: 'summary', type: 'text', value: (row) => row.discount.summary },
    { name: 'starts_at', type: 'time', value: (row) => row.discount.startsAt },
    { name: 'ends_at', type: 'time', value: (row) => row.discount.endsAt },
    { name: 'discount_type', type: 'text', value: (row) => row.discount.__typename },
    { name: 'discount_id', type: 'text', value: ({ id }) => bareId(id), hidden: true },
  ],
});
