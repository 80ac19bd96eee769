import type { KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const sessionsCompleted: KpiDefinition = {
  name: 'sessions_completed',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['sessions_that_completed_checkout'],
    where: "human_or_bot_session = 'human'",
    of: ([value = 0]) => value,
  },
};
