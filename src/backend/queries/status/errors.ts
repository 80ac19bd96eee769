import type { StatusQuery } from '../../../query';
import { numberField, stringField, timeField, type Frame, type Notice } from '../../grafana';
import type { Ask } from '../common/ask';
import { countedMs } from '../common/faults';
import { notice } from '../common/notices';
import { frameOf } from '../common/shape';
import { localTime } from '../common/zone';

/**
 * What failed in the last 24 hours, a row for each kind of failure: whose it is, how often, when last, its code and its
 * sentence. Texts that a failure's sentence had are left out: whoever sees this may not be who asked.
 */
export function errorsFrame({ t, faults }: Ask<StatusQuery>): Frame {
  const rows = faults?.recent() ?? [];
  const titled = (name: 'fault' | 'failures' | 'last' | 'error' | 'code') => ({
    config: { displayName: t(`queries:column.${name}`) },
  });
  return frameOf('errors', 'table', [
    stringField(
      'fault',
      rows.map(({ fault }) => t(`queries:fault.${fault}`)),
      titled('fault')
    ),
    stringField(
      'error',
      rows.map(({ key, values }) => t(key, values).replaceAll('….', '…')),
      titled('error')
    ),
    numberField(
      'failures',
      rows.map(({ count }) => count),
      titled('failures')
    ),
    timeField(
      'last',
      rows.map(({ lastAt }) => Math.floor(lastAt / 1000) * 1000),
      titled('last')
    ),
    stringField(
      'code',
      rows.map(({ key }) => key.replace(/:error\.|:/, '.')),
      titled('code')
    ),
  ]);
}

/** Says so where the process has not run for the whole 24 hours. */
export function countedSince({ t, faults, now, zone }: Ask<StatusQuery>): readonly Notice[] {
  return faults === undefined || now - faults.since >= countedMs
    ? []
    : [
        notice(t, 'info', 'queries:notice.errorsSince', {
          time: localTime(faults.since, zone).slice(0, 16).replace('T', ' '),
        }),
      ];
}
