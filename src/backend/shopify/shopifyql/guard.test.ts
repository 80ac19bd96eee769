import { describe, expect, it } from 'vitest';
import { guardShopifyql, personalColumn } from './guard';

const none = new Set<string>();

describe('personal columns', () => {
  it.each([
    ['customer_email', 'email'],
    ['CUSTOMER_EMAIL', 'email'],
    ['email', 'email'],
    ['customer_email_domain', 'email'],
    ['customer_phone', 'phone'],
    ['shipping_address_1', 'address'],
    ['billing_postal_code', 'address'],
    ['customer_name', 'name'],
    ['customer_first_name', 'name'],
    ['staff_member_name', 'name'],
    ['recipient_name__totals', 'name'],
  ])('%s is a person’s %s', (column, kind) => {
    expect(personalColumn(column)).toBe(kind);
  });

  it.each([
    'product_title',
    'inventory_location_name',
    'sales_channel',
    'billing_country',
    'shipping_city',
    'orders',
    'customer_id',
  ])('%s is not', (column) => {
    expect(personalColumn(column)).toBeUndefined();
  });

  it.each(['customer_email_subscription_status', 'email_opens'])('%s is a state or a count', (column) => {
    expect(personalColumn(column)).toBeUndefined();
  });
});

describe('ShopifyQL', () => {
  it.each([
    'FROM customers SHOW customer_email',
    'FROM customers SHOW total_spent GROUP BY customer_name',
    "FROM customers SHOW total_spent WHERE customer_email = 'a@example.com'",
    'FROM customers SHOW customer_email AS x',
    'FROM customers SHOW "customer_email"',
    'FROM customers SHOW `customer_email`',
    'FROM customers SHOW /* x */customer_email',
    "FROM customers SHOW x -- '\n, customer_email -- '",
    "FROM customers SHOW x /* ' */, customer_email /* ' */",
    "FROM customers SHOW x # '\n, customer_email # '",
    "FROM sales SHOW x WHERE product_title = 'a\\'b' GROUP BY customer_name -- '",
    "FROM sales SHOW x WHERE product_title = \"it's\" GROUP BY customer_name HAVING y = 'z'",
    "FROM sales SHOW x WHERE product_title = 'open GROUP BY customer_name",
  ])('%s is refused', (text) => {
    expect(() => guardShopifyql(text, none)).toThrow('protectedColumn');
    expect(() => guardShopifyql(text, new Set(['email', 'name']))).not.toThrow();
  });

  it.each([
    'FROM sales SHOW total_sales TIMESERIES day SINCE -30d',
    "FROM sales SHOW total_sales WHERE product_title = 'phone case' GROUP BY product_title",
    "FROM sales SHOW total_sales WHERE product_title = 'it''s an email' -- by customer_name",
    'FROM sales SHOW total_sales GROUP BY billing_country WITH TOTALS, TIMEZONE "Asia/Seoul"',
  ])('%s goes', (text) => {
    expect(() => guardShopifyql(text, none)).not.toThrow();
  });
});
