import type { Copy } from '../../query/resources';
import { ago, moment, percent } from '../data/format';
import { places } from '../places';
import { lead, type Concern, type Known, type Words } from './concern';

/** From when on the copy is told to be old: as the alert rule *Copy is stale* has it. */
const oldCopy = 90 * 60_000;

/** The oldest of what is in the copy. */
function freshAt({ entities }: Copy): number | undefined {
  const known = entities.flatMap(({ state, freshAt: at }) => (state === 'current' && at !== undefined ? [at] : []));
  return known.length === 0 ? undefined : Math.min(...known);
}

function stateOf(copy: Copy, now: number, t: Words): Omit<Concern, 'id' | 'link'> | undefined {
  const fresh = freshAt(copy);
  if (copy.state === 'off') {
    const broken = copy.offReason === 'connection' || copy.offReason === 'rootUnusable';
    const text = copy.reason ?? t('app-home:copy.off.text');
    const step = copy.offReason === 'connection' ? 'shopify' : 'copy';
    return { severity: broken ? 'error' : 'info', step, title: t('app-home:copy.off'), text };
  }
  if (copy.state === 'failed') {
    return { severity: 'error', title: t('app-home:copy.failed'), text: copy.reason ?? t('app-home:copy.failed.text') };
  }
  if (copy.paused) {
    return { severity: 'warning', title: t('app-home:copy.paused'), text: t('app-home:copy.paused.text') };
  }
  if (copy.state === 'asleep') {
    const since = copy.asleepSince;
    const title = t('app-home:copy.asleep');
    const text = t('app-home:copy.asleep.text');
    return {
      severity: 'warning',
      title,
      text: since === undefined ? text : `${t('app-home:copy.asleep.since', { time: moment(since) })} ${text}`,
    };
  }
  if (copy.state === 'starting' || copy.state === 'backfill') {
    const done = copy.progress === undefined ? undefined : percent(copy.progress);
    const title = done === undefined ? t('app-home:copy.loading') : t('app-home:copy.loading.done', { done });
    return { severity: 'info', title, text: t('app-home:copy.loading.text') };
  }
  return fresh !== undefined && now - fresh > oldCopy
    ? {
        severity: 'warning',
        title: t('app-home:copy.old', { ago: ago(fresh, now) }),
        text: t('app-home:copy.old.text'),
      }
    : undefined;
}

/** What is wrong with the copy of a store. */
export function copyConcerns({ store: { uid }, copy, now }: Known, t: Words): Concern[] {
  if (copy === undefined) {
    return [];
  }
  const state = stateOf(copy, now, t);
  const failed = copy.entities.filter((entity) => entity.state === 'failed');
  const page = lead(t('app-home:do.data'), places.data(uid));
  return [
    ...(state === undefined ? [] : [{ id: 'copy', ...state, ...page }]),
    ...(failed.length === 0
      ? []
      : [
          {
            id: 'entities',
            severity: 'error' as const,
            title: t('app-home:entities', { count: failed.length }),
            text: t('app-home:entities.text'),
            list: failed.map(({ title, error = '' }) => ({ name: title, text: error })),
            ...page,
          },
        ]),
    ...(copy.state !== 'off' && copy.heartbeat.missing
      ? [
          {
            id: 'heartbeat',
            severity: 'warning' as const,
            step: 'alerts' as const,
            title: t('app-home:heartbeat'),
            text: copy.heartbeat.text === '' ? t('app-home:heartbeat.text') : copy.heartbeat.text,
            ...lead(t('app-home:do.alerts'), places.alerts(uid)),
          },
        ]
      : []),
    ...(copy.fileSystem?.warning === undefined
      ? []
      : [
          {
            id: 'place',
            severity: 'warning' as const,
            title: t('app-home:place'),
            text: copy.fileSystem.warning,
            ...page,
          },
        ]),
  ];
}
