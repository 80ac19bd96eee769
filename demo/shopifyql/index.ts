import type { World } from '../world/types';
import { cost } from './cost';
import { QueryError } from './errors';
import { parse } from './parser';
import { comparedRange, rangeOf, type RangeRules } from './ranges';
import { resolve } from './resolve';
import { scan, type Groups } from './scan';
import { table, type ShopifyqlColumn, type ShopifyqlRow } from './table';
import { columnValue } from './values';

export type { ShopifyqlColumn, ShopifyqlRow } from './table';

/** Where Shopify's behaviour is unsure, or documented in two ways. */
export interface ShopifyqlOptions {
  /** Rows as objects by column name (as documented) or as arrays in column order. */
  readonly rowShape?: 'objects' | 'arrays';
  /** Whether a date after UNTIL counts itself; true where absent. */
  readonly untilInclusive?: boolean;
  /** The zone of buckets shorter than a day; the query's own where absent. */
  readonly hourBuckets?: 'shop' | 'utc';
  /** Whether discounts and returns are shown as what they take away; true where absent. */
  readonly negativeReductions?: boolean;
  /** Rows where the query names no LIMIT; all where absent. */
  readonly defaultLimit?: number;
}

export type ShopifyqlRows = readonly ShopifyqlRow[] | ReadonlyArray<ReadonlyArray<string | null>>;

export interface ShopifyqlAnswer {
  /** Null where the query has errors. */
  readonly tableData: { readonly columns: readonly ShopifyqlColumn[]; readonly rows: ShopifyqlRows } | null;
  readonly parseErrors: readonly string[];
  /** Points against the window's budget; 1 for a query with errors. */
  readonly cost: number;
}

const reductions = /^(comparison_)?(discounts|returns|sales_reversals)(__.*)?$/;

function turned(columns: readonly ShopifyqlColumn[], row: ShopifyqlRow): ShopifyqlRow {
  const entries = columns.map(({ name, dataType }): [string, string | null] => {
    const cell = row[name] ?? null;
    const turn = dataType === 'MONEY' && reductions.test(name) && cell !== null;
    return [name, turn ? cell.replace(/^-/, '') : cell];
  });
  return Object.fromEntries(entries);
}

/** The points a query would cost; undefined if it has errors. Nothing is computed. */
export function shopifyqlCost(text: string, world: World, options: ShopifyqlOptions = {}): number | undefined {
  try {
    const resolved = resolve(parse(text));
    return cost(resolved, rangeOf(resolved.query, rulesOf(resolved.query.timeZone, world, options)));
  } catch (error) {
    if (error instanceof QueryError) {
      return undefined;
    }
    throw error;
  }
}

function rulesOf(timeZone: string | undefined, world: World, options: ShopifyqlOptions): RangeRules {
  return {
    timeZone: timeZone ?? world.shop.timeZone,
    now: world.now(),
    untilInclusive: options.untilInclusive ?? true,
  };
}

function answer(text: string, live: World, options: ShopifyqlOptions): ShopifyqlAnswer {
  const world = live.at(live.now());
  const parsed = parse(text);
  const resolved = resolve({
    ...parsed,
    ...((parsed.limit ?? options.defaultLimit) ? { limit: parsed.limit ?? options.defaultLimit } : {}),
  });
  const { query } = resolved;
  const { currency } = world.shop;
  if (query.currency !== undefined && query.currency !== currency) {
    throw new QueryError(`Unsupported Currency: '${query.currency}' is not the shop's currency ${currency}`);
  }
  const rules = rulesOf(query.timeZone, world, options);
  const range = rangeOf(query, rules);
  const zones = { days: rules.timeZone, hours: options.hourBuckets === 'utc' ? 'UTC' : rules.timeZone };
  const first = resolved.values[0];
  const rank = (groups: Groups): number =>
    first ? (columnValue(resolved, groups, first.expression, currency) ?? -Infinity) : 0;
  const main = scan(resolved, world, range, zones, rank);
  const other = query.compare && comparedRange(query.compare, range, rules);
  const compared = other && { name: other.name, scan: scan(resolved, world, other.range, zones, rank) };
  const { columns, rows } = table(resolved, main, compared, currency);
  const shown = options.negativeReductions === false ? rows.map((row) => turned(columns, row)) : rows;
  return {
    tableData: {
      columns,
      rows: options.rowShape === 'arrays' ? shown.map((row) => columns.map(({ name }) => row[name] ?? null)) : shown,
    },
    parseErrors: [],
    cost: cost(resolved, range),
  };
}

/** Answers a ShopifyQL query from the world's events, as `shopifyqlQuery` of the Admin API would. */
export function runShopifyql(text: string, world: World, options: ShopifyqlOptions = {}): ShopifyqlAnswer {
  try {
    return answer(text, world, options);
  } catch (error) {
    if (error instanceof QueryError) {
      return { tableData: null, parseErrors: [error.message], cost: 1 };
    }
    throw error;
  }
}
