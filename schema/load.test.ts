import { parse, validate, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schemaVersions } from './format';
import { loadAdminSchema, loadReducedSchema } from './load';

describe.each(schemaVersions)('the Admin schema of %s', (version) => {
  const schema = loadAdminSchema(version);
  const { extras } = loadReducedSchema(version);

  it('is a valid schema that knows the two bulk mutations and no other', () => {
    expect(validateSchema(schema)).toEqual([]);
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual([
      'bulkOperationCancel',
      'bulkOperationRunQuery',
    ]);
  });

  it('validates an orders document and refuses an unknown field', () => {
    const orders = '{ orders(first: 5, query: "test:false") { nodes { id totalPriceSet { shopMoney { amount } } } } }';
    expect(validate(schema, parse(orders))).toEqual([]);
    expect(validate(schema, parse('{ inventoryLevels(first: 1) { nodes { id } } }'))).toHaveLength(1);
  });

  it('keeps deprecation reasons', () => {
    const field = schema.getQueryType()?.getFields()['currentBulkOperation'];
    expect(field?.deprecationReason).toMatch(/bulkOperations/);
  });

  it('names scopes, personal data and search filters', () => {
    expect(extras.types['Order']?.scopes[0]).toContain('read_orders');
    expect(extras.fields['QueryRoot.shopifyqlQuery']).toMatchObject({ scopes: [['read_reports']], customerData: true });
    expect(extras.protected['Order.email']).toBe('email');
    expect(extras.protected['Order.statusPageUrl']).toBe('name');
    expect(Object.keys(extras.protected)).toHaveLength(80);
    const filters = extras.filters['QueryRoot.orders.query'] ?? [];
    expect(filters.find(({ name }) => name === 'financial_status')?.values).toContain('partially_refunded');
    expect(filters.find(({ name }) => name === 'created_at')).toEqual({ name: 'created_at', type: 'time' });
  });

  it('has extras of existing types and fields only', () => {
    const places = [extras.fields, extras.protected, extras.filters].flatMap((part) => Object.keys(part));
    const unknown = places.filter((place) => {
      const [type = '', field = ''] = place.split('.');
      const found = schema.getType(type);
      return found === undefined || !('getFields' in found) || !(field in found.getFields());
    });
    expect(unknown).toEqual([]);
  });
});
