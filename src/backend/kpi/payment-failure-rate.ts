import { measure, quotient, type KpiDefinition } from './definition';
import { placedRules } from './rules';
import { payments } from './sources/operations';

export const paymentFailureRate: KpiDefinition = {
  name: 'payment_failure_rate',
  rules: { ...placedRules, cancelled: 'counted' },
  owned: {
    source: payments,
    measures: ['failures', 'attempts'],
    of: (m) => quotient(measure(m, 'failures'), measure(m, 'attempts')),
  },
  live: {
    schema: 'payments',
    shows: ['failed_payments', 'payment_attempts'],
    of: ([failed = 0, all = 0]) => quotient(failed, all),
  },
};
