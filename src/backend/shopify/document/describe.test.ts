import { describe, expect, it } from 'vitest';
import { apiVersions } from '../types';
import { describeSelection, listAt, type SelectedColumn } from './describe';

function kinds(columns: readonly SelectedColumn[] | undefined): Record<string, string> {
  return Object.fromEntries((columns ?? []).map(({ path, kind }) => [path.join('.'), kind]));
}

describe.each(apiVersions)('columns of %s', (version) => {
  const document = `{
    shop { name currencyCode }
    orders(first: 5) { edges { cursor node {
      id name createdAt test displayFinancialStatus statusPageUrl: legacyResourceId
      total: totalPriceSet { shopMoney { amount currency: currencyCode } presentmentMoney { amount } }
      ... on Order { customer { id numberOfOrders } }
      ...More
      tags
      lineItems(first: 3) { nodes { quantity product { title onlineStoreUrl } } }
      refunds(first: 2) { createdAt }
    } } }
  }
  fragment More on Order { cancelledAt total: totalPriceSet { presentmentMoney { currencyCode } } }`;
  const description = describeSelection(document, version);
  const orders = listAt(description, []);

  it('have kinds from the schema, through aliases and fragments', () => {
    expect(kinds(orders?.columns)).toEqual({
      id: 'id',
      name: 'string',
      createdAt: 'time',
      test: 'boolean',
      displayFinancialStatus: 'enum',
      statusPageUrl: 'number',
      'total.shopMoney.amount': 'money',
      'total.shopMoney.currency': 'enum',
      'total.presentmentMoney.amount': 'money',
      'total.presentmentMoney.currencyCode': 'enum',
      'customer.id': 'id',
      'customer.numberOfOrders': 'number',
      cancelledAt: 'time',
      tags: 'list',
      lineItems: 'list',
      refunds: 'list',
    });
  });

  it('name their currency, nullness and place', () => {
    const at = (path: string) => orders?.columns.find((column) => column.path.join('.') === path);
    expect(at('total.shopMoney.amount')).toMatchObject({
      currency: ['total', 'shopMoney', 'currency'],
      nullable: false,
    });
    expect(at('customer.id')?.nullable).toBe(true);
    expect(at('createdAt')?.nullable).toBe(false);
    expect(orders).toMatchObject({
      path: ['orders'],
      listPath: ['edges'],
      itemPath: ['node'],
      connection: true,
      type: 'Order',
    });
  });

  it('open lists inside rows', () => {
    const lines = orders?.columns.find(({ path }) => path[0] === 'lineItems')?.items;
    expect(lines).toMatchObject({ path: ['lineItems'], listPath: ['nodes'], itemPath: [], type: 'LineItem' });
    expect(kinds(lines?.columns)).toEqual({
      quantity: 'number',
      'product.title': 'string',
      'product.onlineStoreUrl': 'url',
    });
    expect(orders?.columns.find(({ path }) => path[0] === 'tags')?.items).toMatchObject({
      type: 'String',
      columns: [],
    });
  });

  it('outside of lists are one row', () => {
    expect(kinds(description.columns)).toEqual({ 'shop.name': 'string', 'shop.currencyCode': 'enum' });
  });
});

it('lists are found by any of their names', () => {
  const description = describeSelection(
    '{ shop { alerts { description } } orders(first: 1) { nodes { id } } }',
    '2026-07'
  );
  expect(listAt(description, [])?.path).toEqual(['orders']);
  expect(listAt(description, ['orders', 'nodes'])?.path).toEqual(['orders']);
  expect(listAt(description, ['shop', 'alerts'])).toMatchObject({ path: ['shop', 'alerts'], connection: false });
  expect(listAt(description, ['nothing'])).toBeUndefined();
});
