import type { KpiDimension, KpiName, MetricsQuery } from '../../../query';
import { kpiDefinition, type KpiFilter, type Twin } from '../../kpi';
import { localTime } from '../common/zone';
import { literal } from '../shopifyql/text';
import { shopifyqlDimension } from './shopifyql-names';
import type { Stretch } from './stretch';

/** KPIs of one ShopifyQL schema, and what has to be shown for them. */
export interface SchemaPart {
  readonly schema: string;
  readonly names: readonly KpiName[];
  readonly shows: readonly string[];
  readonly where: readonly string[];
}

/** What has to be asked of each schema for some KPIs, the first one's schema first. */
export function schemaParts(names: readonly KpiName[]): SchemaPart[] {
  const parts = new Map<string, { names: KpiName[]; shows: Set<string>; where: Set<string> }>();
  for (const name of names) {
    const twin = twinOf(name);
    if (twin !== undefined) {
      const part = parts.get(twin.schema) ?? { names: [], shows: new Set(), where: new Set() };
      part.names.push(name);
      twin.shows.forEach((each) => part.shows.add(each));
      if (twin.where !== undefined) {
        part.where.add(twin.where);
      }
      parts.set(twin.schema, part);
    }
  }
  return [...parts].map(([schema, part]) => ({
    schema,
    names: part.names,
    shows: [...part.shows],
    where: [...part.where],
  }));
}

export function twinOf(name: KpiName): Twin | undefined {
  return kpiDefinition(name)?.live;
}

export interface TextOptions {
  readonly dimensions: readonly KpiDimension[];
  readonly bucket: MetricsQuery['bucket'];
  readonly filters: readonly KpiFilter[];
  readonly zone: string;
  readonly limit?: number;
  /** Metric by which rows are ordered. */
  readonly first?: string;
}

/** Both ends are sent to the second, and the end one second early: UNTIL is documented to include what it names. */
export function shopifyqlText(
  { schema, shows, where }: SchemaPart,
  { range }: Pick<Stretch, 'range'>,
  { dimensions, bucket, filters, zone, limit, first }: TextOptions
): string {
  const columns = dimensions.map((each) => shopifyqlDimension(schema, each) ?? each);
  const conditions = [
    ...where,
    // Shipping and the like belong to no product.
    ...dimensions.flatMap((each, index) =>
      each === 'product' || each === 'variant' ? [`${columns[index] ?? each} IS NOT NULL`] : []
    ),
    ...filters.map((filter) => condition(schema, filter)),
  ];
  const order =
    bucket === 'none'
      ? columns.length === 0
        ? []
        : [`ORDER BY ${first ?? shows[0] ?? ''} DESC`]
      : [`ORDER BY ${bucket}`];
  return [
    `FROM ${schema}`,
    `SHOW ${shows.join(', ')}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`]),
    ...(columns.length === 0 ? [] : [`GROUP BY ${columns.join(', ')}`]),
    ...(bucket === 'none' ? [] : [`TIMESERIES ${bucket}`]),
    `SINCE ${localTime(range.from, zone)} UNTIL ${localTime(Math.max(range.from, range.to - 1_000), zone)}`,
    ...order,
    ...(limit === undefined ? [] : [`LIMIT ${String(limit)}`]),
    `WITH TIMEZONE ${literal(zone)}`,
  ].join('\n');
}

function condition(schema: string, { dimension, operator, values }: KpiFilter): string {
  const name = shopifyqlDimension(schema, dimension) ?? dimension;
  const [first = ''] = values;
  switch (operator) {
    case '=':
      return values.length === 1 ? `${name} = ${literal(first)}` : `${name} IN (${values.map(literal).join(', ')})`;
    case '!=':
      return values.length === 1
        ? `${name} != ${literal(first)}`
        : `NOT ${name} IN (${values.map(literal).join(', ')})`;
    case '=~':
      return `(${values.map((each) => `${name} CONTAINS ${literal(each)}`).join(' OR ')})`;
    case '!~':
      return values.map((each) => `NOT ${name} CONTAINS ${literal(each)}`).join(' AND ');
  }
}
