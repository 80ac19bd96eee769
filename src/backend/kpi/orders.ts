import { measure, twin, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { ledger } from './sources/ledger';

export const orders: KpiDefinition = {
  name: 'orders',
  rules: placedRules,
  owned: {
    source: ledger,
    measures: ['orders'],
    of: (m) => measure(m, 'orders'),
  },
  live: twin('sales', 'orders'),
};
