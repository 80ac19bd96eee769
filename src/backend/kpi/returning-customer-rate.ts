import { measure, quotient, type KpiDefinition } from './definition';
import { customerRules } from './rules';
import { customers } from './sources/customers';

export const returningCustomerRate: KpiDefinition = {
  name: 'returning_customer_rate',
  rules: customerRules,
  owned: {
    source: customers,
    measures: ['returning_customers', 'customers'],
    of: (m) => quotient(measure(m, 'returning_customers'), measure(m, 'customers')),
  },
  live: {
    schema: 'sales',
    shows: ['returning_customers', 'customers'],
    of: ([returning = 0, all = 0]) => quotient(returning, all),
  },
};
