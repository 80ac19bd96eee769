import { quotient, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';

/** Visits by people; ShopifyQL alone has them. */
export const cartRate: KpiDefinition = {
  name: 'cart_rate',
  rules: noOrderRules,
  live: {
    schema: 'sessions',
    shows: ['sessions_with_cart_additions', 'sessions'],
    where: "human_or_bot_session = 'human'",
    of: ([part = 0, all = 0]) => quotient(part, all),
  },
};
