import type { IconName } from '@grafana/data';
import type { OrderPage, OrderStep } from '../../query/resources';
import { moment } from '../data/format';
import type { Happening, Tone } from '../parts/Timeline';
import { viewerText } from '../text';

type Entry = OrderPage['timeline'][number];

const looks: Readonly<Record<OrderStep, readonly [IconName, Tone]>> = {
  placed: ['plus', 'plain'],
  paid: ['check', 'good'],
  payment_failed: ['times', 'bad'],
  error: ['exclamation-triangle', 'bad'],
  fulfilled: ['arrow-right', 'good'],
  delivered: ['home-alt', 'good'],
  refunded: ['history-alt', 'warning'],
  cancelled: ['ban', 'warning'],
};

interface Group {
  readonly first: Entry;
  readonly last: Entry;
  readonly count: number;
}

function same(one: Entry, other: Entry): boolean {
  return one.step === 'error' && other.step === 'error' && one.text === other.text && one.region === other.region;
}

/** Errors that repeat each other with nothing between them are one entry. */
export function grouped(timeline: readonly Entry[]): readonly Group[] {
  const groups: Group[] = [];
  for (const entry of timeline) {
    const before = groups.at(-1);
    if (before !== undefined && same(before.last, entry)) {
      groups[groups.length - 1] = { ...before, last: entry, count: before.count + 1 };
    } else {
      groups.push({ first: entry, last: entry, count: 1 });
    }
  }
  return groups;
}

function detailOf({ first, last, count }: Group): string {
  const t = viewerText();
  const { errorCode, region, keyType } = first;
  const by =
    keyType === 'order' || keyType === 'name' || keyType === 'checkout' || keyType === 'cart' ? keyType : undefined;
  return [
    errorCode,
    region,
    by === undefined ? undefined : t(`app-order:error.by.${by}`),
    count === 1 ? undefined : t('app-order:error.times', { count, until: moment(last.at) }),
  ]
    .filter((text) => text !== undefined)
    .join(' · ');
}

/** An order's timeline as the page shows it. */
export function happeningsOf(timeline: readonly Entry[]): readonly Happening[] {
  return grouped(timeline).map((group) => {
    const { at, step, text } = group.first;
    const [icon, tone] = looks[step];
    return { at, icon, tone, text, detail: detailOf(group) };
  });
}
