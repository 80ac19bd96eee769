import type { StatusQuery } from '../../../query';
import { numberField, type Frame } from '../../grafana';
import type { Ask } from '../common/ask';
import { frameOf } from '../common/shape';

/**
 * One row of numbers for alert rules: seconds since each entity was last found up to date (`freshness_seconds`, one field
 * per entity that syncs), and of the whole: whether it is on, asleep, paused or failed (0 or 1), jobs of the backfill that
 * are open, share of it that is done, entities denied and failed. Null where nothing is known.
 */
export function syncFrame({ t, now, standings }: Ask<StatusQuery>): Frame {
  const { state, isPaused = false, entities = [], jobs = [] } = standings ?? {};
  const known = standings !== undefined;
  const open = jobs.filter(({ status }) => status !== 'done' && status !== 'failed').length;
  const flag = (so: boolean) => (so ? 1 : 0);
  const count = (own: string) => entities.filter((each) => each.state === own).length;
  const whole: ReadonlyArray<readonly [string, number | null]> = [
    ['sync_on', flag(known)],
    ['sync_failed', known ? flag(state === 'failed') : null],
    ['sync_asleep', known ? flag(state === 'asleep') : null],
    ['sync_paused', known ? flag(isPaused) : null],
    ['sync_jobs_open', known ? open : null],
    ['sync_backfill_done', jobs.length === 0 ? null : 1 - open / jobs.length],
    ['sync_entities_denied', known ? count('denied') : null],
    ['sync_entities_failed', known ? count('failed') : null],
  ];
  const fields = whole.map(([name, value]) =>
    numberField(name, [value], {
      labels: { metric: name },
      config: { displayName: t(`copy:sync.status.${name}`), min: 0 },
    })
  );
  const fresh = entities
    .filter(({ checkedAt }) => checkedAt !== null)
    .map(({ entity, checkedAt }) =>
      numberField('freshness_seconds', [Math.max(0, Math.round((now - (checkedAt ?? now)) / 1000))], {
        labels: { metric: 'freshness_seconds', entity },
        config: {
          displayName: t('copy:sync.status.freshness', { entity: t(`copy:sync.entity.${entity}`) }),
          unit: 's',
          min: 0,
        },
      })
    );
  return frameOf('sync', 'numeric-wide', [...fresh, ...fields]);
}
