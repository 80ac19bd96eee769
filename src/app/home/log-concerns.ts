import { ago } from '../data/format';
import { places } from '../places';
import { lead, settled, type Concern, type Known, type Words } from './concern';
import { answered } from './questions';

/** From when on silence of the logs is told; a shop at night writes little. */
const oldLogs = 60 * 60_000;

/** What is wrong with the error lines of a store. */
export function logConcerns(known: Known, t: Words): Concern[] {
  const { store, verdict, logs, now } = known;
  if (!logs.connected) {
    return [
      {
        id: 'logs',
        severity: 'info',
        step: 'logs',
        title: t('app-home:logs.off'),
        ...settled(known, t, t('app-home:logs.off.text')),
      },
    ];
  }
  const pipeline = lead(
    t('app-home:do.pipeline'),
    places.dashboard('log-pipeline', store.uid, answered['log-pipeline'].range, logs.source)
  );
  const at = verdict?.logs_fresh_at ?? undefined;
  const silent: Concern[] =
    verdict === undefined
      ? []
      : at === undefined
        ? [
            {
              id: 'logs',
              severity: 'warning',
              title: t('app-home:logs.unread'),
              text: t('app-home:logs.unread.text'),
              ...pipeline,
            },
          ]
        : now - at > oldLogs
          ? [
              {
                id: 'logs',
                severity: 'warning',
                title: t('app-home:logs.old', { ago: ago(at, now) }),
                text: t('app-home:logs.old.text'),
                ...pipeline,
              },
            ]
          : [];
  const unlinked: Concern[] =
    logs.source === undefined
      ? [{ id: 'loki', severity: 'info', title: t('app-home:loki'), text: t('app-home:loki.text') }]
      : [];
  return [...silent, ...unlinked];
}
