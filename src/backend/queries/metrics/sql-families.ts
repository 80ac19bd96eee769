import type { KpiBucket, KpiDimension, KpiName, MetricsQuery } from '../../../query';

/** KPIs that are counted from the same rows. Money in views is in units of the currency. */
export interface SqlFamily {
  readonly from: string;
  /** The instant by which a row falls into the range; left out for what is told as it is now. */
  readonly time?: string;
  readonly where: readonly string[];
  readonly dimensions: Readonly<Partial<Record<KpiDimension, string>>>;
  readonly figures: Readonly<Partial<Record<KpiName, string | ((bucket: KpiBucket) => string)>>>;
  /** Leaves cancelled orders out, where that can be chosen. */
  readonly cancelled?: string;
}

const per = (above: string, below: string) => `1.0 * ${above} / NULLIF(${below}, 0)`;

const failed = "COUNT(CASE WHEN status IN ('FAILURE', 'ERROR') THEN 1 END)";

const payments: SqlFamily = {
  from: 'transactions',
  time: 'processed_at',
  where: ['test = 0', "kind NOT IN ('REFUND', 'VOID')"],
  dimensions: { gateway: 'gateway', error_code: 'error_code' },
  figures: {
    payment_attempts: 'COUNT(*)',
    payment_failures: failed,
    payment_failure_rate: per(failed, 'COUNT(*)'),
  },
};

const checkouts: SqlFamily = {
  from: 'abandoned_checkouts',
  time: 'created_at',
  where: ['deleted_at IS NULL'],
  dimensions: {},
  figures: {
    abandoned_checkouts: 'COUNT(*)',
    abandoned_checkout_value: 'SUM(total)',
    recovered_checkouts: 'COUNT(completed_at)',
    checkout_recovery_rate: per('COUNT(completed_at)', 'COUNT(*)'),
  },
};

const ofOrder: SqlFamily['dimensions'] = {
  channel: 'o.channel',
  country: 'COALESCE(o.shipping_country, o.billing_country)',
  utm_source: 'o.utm_source',
  utm_medium: 'o.utm_medium',
  utm_campaign: 'o.utm_campaign',
  source_name: 'o.source_name',
};

const withDiscount = 'COUNT(CASE WHEN o.total_discounts > 0 THEN 1 END)';

const discounted: SqlFamily = {
  from: 'orders o',
  time: 'o.processed_at',
  where: ['o.test = 0', 'o.deleted_at IS NULL'],
  cancelled: 'o.cancelled_at IS NULL',
  dimensions: ofOrder,
  figures: {
    discounted_orders: withDiscount,
    discounted_order_share: per(withDiscount, 'COUNT(*)'),
  },
};

/** Whether a customer's first order lies in the same stretch of time as the order at hand. */
const isNew = (bucket: KpiBucket) =>
  bucket === 'none'
    ? '$__timeFilter(f.first_order_at)'
    : `$__timeGroup(f.first_order_at, '${bucket}') = $__timeGroup(o.processed_at, '${bucket}')`;
const anyone = 'COUNT(DISTINCT o.customer_id)';
const returning = (bucket: KpiBucket) => `COUNT(DISTINCT CASE WHEN NOT (${isNew(bucket)}) THEN o.customer_id END)`;

const customers: SqlFamily = {
  from: 'orders o JOIN customer_facts f ON f.customer_id = o.customer_id',
  time: 'o.processed_at',
  where: ['o.test = 0', 'o.deleted_at IS NULL', 'o.cancelled_at IS NULL'],
  dimensions: ofOrder,
  figures: {
    customers: anyone,
    new_customers: (bucket) => `COUNT(DISTINCT CASE WHEN ${isNew(bucket)} THEN o.customer_id END)`,
    returning_customers: returning,
    returning_customer_rate: (bucket) => per(returning(bucket), anyone),
    first_time_orders: 'COUNT(CASE WHEN f.first_order_at = o.processed_at THEN 1 END)',
    returning_orders: 'COUNT(CASE WHEN f.first_order_at < o.processed_at THEN 1 END)',
  },
};

const onHand = 'MAX(n.on_hand, 0)';

const stock: SqlFamily = {
  from: `(SELECT inventory_item_id, SUM(COALESCE(on_hand, available, 0)) AS on_hand
    FROM inventory_levels WHERE deleted_at IS NULL GROUP BY inventory_item_id) n
  JOIN variants v ON v.inventory_item_id = n.inventory_item_id
  JOIN products p ON p.id = v.product_id
  LEFT JOIN inventory_items i ON i.id = n.inventory_item_id`,
  where: ['v.deleted_at IS NULL', 'p.deleted_at IS NULL', 'p.gift_card = 0'],
  dimensions: { product: 'p.id', variant: 'v.id', product_type: 'p.product_type', vendor: 'p.vendor' },
  figures: {
    inventory_units: `SUM(${onHand})`,
    inventory_value: `SUM(${onHand} * COALESCE(i.unit_cost, 0))`,
  },
};

const families: readonly SqlFamily[] = [payments, checkouts, discounted, customers, stock];

/** KPIs that have SQL of their own, apart from those of `daily_sales`. */
export const familyKpis: readonly string[] = families.flatMap(({ figures }) => Object.keys(figures));

/** A query whose KPIs are all counted from the same rows; undefined where they are not, or not in plain words. */
export function familySql(
  { bucket, limit, definition }: Pick<MetricsQuery, 'bucket' | 'limit' | 'definition'>,
  names: readonly KpiName[],
  dimensions: readonly KpiDimension[]
): string | undefined {
  const family = families.find(({ figures }) => names.every((name) => figures[name] !== undefined));
  const columns = dimensions.map((each) => family?.dimensions[each]);
  const unusual = definition.orderDate !== 'processed';
  if (
    family === undefined ||
    columns.includes(undefined) ||
    unusual ||
    (bucket !== 'none' && family.time === undefined)
  ) {
    return undefined;
  }
  const { from, time, where, figures, cancelled } = family;
  const step = bucket === 'none' ? undefined : `$__timeGroup(${time ?? ''}, '${bucket}')`;
  const shown = names.map((name) => {
    const figure = figures[name] ?? '';
    return `${typeof figure === 'string' ? figure : figure(bucket)} AS ${name}`;
  });
  const groups = [...(step === undefined ? [] : ['time']), ...dimensions];
  return [
    `SELECT ${[
      ...(step === undefined ? [] : [`${step} AS time`]),
      ...dimensions.map((each, index) => `COALESCE(${columns[index] ?? ''}, '') AS ${each}`),
      ...shown,
    ].join(',\n  ')}`,
    `FROM ${from}`,
    `WHERE ${[
      ...(time === undefined ? [] : [`$__timeFilter(${time})`]),
      ...where,
      ...(definition.cancelled === 'left_out' && cancelled !== undefined ? [cancelled] : []),
    ].join('\n  AND ')}`,
    ...(groups.length === 0 ? [] : [`GROUP BY ${groups.map((_, index) => String(index + 1)).join(', ')}`]),
    ...(step === undefined ? [] : ['ORDER BY time']),
    ...(step === undefined && dimensions.length > 0
      ? [`ORDER BY ${names[0] ?? ''} DESC`, `LIMIT ${String(limit)}`]
      : []),
  ].join('\n');
}
