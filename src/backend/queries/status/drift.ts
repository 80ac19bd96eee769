import { kpiNames, type StatusQuery } from '../../../query';
import { numberField, type FieldConfig, type Frame } from '../../grafana';
import { dayOf, driftOf, driftShare } from '../../kpi';
import type { Ask } from '../common/ask';
import { frameOf } from '../common/shape';
import { readOf } from '../metrics/from-copy';

/**
 * One row of numbers for alert rules, over the days of the query's range that were compared with Shopify: the largest
 * difference without a known reason as a share of Shopify's figure (`drift_worst`), the days compared and the figures that
 * differ so, seconds since the last comparison, and the largest such share of each KPI (`drift`). Null where nothing was
 * compared, or where there is no copy.
 */
export async function driftFrame(ask: Ask<StatusQuery>): Promise<Frame> {
  const { t, now, copy, range, facts } = ask;
  const { rows, checkedAt } =
    copy === undefined || copy.state === 'off'
      ? { rows: [], checkedAt: undefined }
      : await driftOf(readOf(copy, ask).read, copy.shopId, dayOf(range.from, facts.timezone));
  const last = dayOf(Math.max(range.from, range.to - 1), facts.timezone);
  const within = rows.filter(({ day }) => day <= last);
  const shares = within.map(driftShare);
  const unexplained = shares.filter((share) => share > 0).length;
  const compared = within.length > 0;
  const whole: ReadonlyArray<readonly [string, number | null, FieldConfig]> = [
    ['drift_worst', compared ? Math.max(...shares) : null, { unit: 'percentunit' }],
    ['drift_days', new Set(within.map(({ day }) => day)).size, {}],
    ['drift_unexplained', compared ? unexplained : null, {}],
    [
      'drift_age_seconds',
      checkedAt === undefined ? null : Math.max(0, Math.round((now - checkedAt) / 1000)),
      { unit: 's' },
    ],
  ];
  const byKpi = kpiNames.flatMap((kpi) => {
    const own = within.filter((row) => row.kpi === kpi).map(driftShare);
    return own.length === 0
      ? []
      : [
          numberField('drift', [Math.max(...own)], {
            labels: { metric: 'drift', kpi },
            config: { displayName: t(`kpis:${kpi}.name`), unit: 'percentunit', min: 0 },
          }),
        ];
  });
  const fields = whole.map(([name, value, config]) =>
    numberField(name, [value], {
      labels: { metric: name },
      config: { displayName: t(`copy:sync.status.${name}`), min: 0, ...config },
    })
  );
  return frameOf('drift', 'numeric-wide', [...fields, ...byKpi]);
}
