import { startAdminApi, type AdminApi } from '../../demo/admin-api/server';
import { createWorld, type World } from '../../demo/world';
import { FastClock } from './clock';

/** Scopes of an app that sees orders of sixty days and no customers: a small world that changes all the time. */
const scopes = [
  'read_orders',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_discounts',
  'read_returns',
  'read_merchant_managed_fulfillment_orders',
  'read_assigned_fulfillment_orders',
  'read_third_party_fulfillment_orders',
];

/** A demo shop whose clock runs fast, and stands still from a moment on. */
export interface MovingShop {
  readonly api: AdminApi;
  readonly world: World;
  readonly clock: FastClock;
  readonly url: string;
  /** The shop stands still from now on; the clock of those who sync goes on. */
  freeze(): number;
}

export async function startMovingShop(seed: number, speed: number, ordersPerDay: number): Promise<MovingShop> {
  const from = Date.UTC(2026, 10, 18, 7, 30);
  const clock = new FastClock(Date.now(), from, speed);
  let frozen = Number.POSITIVE_INFINITY;
  const world = createWorld({
    seed,
    shop: 'usd',
    clock: () => Math.min(clock.now(), frozen),
    ordersPerDay,
    anchor: from,
  });
  const app = { clientId: 'made-up', clientSecret: 'made-up', legacyToken: 'shpat_demo_token', scopes };
  const api = await startAdminApi({
    shops: [{ world, apps: [app], bucket: { maximum: 1_000_000, restoreRate: 10_000 } }],
    clock: () => Math.min(clock.now(), frozen),
    switches: { bulkPace: 20 * speed },
  });
  return {
    api,
    world,
    clock,
    url: api.shopUrl(world.shop.domain),
    freeze: () => (frozen = clock.now()),
  };
}
