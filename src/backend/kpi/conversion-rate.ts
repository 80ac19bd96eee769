import { quotient, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const conversionRate: KpiDefinition = {
  name: 'conversion_rate',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['sessions_that_completed_checkout', 'sessions'],
    where: "human_or_bot_session = 'human'",
    of: ([part = 0, all = 0]) => quotient(part, all),
  },
};
