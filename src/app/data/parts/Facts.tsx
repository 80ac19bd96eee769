import type { Copy } from '../../../query/resources';
import { viewerText } from '../../text';
import { Figures, type Figure } from '../../parts/Figures';
import type { PartProps } from './parts';
import { ago, date, number, percent, size } from '../format';

function reach(since: number): string {
  const wholeHistory = 0;
  const t = viewerText();
  return since === wholeHistory ? t('data:fact.rows.all') : t('data:fact.rows.since', { date: date(since) });
}

function stored({ entities }: Copy): Figure {
  const t = viewerText();
  const orders = entities.find(({ name }) => name === 'orders');
  const rows = entities.reduce((sum, entity) => sum + entity.rows, 0);
  return {
    name: t('data:fact.rows'),
    value: number(rows),
    detail: orders?.since === undefined ? undefined : reach(orders.since),
  };
}

function space({ size: taken }: Copy): Figure {
  const t = viewerText();
  const { bytes, freeBytes, forecastBytes } = taken ?? {};
  const details = [
    forecastBytes === undefined ? undefined : t('data:fact.size.forecast', { size: size(forecastBytes) }),
    freeBytes === undefined ? undefined : t('data:fact.size.free', { size: size(freeBytes) }),
  ].filter((text) => text !== undefined);
  return {
    name: t('data:fact.size'),
    value: bytes === undefined ? '–' : size(bytes),
    detail: details.length === 0 ? undefined : details.join(' · '),
  };
}

function factsOf(copy: Copy, now: number): readonly Figure[] {
  const t = viewerText();
  const { heartbeat, drift, budgetShare } = copy;
  return [
    stored(copy),
    space(copy),
    {
      name: t('data:fact.drift'),
      value: drift.worst === null ? '–' : percent(drift.worst),
      detail:
        drift.checkedAt === undefined
          ? t('data:fact.drift.never')
          : t('data:fact.drift.checked', { ago: ago(drift.checkedAt, now) }),
    },
    {
      name: t('data:fact.budget'),
      value: budgetShare === undefined ? '–' : percent(budgetShare.used),
      detail: budgetShare && t('data:fact.budget.allowed', { share: percent(budgetShare.allowed) }),
    },
    {
      name: t('data:fact.heartbeat'),
      value: heartbeat.seenAt === null ? '–' : ago(heartbeat.seenAt, now),
      detail: t('data:fact.heartbeat.text'),
    },
  ];
}

/** The figures that are looked at first. */
export function Facts({ copy, now }: Pick<PartProps, 'copy' | 'now'>) {
  return <Figures figures={factsOf(copy, now)} />;
}
