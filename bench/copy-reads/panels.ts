import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readQuery, type ParsedQuery } from '../../src/query';

const target = z.looseObject({ refId: z.string() });
const dashboard = z.object({
  title: z.string(),
  panels: z.array(z.object({ title: z.string().optional(), targets: z.array(target).optional() })),
});

export interface Panel {
  readonly title: string;
  readonly queries: readonly ParsedQuery[];
}

export const dashboards = ['store-today', 'sales-and-customers', 'products-and-stock', 'fulfillment'] as const;

/** The panels of a bundled dashboard with the queries that they send. */
export function panelsOf(name: (typeof dashboards)[number]): Panel[] {
  const { panels } = dashboard.parse(JSON.parse(readFileSync(`src/dashboards/${name}.json`, 'utf8')));
  return panels.flatMap(({ title = '', targets = [] }) => {
    const queries = targets.map((model) => {
      const read = readQuery(model);
      if (!read.ok) {
        throw new Error(`${name}, ${title}: ${JSON.stringify(read.fault)}`);
      }
      return read.query;
    });
    return queries.length === 0 ? [] : [{ title, queries }];
  });
}
