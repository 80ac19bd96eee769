import { measure, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { secondOrders } from './sources/second-orders';

export const timeToSecondOrder: KpiDefinition = {
  name: 'time_to_second_order',
  rules: customerRules,
  owned: {
    source: secondOrders,
    measures: ['median'],
    of: (m) => measure(m, 'median') / 86_400_000,
  },
};
