import { amount, digits } from '../world/money';
import type { Expression } from './ast';
import { newGroup } from './group';
import type { Resolved } from './resolve';
import type { Groups } from './scan';

/** Reads metrics and arithmetic on them from the sums of a row; money comes in minor units. */
export function metricValue(resolved: Resolved, groups: Groups, name: string): number | null {
  const found = resolved.metric(name);
  return found ? found.metric.of(groups.get(found.schema.name) ?? newGroup()) : null;
}

function natural(resolved: Resolved, groups: Groups, expression: Expression, currency: string): number | null {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'column': {
      const value = metricValue(resolved, groups, expression.name);
      const money = resolved.metric(expression.name)?.metric.type === 'MONEY';
      return value === null ? null : money ? value / 10 ** digits(currency) : value;
    }
    case 'operation': {
      const left = natural(resolved, groups, expression.left, currency);
      const right = natural(resolved, groups, expression.right, currency);
      if (left === null || right === null) {
        return null;
      }
      switch (expression.operator) {
        case '+':
          return left + right;
        case '-':
          return left - right;
        case '*':
          return left * right;
        case '/':
          return right === 0 ? null : left / right;
      }
    }
  }
}

/** A value column's number: minor units for a metric of money, natural units for all else. */
export function columnValue(
  resolved: Resolved,
  groups: Groups,
  expression: Expression,
  currency: string
): number | null {
  return expression.kind === 'column'
    ? metricValue(resolved, groups, expression.name)
    : natural(resolved, groups, expression, currency);
}

/** A number as a cell: strings throughout, as Shopify sends them. */
export function written(value: number | null, type: string, currency: string): string | null {
  if (value === null || !Number.isFinite(value)) {
    return null;
  }
  if (type === 'MONEY') {
    return Number.isInteger(value)
      ? amount(value + 0, currency)
      : trimmed(value / 10 ** digits(currency), digits(currency) + 2);
  }
  return Number.isInteger(value) ? String(value + 0) : trimmed(value, 6);
}

function trimmed(value: number, places: number): string {
  const text = value.toFixed(places).replace(/0+$/, '');
  return text.endsWith('.') ? `${text}0` : text;
}
