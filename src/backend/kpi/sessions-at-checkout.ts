import type { KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const sessionsAtCheckout: KpiDefinition = {
  name: 'sessions_at_checkout',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['sessions_that_reached_checkout'],
    where: "human_or_bot_session = 'human'",
    of: ([value = 0]) => value,
  },
};
