import type { Calendar } from './calendar';
import type { CatalogueProduct } from './catalogue-row';
import type { ShopProfile } from './shops';

/** What every generator of one world stands on. Nothing here depends on the clock. */
export interface Context {
  readonly seed: number;
  readonly profile: ShopProfile;
  readonly calendar: Calendar;
  readonly openDay: number;
  readonly ordersPerDay: number;
  readonly catalogue: readonly CatalogueProduct[];
  /** Epoch ms around which the demo was started, if an incident shall lie shortly before it. */
  readonly anchor: number | undefined;
}
