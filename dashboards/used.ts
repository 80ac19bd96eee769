import { kpiNames, type KpiName } from '../src/query';
import type { BundledDashboard } from './model';

/** What of a panel says which figures it asks for; variables in their place are left out. */
function metricsOf({ panels = [] }: BundledDashboard): ReadonlySet<string> {
  return new Set(
    panels.flatMap((panel) =>
      'targets' in panel
        ? (panel.targets ?? []).flatMap(({ metrics }) => (Array.isArray(metrics) ? metrics.map(String) : []))
        : []
    )
  );
}

/** Which bundled dashboards show each KPI, by their names without language; KPIs that none shows are left out. */
export function whereUsed(dashboards: ReadonlyMap<string, BundledDashboard>): Partial<Record<KpiName, string[]>> {
  const english = [...dashboards].filter(([file]) => !/\.\w\w\.json$/.test(file));
  const asked = english.map(([file, dashboard]) => [file.replace('.json', ''), metricsOf(dashboard)] as const);
  return Object.fromEntries(
    kpiNames.flatMap((name) => {
      const users = asked.flatMap(([dashboard, metrics]) => (metrics.has(name) ? [dashboard] : []));
      return users.length === 0 ? [] : [[name, users]];
    })
  );
}
