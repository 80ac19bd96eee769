import { stringField, timeField, type Frame } from '../../grafana';
import type { Ask } from '../common/ask';
import { frameOf } from '../common/shape';
import { adminLink } from '../records/links';
import type { ShopEvent } from './event';

/** Events as a table that annotations take as it is: `time`, `title`, `text` and `tags`. */
export function eventsFrame(ask: Pick<Ask, 't' | 'facts'>, events: readonly ShopEvent[]): Frame {
  const { t, facts } = ask;
  const column = (name: string) => ({ displayName: t(`queries:events.column.${name}`) });
  const texts = (name: string, of: (event: ShopEvent) => string | null, config: object = {}) =>
    stringField(name, events.map(of), { config: { ...column(name), ...config } });
  const hidden = { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } };
  return frameOf('events', 'table', [
    timeField(
      'time',
      events.map(({ at }) => at),
      { config: column('time') }
    ),
    timeField(
      'timeEnd',
      events.map(({ incident }) => incident?.endAt ?? null),
      { config: column('timeEnd') }
    ),
    texts('title', (event) => event.incident?.title ?? titleOf(ask, event)),
    texts('text', (event) => event.incident?.text ?? textOf(ask, event)),
    texts('tags', ({ kind, subjectType, incident }) => incident?.tags ?? `${kind},${subjectType.toLowerCase()}`),
    texts('kind', ({ kind }) => t(`queries:events.kind.${kind}`)),
    texts('subject_type', ({ subjectType }) => subjectType),
    texts('subject_id', ({ subjectId }) => subjectId),
    texts('product_id', ({ subjectType, subjectId }) => (subjectType === 'PRODUCT' ? subjectId : null), {
      ...hidden,
      ...adminLink(facts.domain, { page: 'product', id: 'product_id' }, t('queries:link.admin')),
    }),
  ]);
}

/** What has a sentence of its own; other words of Shopify's are told as they are. */
export const actions: ReadonlySet<string> = new Set([
  'create',
  'update',
  'destroy',
  'published',
  'unpublished',
  'cancelled',
  'price',
  'compare_at_price',
  'unit_cost',
  'product_status',
  'discount_status',
  'sold_out',
  'back_in_stock',
  'theme_changed',
  'theme_published',
]);
export const subjects: ReadonlySet<string> = new Set([
  'ORDER',
  'PRODUCT',
  'PRODUCT_VARIANT',
  'CUSTOMER',
  'COLLECTION',
  'DISCOUNT_NODE',
  'INVENTORY_ITEM',
  'THEME',
]);

function titleOf({ t }: Pick<Ask, 't'>, { action, subjectType, subject, subjectId }: ShopEvent): string {
  const what = subjects.has(subjectType) ? t(`queries:events.subject.${subjectType}`) : subjectType;
  const name = subject ?? subjectId ?? '';
  return actions.has(action)
    ? t(`queries:events.action.${action}`, { what, name })
    : t('queries:events.action.other', { what, name, action });
}

function textOf({ t, facts }: Pick<Ask, 't' | 'facts'>, { before, after, isMoney, place, app }: ShopEvent): string {
  const written = (value: string | null) => (value === null ? '–' : isMoney ? `${value} ${facts.currency}` : value);
  return [
    ...(before === null && after === null ? [] : [`${written(before)} → ${written(after)}`]),
    ...(place === null ? [] : [place]),
    ...(app === null ? [] : [t('queries:events.by', { app })]),
  ].join(' · ');
}
