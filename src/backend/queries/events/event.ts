import type { EventKind } from '../../../query';

/** Something that happened in the shop. No text of Shopify's is in it, as those name people. */
export interface ShopEvent {
  readonly kind: EventKind;
  /** Epoch milliseconds. */
  readonly at: number;
  /** PRODUCT, ORDER, … */
  readonly subjectType: string;
  readonly subjectId: string | null;
  /** Name of what it is about, where it is known and names no person. */
  readonly subject: string | null;
  /** create, destroy, price, product_status, … */
  readonly action: string;
  /** What changed, from and to. */
  readonly before: string | null;
  readonly after: string | null;
  /** Money amounts are given with their currency. */
  readonly isMoney: boolean;
  readonly place: string | null;
  readonly app: string | null;
  /** Of incidents, which have words of their own and last. */
  readonly incident?: { readonly title: string; readonly text: string; readonly endAt: number; readonly tags: string };
}

export const blank = {
  subject: null,
  before: null,
  after: null,
  isMoney: false,
  place: null,
  app: null,
} as const satisfies Partial<ShopEvent>;

/** A publication or change of the published theme. */
export function themeEvent(
  { id, name, at }: { readonly id: string; readonly name: string; readonly at: number },
  changed: Pick<ShopEvent, 'action'> & Partial<Pick<ShopEvent, 'before' | 'after'>>
): ShopEvent {
  return { ...blank, kind: 'theme_publishes', at, subjectType: 'THEME', subjectId: id, subject: name, ...changed };
}

/** Kinds that Shopify's list of events tells of. */
export const listed = ['deletions', 'product_changes', 'discount_changes', 'cancellations'] as const;
/** Kinds of which only a copy knows. */
export const noticed = ['price_changes', 'cost_changes', 'stock', 'incidents'] as const;

const discountSubjects = [
  'DISCOUNT_NODE',
  'DISCOUNT_CODE_NODE',
  'DISCOUNT_AUTOMATIC_NODE',
  'DISCOUNT_AUTOMATIC_BXGY',
  'PRICE_RULE',
];

/** How events of a kind are told from others. */
export const listedAs: Readonly<
  Record<
    (typeof listed)[number],
    { readonly actions?: readonly string[]; readonly not?: string; readonly subjects?: readonly string[] }
  >
> = {
  deletions: { actions: ['destroy'] },
  product_changes: { subjects: ['PRODUCT', 'PRODUCT_VARIANT'], not: 'destroy' },
  discount_changes: { subjects: discountSubjects, not: 'destroy' },
  cancellations: { actions: ['cancelled'], subjects: ['ORDER'] },
};

/** The kind of an event out of Shopify's list; undefined for those that nobody asked for. */
export function kindOf(
  kinds: readonly EventKind[],
  subjectType: string,
  action: string
): (typeof listed)[number] | undefined {
  return listed.find((kind) => {
    const { actions, not, subjects } = listedAs[kind];
    return (
      kinds.includes(kind) && (actions?.includes(action) ?? action !== not) && (subjects?.includes(subjectType) ?? true)
    );
  });
}
