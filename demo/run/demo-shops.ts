import { startAdminApi } from '../admin-api/server';
import { demoApp } from '../admin-api/apps';
import { startLoki } from '../loki/server';
import { services } from '../loki/services';
import type { LogSource } from '../host/ask-loki';
import type { Provisioned } from '../host/data-sources';
import { createWorld, type ShopKey } from '../world/index';
import { errorWords } from './error-words';
import { pluginId } from './shops';

/** The demo shops while they run. */
export interface DemoShops {
  readonly sources: readonly Provisioned[];
  /** Loki of each shop as a data source of its own. */
  readonly logs: readonly LogSource[];
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

/** From a line to its order, as docs/logs.md sets a Loki data source up. */
function orderLinks(domain: string): readonly object[] {
  const matcher = { matcherType: 'label', matcherRegex: '^order_id$' };
  const named = { matcherType: 'label', matcherRegex: '^order_name$' };
  const store = domain.replace(/\.myshopify\.com$/, '');
  return [
    { name: 'Order', ...matcher, url: '/a/shopscope-observability-app/order/${__value.raw}' },
    { name: 'Order', ...named, url: '/a/shopscope-observability-app/order/${__value.raw:percentencode}' },
    { name: 'Shopify', ...matcher, url: `https://admin.shopify.com/store/${store}/orders/\${__value.raw}` },
  ];
}

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
      impact: { errorWords },
    },
    secureJsonData: { clientSecret },
  }));
  const logs = api.shops.map(({ world: { shop } }) => ({
    uid: `loki-${shop.key}`,
    name: `Loki · ${shop.name}`,
    url: loki.urlOf(shop.key),
    jsonData: { derivedFields: orderLinks(shop.domain) },
  }));
  const addresses = Object.fromEntries(api.shops.map(({ domain }) => [domain, api.shopUrl(domain)]));
  const stop = async () => {
    await Promise.all([api.close(), loki.close()]);
  };
  return { sources, logs, env: { GF_PLUGIN_SANDBOX_URLS: JSON.stringify(addresses) }, stop };
}
