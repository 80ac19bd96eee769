import type { World } from '../world/types';

/** How `shopifyqlQuery` is answered. */
export interface ShopifyqlEngine {
  /** Points of the window budget that a text costs. */
  cost(text: string, world: World): number;
  run(
    text: string,
    world: World,
    options: { readonly rows: 'objects' | 'arrays'; readonly untilInclusive: boolean }
  ): {
    /** `ShopifyqlTableData`: columns, rows and row metadata; null where the text has errors. */
    readonly tableData: object | null;
    readonly parseErrors: readonly string[];
    readonly parseWarnings?: readonly string[];
  };
}
