import { expect, test } from 'vitest';
import { exactInteger, rowSchema } from './rows';
import { rowOf } from './testing/rows';

test('rows are held to the columns of their table', () => {
  const schema = rowSchema('transactions');
  const row = rowOf('transactions', { shop_id: '1', id: '2', order_id: '3', kind: 'SALE' });
  expect(schema.parse(row)).toEqual(row);
  expect(schema.safeParse({ ...row, amount: 1.5 }).success).toBe(false);
  expect(schema.safeParse({ ...row, amount: null }).success).toBe(false);
  expect(schema.safeParse({ ...row, gateway: null }).success).toBe(true);
  expect(schema.safeParse({ ...row, test: 2 }).success).toBe(false);
  expect(schema.safeParse({ ...row, processed_day: '2026-02-31' }).success).toBe(false);
  expect(schema.safeParse({ ...row, more: 1 }).success).toBe(false);
  expect(schema.pick({ id: true, kind: true }).parse({ id: '2', kind: 'SALE' })).toEqual({ id: '2', kind: 'SALE' });
});

test('sums are exact on both sides of 2^53', () => {
  expect(exactInteger.parse(5)).toBe(5n);
  expect(exactInteger.parse(2n ** 60n)).toBe(2n ** 60n);
  expect(exactInteger.safeParse(0.5).success).toBe(false);
});
