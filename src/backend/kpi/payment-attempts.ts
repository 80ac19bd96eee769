import { measure, twin, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { payments } from './sources/operations';

export const paymentAttempts: KpiDefinition = {
  name: 'payment_attempts',
  rules: { ...placedRules, cancelled: 'counted' },
  owned: {
    source: payments,
    measures: ['attempts'],
    of: (m) => measure(m, 'attempts'),
  },
  live: twin('payments', 'payment_attempts'),
};
