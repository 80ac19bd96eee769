import { startAdminApi } from '../admin-api/server';
import { demoApp } from '../admin-api/apps';
import { startLoki } from '../loki/server';
import { services } from '../loki/services';
import type { Provisioned } from '../host/data-sources';
import { createWorld, type ShopKey } from '../world/index';
import { pluginId } from './shops';

/** The demo shops while they run. */
export interface DemoShops {
  readonly sources: readonly Provisioned[];
  /** Tells the backend which address stands in for which shop. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface DemoShopsOptions {
  readonly clock?: () => number;
  /** Orders on a typical day; the world's own where absent. */
  readonly ordersPerDay?: number;
  /** Whether their data sources keep a copy. */
  readonly copy?: boolean;
}

const seed = 7;
const keys: readonly [ShopKey, ShopKey] = ['usd', 'krw'];

/** Starts the stand-ins for Shopify's Admin API and for Loki with both demo shops, whose days go by with the clock. */
export async function startDemoShops({
  clock = Date.now,
  ordersPerDay,
  copy = false,
}: DemoShopsOptions = {}): Promise<DemoShops> {
  const anchor = clock();
  const size = ordersPerDay === undefined ? {} : { ordersPerDay };
  const make = (shop: ShopKey) => ({ world: createWorld({ seed, shop, clock, anchor, ...size }) });
  const api = await startAdminApi({ shops: [make(keys[0]), make(keys[1])], clock });
  const loki = await startLoki({
    sources: Object.fromEntries(api.shops.map(({ world }) => [world.shop.key, services(world)])),
    clock,
  });
  const { clientId, clientSecret } = demoApp;
  const sources = api.shops.map(({ world: { shop } }) => ({
    uid: shop.key,
    name: shop.name,
    type: pluginId,
    jsonData: {
      shop: shop.domain,
      authMethod: 'client',
      clientId,
      ...(shop.locale === 'ko' ? { language: 'ko' } : {}),
      ...(copy ? { copy: { enabled: true } } : {}),
      logs: { endpoints: [{ name: 'demo', url: loki.urlOf(shop.key) }] },
    },
    secureJsonData: { clientSecret },
  }));
  const addresses = Object.fromEntries(api.shops.map(({ domain }) => [domain, api.shopUrl(domain)]));
  const stop = async () => {
    await Promise.all([api.close(), loki.close()]);
  };
  return { sources, env: { GF_PLUGIN_SANDBOX_URLS: JSON.stringify(addresses) }, stop };
}
