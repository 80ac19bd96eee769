/**
 * What every KPI is, apart from its words (catalogue area `kpis`) and its formula (`src/backend/kpi`): unit, lanes that
 * can answer it, dimensions and buckets that it allows.
 */

/**
 * `money` in the shop's currency; `count` of whole things; `ratio` a plain quotient; `percent` from 0 to 1 (0.25 is 25 %);
 * `days` and `hours` lengths of time.
 */
export type KpiUnit = 'money' | 'count' | 'ratio' | 'percent' | 'days' | 'hours';

/** `owned`: from the copy. `live`: from ShopifyQL. */
export type KpiLane = 'owned' | 'live';

/** `range`: what happened in the range. `now`: how things are, whatever the range. `history`: the whole history in the copy. */
export type KpiTime = 'range' | 'now' | 'history';

/** `none` is one figure over the whole range. Weeks begin on Monday. */
export const kpiBuckets = ['none', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type KpiBucket = (typeof kpiBuckets)[number];

/** Everything that some KPI can be told apart by. */
export const kpiDimensions = [
  'channel',
  'country',
  'product',
  'variant',
  'product_type',
  'vendor',
  'collection',
  'tag',
  'discount_code',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'source_name',
  'cohort',
  'months_since_first',
  'rfm_segment',
  'other_product',
  'abc_class',
  'location',
  'age',
  'gateway',
  'error_code',
  'referrer',
  'device',
  'session_country',
] as const;
export type KpiDimension = (typeof kpiDimensions)[number];

export interface Kpi {
  readonly family: KpiFamily;
  readonly unit: KpiUnit;
  readonly lanes: readonly KpiLane[];
  readonly time: KpiTime;
  readonly buckets: readonly KpiBucket[];
  readonly dimensions: readonly KpiDimension[];
  /** Dimensions without which the figure has no meaning; added where a query names none of them. */
  readonly needs?: readonly KpiDimension[];
  /** True where the figures of parts add up to that of the whole, so that a sum of rows is right. */
  readonly additive: boolean;
}

export const kpiFamilies = ['sales', 'customers', 'products', 'stock', 'operations', 'checkout', 'sessions'] as const;
export type KpiFamily = (typeof kpiFamilies)[number];

const both: readonly KpiLane[] = ['owned', 'live'];
const owned: readonly KpiLane[] = ['owned'];
const live: readonly KpiLane[] = ['live'];
const toDays: readonly KpiBucket[] = kpiBuckets.filter((bucket) => bucket !== 'hour');
const whole: readonly KpiBucket[] = ['none'];

/** Dimensions of the ledger of sales. */
export const salesDimensions = [
  'channel',
  'country',
  'product',
  'variant',
  'product_type',
  'vendor',
  'collection',
  'tag',
  'discount_code',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'source_name',
] as const satisfies readonly KpiDimension[];

/** Dimensions that an order has as a whole. */
export const orderDimensions = [
  'channel',
  'country',
  'tag',
  'discount_code',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'source_name',
] as const satisfies readonly KpiDimension[];

const sale = (unit: KpiUnit, additive: boolean, lanes = both): Kpi => ({
  family: 'sales',
  unit,
  lanes,
  time: 'range',
  buckets: kpiBuckets,
  dimensions: salesDimensions,
  additive,
});

const customer = (unit: KpiUnit, lanes: readonly KpiLane[], additive = false): Kpi => ({
  family: 'customers',
  unit,
  lanes,
  time: 'range',
  buckets: toDays,
  dimensions: orderDimensions,
  additive,
});

const cohort = (unit: KpiUnit, dimensions: readonly KpiDimension[], additive = false): Kpi => ({
  ...customer(unit, owned, additive),
  buckets: whole,
  dimensions,
  needs: dimensions,
});

const part = (
  family: KpiFamily,
  unit: KpiUnit,
  time: KpiTime,
  buckets: readonly KpiBucket[],
  dimensions: readonly KpiDimension[],
  additive: boolean
): Kpi => ({ family, unit, lanes: owned, time, buckets, dimensions, additive });

const goods = ['product', 'variant', 'product_type', 'vendor', 'collection'] as const;

const visit = (unit: KpiUnit, additive: boolean): Kpi => ({
  family: 'sessions',
  unit,
  lanes: live,
  time: 'range',
  buckets: kpiBuckets,
  dimensions: ['referrer', 'device', 'session_country'],
  additive,
});

const list = {
  gross_sales: sale('money', true),
  discounts: sale('money', true),
  returns: sale('money', true),
  net_sales: sale('money', true),
  taxes: sale('money', true),
  shipping: sale('money', true),
  tips: sale('money', true),
  total_sales: sale('money', true),
  gift_card_sales: sale('money', true, owned),
  cost_of_goods_sold: sale('money', true),
  gross_profit: sale('money', true),
  gross_margin: sale('percent', false),
  cost_coverage: sale('percent', false, owned),
  orders: sale('count', true),
  cancelled_orders: sale('count', true, owned),
  units_sold: sale('count', true),
  units_returned: sale('count', true),
  average_order_value: sale('money', false),
  net_sales_per_order: sale('money', false),
  units_per_order: sale('ratio', false),
  discount_rate: sale('percent', false),
  return_rate: sale('percent', false),
  refund_rate: sale('percent', false, owned),

  customers: customer('count', both),
  new_customers: customer('count', both),
  returning_customers: customer('count', both),
  returning_customer_rate: customer('percent', both),
  first_time_orders: customer('count', both, true),
  returning_orders: customer('count', both, true),
  repeat_rate: customer('percent', owned),
  time_to_second_order: { ...customer('days', owned), dimensions: [] },
  cohort_customers: cohort('count', ['cohort', 'months_since_first']),
  cohort_retention: cohort('percent', ['cohort', 'months_since_first']),
  observed_ltv: cohort('money', ['cohort', 'months_since_first']),
  rfm_customers: { ...cohort('count', ['rfm_segment'], true), time: 'history' },

  basket_pairs: {
    ...part('products', 'count', 'range', whole, ['product', 'other_product'], false),
    needs: ['product', 'other_product'],
  },
  abc_net_sales: { ...part('products', 'money', 'range', whole, ['product', 'abc_class'], true), needs: ['abc_class'] },
  sell_through_rate: { ...part('products', 'percent', 'range', whole, goods, false), lanes: both },

  inventory_units: part('stock', 'count', 'now', whole, [...goods, 'location'], true),
  inventory_value: part('stock', 'money', 'now', whole, [...goods, 'location'], true),
  stock_cover: part('stock', 'days', 'now', whole, goods, false),
  stock_outs: part('stock', 'count', 'now', whole, goods, true),
  lost_days: part('stock', 'days', 'range', toDays, goods, true),
  dead_stock: part('stock', 'money', 'now', whole, goods, true),

  time_to_fulfill: part('operations', 'hours', 'range', toDays, orderDimensions, false),
  time_to_deliver: part('operations', 'hours', 'range', toDays, orderDimensions, false),
  backlog_orders: part('operations', 'count', 'now', whole, ['age', ...orderDimensions], true),
  payment_attempts: { ...part('operations', 'count', 'range', kpiBuckets, ['gateway'], true), lanes: both },
  payment_failures: {
    ...part('operations', 'count', 'range', kpiBuckets, ['gateway', 'error_code'], true),
    lanes: both,
  },
  payment_failure_rate: { ...part('operations', 'percent', 'range', kpiBuckets, ['gateway'], false), lanes: both },
  discounted_orders: part('operations', 'count', 'range', toDays, orderDimensions, true),
  discounted_order_share: part('operations', 'percent', 'range', toDays, orderDimensions, false),

  abandoned_checkouts: part('checkout', 'count', 'range', kpiBuckets, ['discount_code'], true),
  abandoned_checkout_value: part('checkout', 'money', 'range', kpiBuckets, ['discount_code'], true),
  abandoned_checkout_rate: part('checkout', 'percent', 'range', kpiBuckets, [], false),
  recovered_checkouts: part('checkout', 'count', 'range', kpiBuckets, ['discount_code'], true),
  checkout_recovery_rate: part('checkout', 'percent', 'range', kpiBuckets, ['discount_code'], false),

  sessions: visit('count', true),
  visitors: visit('count', false),
  sessions_with_cart: visit('count', true),
  sessions_at_checkout: visit('count', true),
  sessions_completed: visit('count', true),
  cart_rate: visit('percent', false),
  checkout_rate: visit('percent', false),
  conversion_rate: visit('percent', false),
} as const satisfies Readonly<Record<string, Kpi>>;

export type KpiName = keyof typeof list;

/** Every KPI by its name. */
export const kpis: Readonly<Record<KpiName, Kpi>> = list;

function isName(name: string): name is KpiName {
  return Object.hasOwn(list, name);
}

/** Names of all KPIs, in the order in which they are offered. */
export const kpiNames: readonly KpiName[] = Object.keys(list).filter(isName);

/** Dimensions that every one of some KPIs allows. */
export function sharedDimensions(names: readonly KpiName[]): KpiDimension[] {
  return kpiDimensions.filter((each) => names.every((name) => kpis[name].dimensions.includes(each)));
}

/** Buckets that every one of some KPIs allows. */
export function sharedBuckets(names: readonly KpiName[]): KpiBucket[] {
  return kpiBuckets.filter((each) => names.every((name) => kpis[name].buckets.includes(each)));
}
