import { id, instant, integer, list, money, optional, personal, text } from './column';
import { records } from './table';

export const customers = records('customers', {
  source: 'Customer',
  meaning: 'Customers: figures without a person, until an admin switches personal data on.',
  scopes: ['read_customers'],
  columns: {
    id: id('Customer.id', 'The customer'),
    created_at: instant('Customer.createdAt', 'When the record was made'),
    updated_at: instant('Customer.updatedAt', 'Last change'),
    state: text('Customer.state', 'ENABLED, DISABLED, INVITED, DECLINED'),
    locale: text('Customer.locale', 'Language'),
    orders_count: integer('Customer.numberOfOrders', "Shopify's count of orders"),
    amount_spent: money('Customer.amountSpent', "Shopify's sum of what was spent"),
    tags: list('Customer.tags', 'Tags'),
    first_name: personal('name', text('Customer.firstName', 'First name')),
    last_name: personal('name', text('Customer.lastName', 'Last name')),
    email: personal('email', text('Customer.defaultEmailAddress.emailAddress', 'E-mail address')),
    phone: personal('phone', text('Customer.defaultPhoneNumber.phoneNumber', 'Phone number')),
    redacted_at: optional(instant('–', 'When its personal data was wiped here')),
  },
  key: ['id'],
  indexes: [['updated_at']],
});
