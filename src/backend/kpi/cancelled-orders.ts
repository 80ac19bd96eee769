import { measure, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { ledger } from './sources/ledger';

export const cancelledOrders: KpiDefinition = {
  name: 'cancelled_orders',
  rules: { ...placedRules, cancelled: 'only' },
  owned: {
    source: ledger,
    measures: ['cancelled_orders'],
    of: (m) => measure(m, 'cancelled_orders'),
  },
};
