import { describe, expect, it } from 'vitest';
import { parseAccess } from './access';
import { parseFilters } from './filters';

describe('parseAccess', () => {
  it('reads alternatives as one group', () => {
    expect(parseAccess('`read_orders` access scope or `read_marketplace_orders` access scope.').scopes).toEqual([
      ['read_orders', 'read_marketplace_orders'],
    ]);
  });

  it('reads an additional scope as a second group and leaves user permissions out', () => {
    const text = '`read_customers` access scope. Also: Requires `read_customer_payment_methods` scope.';
    expect(parseAccess(text).scopes).toEqual([['read_customers'], ['read_customer_payment_methods']]);
    expect(
      parseAccess('`read_orders` access scope. Also: The user must have manage_abandoned_checkouts permission.').scopes
    ).toEqual([['read_orders']]);
  });

  it('takes what queries need where mutations need more', () => {
    const text = '`read_markets` for queries and both `read_markets` as well as `write_markets` for mutations.';
    expect(parseAccess(text).scopes).toEqual([['read_markets']]);
  });

  it('tells level 2 customer data', () => {
    const access = parseAccess('`read_reports` access scope. Also: Level 2 access to Customer data including name.');
    expect(access).toMatchObject({ scopes: [['read_reports']], customerData: true });
  });
});

describe('parseFilters', () => {
  const table = [
    'A filter made up of terms.',
    '| name | type | description | acceptable_values | default_value | example_use |',
    '| ---- | ---- | ---- | ---- | ---- | ---- |',
    '| created_at | time |',
    '| status | string | Filter by status, wrapped',
    'over lines. | - `open`<br/> -',
    '`closed` | `open` | - `status:open` |',
    '| metafields.{namespace}.{key} | mixed | By value. |',
    '| | - `metafields.custom.on_sale:true` |',
    'You can apply one or more filters to a query.',
  ].join('\n');

  it('reads wrapped and shortened rows', () => {
    expect(parseFilters(table)).toEqual([
      { name: 'created_at', type: 'time' },
      { name: 'status', type: 'string', values: ['open', 'closed'], default: 'open' },
      { name: 'metafields.{namespace}.{key}', type: 'mixed' },
    ]);
  });

  it('gives nothing for an argument without a table', () => {
    expect(parseFilters('A ShopifyQL query.')).toBeUndefined();
  });
});
