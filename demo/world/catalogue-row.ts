/** A product as the shop's buyers planned it; prices and costs in minor units of the shop's currency. */
export interface CatalogueProduct {
  readonly title: string;
  readonly handle: string;
  readonly vendor: string;
  readonly type: string;
  readonly option: string;
  readonly variants: ReadonlyArray<readonly [label: string, price: number, cost: number]>;
  /** How often it is chosen, relative to the others. */
  readonly weight: number;
  /** Days after the shop's opening on which it was added; 0 for the first range. */
  readonly addedAfter: number;
  readonly giftCard?: boolean;
}

/** The same in the order of a table. */
export type Row = readonly [
  title: string,
  handle: string,
  vendor: string,
  type: string,
  option: string,
  variants: CatalogueProduct['variants'],
  weight: number,
  addedAfter?: number,
];
