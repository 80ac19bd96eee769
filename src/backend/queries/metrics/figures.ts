import type { KpiDimension, KpiName } from '../../../query';
import type { AnswerMeta } from '../../shopify';

export type Values = Readonly<Partial<Record<KpiName, number | null>>>;

/** One value of each dimension: as people read it, and as the copy keys it. */
export interface Group {
  readonly texts: readonly string[];
  readonly ids: readonly string[];
}

/** The figures of one stretch of time. */
export interface Figures {
  /** Groups in the order in which they are shown; one without texts where there are no dimensions. */
  readonly groups: readonly Group[];
  /** By group (see `groupKey`) and start of the bucket; the start of the range where there are no buckets. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<number, Values>>;
  /** Groups that there are besides those shown. */
  readonly more: number;
  readonly answers: readonly AnswerMeta[];
  /** Texts that were sent. */
  readonly sent: readonly string[];
  /** True where not everything could be read, so that figures are too low. */
  readonly incomplete: boolean;
}

/** Where figures come from. */
export type FigureSource = 'copy' | 'shopifyql' | 'orders';

export function groupKey({ texts }: Pick<Group, 'texts'>): string {
  return JSON.stringify(texts);
}

export const whole: Group = { texts: [], ids: [] };

/** Dimensions whose values have an order of their own. */
const ordered: ReadonlySet<KpiDimension> = new Set(['cohort', 'months_since_first', 'age', 'abc_class', 'rfm_segment']);

export interface Ranked {
  readonly group: Group;
  readonly value: number | null;
}

/** The groups to be shown: by the first metric, the largest first, or by their own order. */
export function rank(rows: readonly Ranked[], dimensions: readonly KpiDimension[], limit: number): readonly Group[] {
  const compared = (a: Ranked, b: Ranked) =>
    byTexts(a.group, b.group, dimensions, true) || byValue(a, b) || byTexts(a.group, b.group, dimensions, false);
  return [...rows]
    .sort(compared)
    .slice(0, limit)
    .map(({ group }) => group);
}

function byValue(a: Ranked, b: Ranked): number {
  return (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY) || 0;
}

function byTexts(a: Group, b: Group, dimensions: readonly KpiDimension[], orderedOnly: boolean): number {
  for (const [index, dimension] of dimensions.entries()) {
    if (!orderedOnly || ordered.has(dimension)) {
      const [one, other] = [a.texts[index] ?? '', b.texts[index] ?? ''];
      const order = one.localeCompare(other, 'en', { numeric: true });
      if (order !== 0) {
        return order;
      }
    }
  }
  return 0;
}
