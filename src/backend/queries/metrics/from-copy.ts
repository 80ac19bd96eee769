import { kpis, type KpiDimension, type KpiName, type MetricsQuery } from '../../../query';
import type { CopyAccess } from '../../copy';
import { evaluate, type KpiFilter, type KpiRow, type Read, type Scope } from '../../kpi';
import type { Ask } from '../common/ask';
import { groupKey, rank, type Figures, type Group, type Values } from './figures';
import { namesOf } from './names';
import { spansOf, type Stretch } from './stretch';

/** Rows of the copy for one query. */
export function readOf(
  { reads }: CopyAccess,
  { options }: Pick<Ask, 'options'>
): { readonly read: Read; readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    read: async (query, schema) => {
      sent.push(query.parameters.length === 0 ? query.sql : `${query.sql}\n-- ${JSON.stringify(query.parameters)}`);
      return await reads.rows(query, schema, { ...options, caller: options.caller ?? '' });
    },
  };
}

/** Goods that belong to no product are shipping, tips and the like: no row of their own. */
const noEmpty: ReadonlySet<KpiDimension> = new Set(['product', 'variant', 'other_product']);

/** The figures out of the copy. `only` are the groups to be found where others have been chosen already. */
export async function figuresFromCopy(
  ask: Ask<MetricsQuery>,
  copy: CopyAccess,
  names: readonly KpiName[],
  stretch: Stretch,
  filters: readonly KpiFilter[],
  only?: readonly Group[]
): Promise<Figures> {
  const { query } = ask;
  const { read, sent } = readOf(copy, ask);
  const dimensions = dimensionsOf(query, names);
  const scope: Scope = {
    shopId: copy.shopId,
    shopZone: ask.facts.timezone,
    now: nowOf(stretch, ask.now),
    range: stretch.range,
    bucket: query.bucket,
    buckets: spansOf(stretch),
    dimensions,
    filters,
    definition: query.definition,
  };
  const kept = (row: KpiRow) =>
    row.values.every((value, index) => value !== '' || !noEmpty.has(dimensions[index] ?? 'channel'));
  const named = async (rows: readonly KpiRow[]) =>
    await namesOf(
      read,
      copy.shopId,
      dimensions,
      rows.map(({ values }) => values),
      ask.t
    );
  if (dimensions.length === 0) {
    return figures(await evaluate(read, names, scope), [{ texts: [], ids: [] }], 0, sent);
  }
  const [first = 'total_sales'] = names;
  const inSteps = query.bucket !== 'none';
  const wanted = only && { ...scope, filters: [...filters, ...among(dimensions, only)] };
  if (wanted !== undefined) {
    return figures((await evaluate(read, names, wanted)).filter(kept), only ?? [], 0, sent);
  }
  const totals = await evaluate(read, inSteps ? [first] : names, {
    ...scope,
    bucket: 'none',
    buckets: [stretch.range],
  });
  const rows = totals.filter(kept);
  const texts = await named(rows);
  const ranked = rank(
    rows.map(({ values, figures: found }, index) => ({
      group: { ids: values, texts: texts[index] ?? values },
      value: found[first] ?? null,
    })),
    dimensions,
    query.limit
  );
  const more = rows.length - ranked.length;
  return inSteps
    ? figures(
        await evaluate(read, names, { ...scope, filters: [...filters, ...among(dimensions, ranked)] }),
        ranked,
        more,
        sent
      )
    : figures(rows, ranked, more, sent);
}

/** What ends with the current minute ends now: what was placed meanwhile need not be told from what was placed before. */
function nowOf({ range: { to } }: Stretch, now: number): number {
  return now > to && now - to < 60_000 ? to : now;
}

/** The query's dimensions, and those without which its first KPI says nothing. */
export function dimensionsOf({ dimensions }: MetricsQuery, names: readonly KpiName[]): readonly KpiDimension[] {
  const needed = names.flatMap((name) => kpis[name].needs ?? []);
  return [...new Set([...dimensions, ...needed])];
}

function among(dimensions: readonly KpiDimension[], groups: readonly Group[]): KpiFilter[] {
  return dimensions.map((dimension, index) => ({
    dimension,
    operator: '=',
    values: [...new Set(groups.map(({ ids }) => ids[index] ?? ''))],
  }));
}

function figures(rows: readonly KpiRow[], groups: readonly Group[], more: number, sent: readonly string[]): Figures {
  const byIds = new Map(
    groups.map((group) => [keyOf(group.ids), { key: groupKey(group), known: new Map<number, Values>() }])
  );
  for (const row of rows) {
    byIds.get(keyOf(row.values))?.known.set(row.bucket, row.figures);
  }
  const cells = new Map(
    [...byIds.values()].flatMap(({ key, known }) => (known.size === 0 ? [] : [[key, known] as const]))
  );
  return { groups, cells, more, answers: [], sent, incomplete: false };
}

function keyOf(values: readonly string[]): string {
  return values.length === 0 ? '' : JSON.stringify(values);
}
