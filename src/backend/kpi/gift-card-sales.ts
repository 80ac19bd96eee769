import { amount, measure, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { ledger } from './sources/ledger';

export const giftCardSales: KpiDefinition = {
  name: 'gift_card_sales',
  rules: { ...ledgerRules, giftCards: 'only' },
  owned: {
    source: ledger,
    measures: ['gift_cards'],
    of: (m) => amount(measure(m, 'gift_cards')),
  },
};
