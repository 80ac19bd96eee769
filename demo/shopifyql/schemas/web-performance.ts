import type { VitalsCell } from '../../world/types';
import { add, percentile, sample, sum } from '../group';
import { schema, type Metric, type Schema } from '../schema';

const parts = [50, 75, 90] as const;

function timings(vital: 'lcp' | 'fcp' | 'ttfb' | 'inp'): Array<[string, Metric]> {
  return parts.map((part) => [
    `${vital}_p${part}_ms`,
    {
      type: 'MILLISECOND_DURATION',
      label: `${vital.toUpperCase()} P${part} (ms)`,
      of: (group) => percentile(group, vital, part / 100),
    },
  ]);
}

/** Core Web Vitals as real visitors had them. */
export const webPerformance: Schema = schema<VitalsCell>({
  name: 'web_performance',
  dimensions: {
    page_type: { type: 'STRING', label: 'Page type', of: ({ pageType }) => pageType },
    page_path: { type: 'STRING', label: 'Page path', of: ({ pagePath }) => pagePath },
    device_type: { type: 'STRING', label: 'Device type', of: ({ deviceType }) => deviceType },
  },
  metrics: {
    page_loads: { type: 'INTEGER', label: 'Page loads', of: (group) => sum(group, 'loads') },
    ...Object.fromEntries([...timings('lcp'), ...timings('fcp'), ...timings('ttfb'), ...timings('inp')]),
    ...Object.fromEntries(
      parts.map((part): [string, Metric] => [
        `p${part}_cls`,
        { type: 'DECIMAL', label: `P${part} CLS`, of: (group) => percentile(group, 'cls', part / 100) },
      ])
    ),
  },
  rows: (world, from, to) => world.webVitals(from, to),
  at: ({ at }) => at,
  add: (group, cell) => {
    add(group, 'loads', cell.pageLoads);
    sample(group, 'lcp', cell.lcp, cell.pageLoads);
    sample(group, 'fcp', cell.fcp, cell.pageLoads);
    sample(group, 'ttfb', cell.ttfb, cell.pageLoads);
    sample(group, 'inp', cell.inp, cell.pageLoads);
    sample(group, 'cls', cell.cls, cell.pageLoads);
  },
});
