import { measure, quotient, type KpiDefinition } from './definition';
import { ledgerRules } from './rules';
import { sellThrough } from './sources/stock';

export const sellThroughRate: KpiDefinition = {
  name: 'sell_through_rate',
  rules: ledgerRules,
  owned: {
    source: sellThrough,
    measures: ['sold', 'ended'],
    of: (m) => quotient(measure(m, 'sold'), measure(m, 'sold') + measure(m, 'ended')),
  },
  live: {
    schema: 'inventory',
    shows: ['inventory_units_sold', 'ending_inventory_units'],
    of: ([sold = 0, ended = 0]) => quotient(sold, sold + ended),
  },
};
