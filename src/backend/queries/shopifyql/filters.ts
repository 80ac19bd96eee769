import type { ParsedQuery } from '../../../query';
import { literal } from './text';

type Filter = NonNullable<ParsedQuery['filters']>[number];

const column = /^[A-Za-z_][A-Za-z0-9_]*$/;
const plain = new Set(['=', '!=', '<', '>', '<=', '>=']);

/** An ad-hoc filter as a ShopifyQL condition; undefined where ShopifyQL has no such thing (regular expressions). */
export function conditionOf({ key, operator, value, values = [] }: Filter): string | undefined {
  if (!column.test(key)) {
    return undefined;
  }
  if (plain.has(operator)) {
    return `${key} ${operator} ${literal(value)}`;
  }
  const each = (values.length > 0 ? values : [value]).map(literal).join(', ');
  if (operator === '=|') {
    return `${key} IN (${each})`;
  }
  return operator === '!=|' ? `NOT ${key} IN (${each})` : undefined;
}
