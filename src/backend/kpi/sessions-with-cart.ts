import type { KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const sessionsWithCart: KpiDefinition = {
  name: 'sessions_with_cart',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['sessions_with_cart_additions'],
    where: "human_or_bot_session = 'human'",
    of: ([value = 0]) => value,
  },
};
