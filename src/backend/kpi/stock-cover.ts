import { measure, quotient, type KpiDefinition } from './definition';
import { noOrderRules } from './rules';
import { stock } from './sources/stock';

export const stockCover: KpiDefinition = {
  name: 'stock_cover',
  rules: noOrderRules,
  owned: {
    source: stock,
    measures: ['available', 'pace'],
    of: (m) => quotient(measure(m, 'available'), measure(m, 'pace')),
  },
};
