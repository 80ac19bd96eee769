import type { KpiDimension, KpiName, MetricsQuery } from '../../../query';
import { kpiDefinition, type KpiFilter } from '../../kpi';
import type { ShopifyqlAnswer } from '../../shopify';
import type { Ask } from '../common/ask';
import { parseTime } from '../common/macros';
import { decimal } from '../common/money';
import { dimensionsOf } from './from-copy';
import { groupKey, rank, whole, type Figures, type Group, type Values } from './figures';
import { shopifyqlDimension } from './shopifyql-names';
import { schemaParts, shopifyqlText, type SchemaPart, type TextOptions } from './shopifyql-text';
import type { Stretch } from './stretch';

/** Groups of the comparison are looked up by name, so more of them are asked for than are shown. */
const comparedGroups = 1_000;
const mostRows = 10_000;

interface Found {
  readonly answers: ShopifyqlAnswer[];
  readonly sent: string[];
  readonly cells: Map<string, Map<number, Values>>;
  readonly groups: Map<string, Group>;
}

/** The figures as Shopify's own reports have them. `only` are groups that have been chosen already. */
export async function figuresFromShopifyql(
  ask: Ask<MetricsQuery>,
  names: readonly KpiName[],
  stretch: Stretch,
  filters: readonly KpiFilter[],
  only?: readonly Group[]
): Promise<Figures> {
  const { query, zone } = ask;
  const dimensions = dimensionsOf(query, names);
  const parts = schemaParts(names);
  const first = parts[0]?.shows[0] ?? 'total_sales';
  const found: Found = { answers: [], sent: [], cells: new Map(), groups: new Map() };
  const options: TextOptions = { dimensions, bucket: query.bucket, filters, zone };
  const every = async (more: Partial<TextOptions>, chosen: readonly SchemaPart[] = parts) => {
    await Promise.all(
      chosen.map(async (part) => {
        const text = shopifyqlText(part, stretch, { ...options, ...more });
        const answer = await ask.shopify.shopifyql(text, ask.options);
        found.answers.push(answer);
        found.sent.push(text);
        addRows(found, part, answer, dimensions, more.bucket ?? query.bucket, stretch, zone);
      })
    );
  };
  if (dimensions.length === 0) {
    await every({});
    return { ...found, groups: [whole], more: 0, incomplete: false };
  }
  const inSteps = query.bucket !== 'none';
  let groups = only;
  if (groups === undefined) {
    const limit = parts.length > 1 ? comparedGroups : query.limit;
    await every({ bucket: 'none', limit, first }, inSteps ? parts.slice(0, 1) : parts);
    groups = ranked(found, names[0], dimensions, query.limit);
    if (!inSteps) {
      return { ...found, groups, more: 0, incomplete: false };
    }
    found.cells.clear();
  }
  await every(
    inSteps
      ? { limit: mostRows, filters: [...filters, ...among(dimensions, groups)] }
      : { limit: comparedGroups, first }
  );
  return { ...found, groups, more: 0, incomplete: false };
}

function among(dimensions: readonly KpiDimension[], groups: readonly Group[]): KpiFilter[] {
  return groups.length === 0
    ? []
    : dimensions.map((dimension, index) => ({
        dimension,
        operator: '=',
        values: [...new Set(groups.map(({ texts }) => texts[index] ?? ''))],
      }));
}

function ranked(
  { cells, groups }: Found,
  first: KpiName | undefined,
  dimensions: readonly KpiDimension[],
  limit: number
): readonly Group[] {
  const rows = [...groups].map(([key, group]) => {
    const [values] = cells.get(key)?.values() ?? [];
    return { group, value: (first === undefined ? undefined : values?.[first]) ?? null };
  });
  return rank(rows, dimensions, limit);
}

function addRows(
  { cells, groups }: Found,
  { schema, names }: SchemaPart,
  { columns, rows }: ShopifyqlAnswer,
  dimensions: readonly KpiDimension[],
  bucket: MetricsQuery['bucket'],
  stretch: Stretch,
  zone: string
): void {
  const place = new Map(columns.map(({ name }, index) => [name, index]));
  const cell = (row: ReadonlyArray<string | null>, name: string) => row[place.get(name) ?? -1] ?? null;
  const columnsOf = dimensions.map((each) => shopifyqlDimension(schema, each) ?? each);
  const starts =
    bucket === 'none'
      ? rows.map(() => stretch.range.from)
      : bucketTimes(
          rows.map((row) => cell(row, bucket)),
          stretch,
          zone
        );
  const known = new Set(stretch.buckets);
  rows.forEach((row, index) => {
    const start = starts[index] ?? null;
    if (start === null) {
      return;
    }
    const texts = columnsOf.map((name) => cell(row, name) ?? '');
    const group: Group = { texts, ids: [] };
    const key = groupKey(group);
    groups.set(key, group);
    const byStart = cells.get(key) ?? new Map<number, Values>();
    // The hour that comes twice when clocks are set back.
    const first = names[0];
    const again = first !== undefined && byStart.get(start)?.[first] !== undefined && known.has(start + 3_600_000);
    const at = again ? start + 3_600_000 : start;
    byStart.set(at, { ...byStart.get(at), ...valuesOf(names, (name) => decimal(cell(row, name)) ?? 0) });
    cells.set(key, byStart);
  });
}

function valuesOf(names: readonly KpiName[], of: (name: string) => number): Values {
  return Object.fromEntries(
    names.map((name) => {
      const twin = kpiDefinition(name)?.live;
      return [name, twin === undefined ? null : twin.of(twin.shows.map(of))];
    })
  );
}

/** Hours are said to come in UTC at times; the first bucket tells, as Shopify fills every one. */
function bucketTimes(texts: ReadonlyArray<string | null>, stretch: Stretch, zone: string): Array<number | null> {
  const timesIn = (each: string) => texts.map((text) => (text === null ? null : parseTime(text, each)));
  const local = timesIn(zone);
  const first = stretch.buckets[0];
  const utc = timesIn('UTC');
  const none = local.every((time) => time === null || !stretch.buckets.includes(time));
  return local[0] !== first && (utc[0] === first || (none && utc.some((time) => time === first))) ? utc : local;
}
