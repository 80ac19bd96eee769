import { z } from 'zod';
import { kpis, type KpiName, type SavedQuery } from '../../query';
import { factsSchema, kpisSchema, type KpiWords } from '../../query/resources';
import { runQueries } from '../ask/query';
import { getResource } from '../ask/resource';

const day = 86_400_000;

/** Every KPI in the viewer's words. */
export async function askKpis(uid: string): Promise<readonly KpiWords[]> {
  return (await getResource(uid, 'kpis', kpisSchema)).kpis;
}

export const examplePeriods = ['last_7_days', 'last_30_days'] as const;
export type ExamplePeriod = (typeof examplePeriods)[number];

/** Most rows of an example, where a KPI has no meaning as one figure. */
const mostRows = 5;

/** The KPI over a period, as a panel would ask it. */
export function exampleQuery(name: KpiName, period: ExamplePeriod): Extract<SavedQuery, { queryType: 'metrics' }> {
  return {
    version: 2,
    queryType: 'metrics',
    metrics: [name],
    bucket: 'none',
    period,
    dimensions: [...(kpis[name].needs ?? [])].slice(0, 2),
    limit: mostRows,
  };
}

export interface Example {
  readonly rows: ReadonlyArray<{ readonly parts: readonly string[]; readonly value: number | null }>;
  /** ISO 4217; undefined where the shop could not be asked. */
  readonly currency: string | undefined;
  readonly notices: readonly string[];
  readonly problem: string | undefined;
}

const value = z.number().nullable();
const part = z.string();

async function currencyOf(uid: string): Promise<string | undefined> {
  try {
    return (await getResource(uid, 'facts', factsSchema)).currency;
  } catch {
    return undefined; // Amounts stand without it, as plain numbers.
  }
}

/** A KPI on the store's own data. */
export async function askExample(uid: string, name: KpiName, period: ExamplePeriod): Promise<Example> {
  const now = Date.now();
  const query = exampleQuery(name, period);
  const range = { from: now - (period === 'last_7_days' ? 7 : 30) * day, to: now };
  const [told, currency] = await Promise.all([runQueries(uid, range, { example: query }), currencyOf(uid)]);
  const { rows, notices, error } = told('example');
  return {
    rows: rows.map((row) => ({
      parts: (query.dimensions ?? []).map((dimension) => part.parse(row[dimension] ?? '')),
      value: value.parse(row[name] ?? null),
    })),
    currency,
    notices: [...new Set(notices)],
    problem: error,
  };
}
