import { measure, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { backlog } from './sources/operations';

export const backlogOrders: KpiDefinition = {
  name: 'backlog_orders',
  rules: { ...placedRules, cancelled: 'leftOut' },
  owned: {
    source: backlog,
    measures: ['orders'],
    of: (m) => measure(m, 'orders'),
  },
};
