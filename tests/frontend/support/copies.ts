import type { CopyAnswer } from '../../../src/query/resources';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const shop = {
  name: 'Harbor & Pine',
  domain: 'harbor-and-pine.myshopify.com',
  timezone: 'America/New_York',
  currency: 'USD',
};

const titles = {
  en: {
    shop: 'Shop',
    locations: 'Locations',
    products: 'Products',
    inventory: 'Stock',
    orders: 'Orders',
    customers: 'Customers',
    returns: 'Returns',
    discounts: 'Discounts',
    total_sales: 'Total sales',
    net_sales: 'Net sales',
    ordersKpi: 'Orders',
    denied: 'The app lacks the scope read_discounts. Grant it and release a new version of the app.',
    late: '1 refund was made after the day ended (−$48.00).',
    open: 'The day is still open.',
  },
  ko: {
    shop: '스토어',
    locations: '위치',
    products: '상품',
    inventory: '재고',
    orders: '주문',
    customers: '고객',
    returns: '반품',
    discounts: '할인',
    total_sales: '총 매출',
    net_sales: '순 매출',
    ordersKpi: '주문 수',
    denied: '앱에 read_discounts 권한이 없습니다. 권한을 허용하고 앱의 새 버전을 출시하세요.',
    late: '하루가 끝난 뒤 환불 1건이 있었습니다(−$48.00).',
    open: '아직 끝나지 않은 날입니다.',
  },
} as const;

/** A copy that follows its store, as the backend tells it at `now`. */
export function currentCopy(now: number, language: 'en' | 'ko' = 'en'): CopyAnswer {
  const words = titles[language];
  const since = now - 900 * day;
  const entity = (
    name: 'shop' | 'locations' | 'products' | 'inventory' | 'orders' | 'customers' | 'returns',
    rows: number
  ) => ({ name, title: words[name], state: 'current', rows, since, freshAt: now - 8 * second }) as const;
  return {
    state: 'current',
    shop,
    directory: '/var/lib/grafana/shopscope',
    heartbeat: { seenAt: now - 35 * second, missing: false, text: '' },
    entities: [
      entity('shop', 1),
      entity('locations', 3),
      entity('products', 412),
      entity('inventory', 3_870),
      entity('orders', 128_402),
      entity('customers', 61_155),
      entity('returns', 2_019),
      { name: 'discounts', title: words.discounts, state: 'denied', rows: 0, error: words.denied },
    ],
    progress: 1,
    size: { bytes: 412_000_000, freeBytes: 38_000_000_000 },
    fileSystem: { kind: 'ext4' },
    drift: {
      worst: 0.0004,
      checkedAt: now - 2 * hour,
      days: [
        {
          day: '2026-11-20',
          kpi: 'total_sales',
          title: words.total_sales,
          unit: 'money',
          copy: 48_210.4,
          shopify: 48_210.4,
          difference: 0,
          unexplained: 0,
        },
        {
          day: '2026-11-21',
          kpi: 'net_sales',
          title: words.net_sales,
          unit: 'money',
          copy: 39_904.1,
          shopify: 39_952.1,
          difference: -48,
          unexplained: 0,
          reasons: [words.late],
        },
        {
          day: '2026-11-22',
          kpi: 'orders',
          title: words.ordersKpi,
          unit: 'count',
          copy: 311,
          shopify: 312,
          difference: -1,
          unexplained: -1,
        },
      ],
    },
    budgetShare: { allowed: 0.2, used: 0.031 },
    personal: { orders: false, customers: true, roles: ['Admin'] },
    backups: [
      { name: 'harbor-and-pine-20261121-0300.sqlite', at: now - 2 * day, bytes: 405_000_000 },
      { name: 'harbor-and-pine-20261122-0300.sqlite', at: now - day, bytes: 409_000_000 },
    ],
    lease: { here: true },
  };
}

/** The same store in the middle of its backfill. */
export function loadingCopy(now: number, language: 'en' | 'ko' = 'en'): CopyAnswer {
  const words = titles[language];
  return {
    ...currentCopy(now, language),
    state: 'backfill',
    entities: [
      { name: 'products', title: words.products, state: 'current', rows: 412, since: 0, freshAt: now - minute },
      { name: 'orders', title: words.orders, state: 'backfill', rows: 54_120 },
      { name: 'customers', title: words.customers, state: 'waiting', rows: 0 },
    ],
    jobs: [
      {
        entity: 'orders',
        title: words.orders,
        rows: 54_120,
        total: 128_402,
        rowsPerSecond: 21_400,
        secondsLeft: 4,
        window: { from: now - 365 * day, to: now },
      },
      { entity: 'inventory', title: words.inventory, rows: 900 },
    ],
    progress: 0.42,
    secondsLeft: 190,
    size: { bytes: 120_000_000, freeBytes: 38_000_000_000, forecastBytes: 412_000_000 },
    heartbeat: { seenAt: null, missing: true, text: '' },
    drift: { worst: null },
    backups: [],
  };
}

/** No copy, as the server names no directory. */
export function copyWithoutPlace(): CopyAnswer {
  return { state: 'off', offReason: 'rootMissing', shop };
}
