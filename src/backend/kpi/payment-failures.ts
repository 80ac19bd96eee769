import { measure, twin, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { payments } from './sources/operations';

export const paymentFailures: KpiDefinition = {
  name: 'payment_failures',
  rules: { ...placedRules, cancelled: 'counted' },
  owned: {
    source: payments,
    measures: ['failures'],
    of: (m) => measure(m, 'failures'),
  },
  live: twin('payments', 'failed_payments'),
};
