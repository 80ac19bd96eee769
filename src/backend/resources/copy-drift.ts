import type { Translate } from '../../locales/core';
import { kpiNames, kpis } from '../../query';
import type { CopyAnswer } from '../../query/resources';
import { driftOf, type DriftRow, type Read } from '../kpi';
import { utcTime } from '../queries/common/zone';
import { accessOf } from '../sync';
import type { Asked } from './context';

/** Milliseconds back from now whose comparisons are shown: 60 days. */
const shownFor = 60 * 86_400_000;

/** What comparing the copy with Shopify's reports has found lately; undefined where the copy can't be read. */
export async function driftShown({ copy, options, now, t }: Asked): Promise<CopyAnswer['drift']> {
  const { state, reads, shopId } = accessOf(copy, { role: '', isAlert: true });
  if (state === 'off' || state === 'starting' || state === 'failed' || shopId === '') {
    return undefined;
  }
  const read: Read = (query, schema) => reads.rows(query, schema, { ...options, caller: options.caller ?? '' });
  return await driftDays(read, shopId, now() - shownFor, t);
}

/** Comparisons of days since an instant, in words. */
export async function driftDays(read: Read, shopId: string, since: number, t: Translate) {
  const { worst, checkedAt, rows } = await driftOf(read, shopId, utcTime(since).slice(0, 10));
  return { worst, ...(checkedAt === undefined ? {} : { checkedAt }), days: rows.flatMap((row) => dayOf(row, t)) };
}

/** Nothing for a KPI that another version compared and this one does not know. */
function dayOf(row: DriftRow, t: Translate) {
  const kpi = kpiNames.find((known) => known === row.kpi);
  if (kpi === undefined) {
    return [];
  }
  const reasons = row.reasons.map(({ code, amount, records }) =>
    t(`copy:sync.drift.${code}`, { amount, records: records.map(({ name }) => name).join(', ') || '–' })
  );
  const { day, copy_value: copy, shopify_value: shopify, difference, unexplained } = row;
  const { unit } = kpis[kpi];
  return [{ day, kpi, title: t(`kpis:${kpi}.name`), unit, copy, shopify, difference, unexplained, reasons }];
}
