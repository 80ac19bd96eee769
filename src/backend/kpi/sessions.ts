import type { KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const sessions: KpiDefinition = {
  name: 'sessions',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['sessions'],
    where: "human_or_bot_session = 'human'",
    of: ([value = 0]) => value,
  },
};
