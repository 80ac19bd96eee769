import { kpis, type KpiName } from '../../query';
import type { MeasuredRow, OwnedFormula, Read, Scope, Source } from './definition';
import { kpiDefinition } from './list';

/** One row of an answer. */
export interface KpiRow {
  /** Start of the bucket. */
  readonly bucket: number;
  /** Values of the scope's dimensions as the copy has them: products by id. */
  readonly values: readonly string[];
  readonly figures: Readonly<Partial<Record<KpiName, number | null>>>;
}

export function rowKey(bucket: number, values: readonly string[]): string {
  return values.length === 0 ? String(bucket) : JSON.stringify([bucket, ...values]);
}

/** What a KPI is where nothing happened: 0 where parts add up, otherwise nothing. */
export function nothingOf(name: KpiName): number | null {
  return kpis[name].additive ? 0 : null;
}

/** Works KPIs out from the copy, in one statement or two for all that are measured at the same place. */
export async function evaluate(read: Read, names: readonly KpiName[], scope: Scope): Promise<KpiRow[]> {
  const formulas = names.flatMap((name): Array<{ name: KpiName; formula: OwnedFormula }> => {
    const formula = kpiDefinition(name)?.owned;
    return formula === undefined ? [] : [{ name, formula }];
  });
  const sources = new Map<Source, Set<string>>();
  for (const { formula } of formulas) {
    const measures = sources.get(formula.source) ?? new Set<string>();
    formula.measures.forEach((measure) => measures.add(measure));
    sources.set(formula.source, measures);
  }
  const measured = await Promise.all(
    [...sources].map(async ([source, measures]) => [source, await source.read(read, scope, measures)] as const)
  );
  const rows = new Map<string, { bucket: number; values: readonly string[]; bySource: Map<Source, MeasuredRow> }>();
  for (const [source, found] of measured) {
    for (const row of found) {
      const key = rowKey(row.bucket, row.values);
      const known = rows.get(key) ?? { bucket: row.bucket, values: row.values, bySource: new Map() };
      known.bySource.set(source, row);
      rows.set(key, known);
    }
  }
  return [...rows.values()].map(({ bucket, values, bySource }) => ({
    bucket,
    values,
    figures: Object.fromEntries(
      formulas.map(({ name, formula }) => {
        const row = bySource.get(formula.source);
        return [name, row === undefined ? nothingOf(name) : formula.of(row.measures)];
      })
    ),
  }));
}
