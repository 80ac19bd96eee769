import type { KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const visitors: KpiDefinition = {
  name: 'visitors',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['online_store_visitors'],
    where: "human_or_bot_session = 'human'",
    of: ([value = 0]) => value,
  },
};
