import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { MetricsQuery } from '../../../query';
import type { Ask } from '../common/ask';
import { Sum } from '../common/money';
import { utcTime } from '../common/zone';
import { bag, nodesOf } from '../records/kind';
import { groupKey, whole, type Figures, type Values } from './figures';
import type { Stretch } from './stretch';

type MetricsAsk = Ask<MetricsQuery>;

const order = z.looseObject({
  processedAt: z.string(),
  test: z.boolean(),
  totalPriceSet: bag,
  subtotalPriceSet: bag.nullish(),
  lineItems: z
    .looseObject({ nodes: z.array(z.looseObject({ title: z.string(), discountedTotalSet: bag })) })
    .optional(),
});
type Order = z.output<typeof order>;

const most = 25_000;

/** What this way can tell rows apart by. */
type By = 'none' | 'hour' | 'day' | 'product';

function byOf({ bucket, dimensions }: MetricsQuery): By {
  return dimensions.includes('product') ? 'product' : bucket === 'hour' || bucket === 'day' ? bucket : 'none';
}

function documentOf(by: By): string {
  const lines = `lineItems(first: 30) { nodes { title discountedTotalSet(withCodeDiscounts: true) { shopMoney { amount currencyCode } } } }`;
  return `query Sales($search: String) {
  orders(first: ${by === 'product' ? 100 : 250}, query: $search, sortKey: PROCESSED_AT) {
    nodes {
      processedAt test
      totalPriceSet { shopMoney { amount currencyCode } }
      subtotalPriceSet { shopMoney { amount currencyCode } }
      ${by === 'product' ? lines : ''}
    }
  }
}`;
}

/** One row's figures while orders are added to it. */
class Tally {
  readonly #sales = new Sum();
  readonly #subtotal = new Sum();
  #orders = 0;

  /** `total_sales` = Σ `totalPriceSet`; average order value = Σ `subtotalPriceSet` ÷ orders. */
  add(total: string, subtotal: string): void {
    this.#sales.add(total);
    this.#subtotal.add(subtotal);
    this.#orders += 1;
  }

  values(): Values {
    const average = this.#orders === 0 ? null : this.#subtotal.value.div(this.#orders);
    return {
      total_sales: this.#sales.value.toNumber(),
      orders: this.#orders,
      average_order_value: average === null ? null : average.toDecimalPlaces(4, Decimal.ROUND_HALF_EVEN).toNumber(),
    };
  }
}

/**
 * The figures worked out from orders as they were placed: by `processedAt`, without test orders, with taxes and shipping
 * in `total_sales`, and without returns or edits. Products carry their line items after discounts.
 */
export async function figuresFromOrders(ask: MetricsAsk, stretch: Stretch): Promise<Figures> {
  const { query } = ask;
  const by = byOf(query);
  const { from, to } = stretch.range;
  const search = `processed_at:>='${utcTime(from)}' AND processed_at:<'${utcTime(to)}'`;
  const document = documentOf(by);
  const answer = await ask.shopify.graphql({ document, variables: { search }, maxNodes: most }, ask.options);
  const tallies = new Map<number | string, Tally>(by === 'none' ? [['', new Tally()]] : []);
  const tally = (key: number | string) => {
    const known = tallies.get(key) ?? new Tally();
    tallies.set(key, known);
    return known;
  };
  for (const each of nodesOf('orders', order, answer.data).filter(({ test }) => !test)) {
    addOrder(each, by, stretch, tally);
  }
  const [first = 'total_sales'] = query.metrics;
  const rows = [...tallies].map(([key, sum]) => [key, sum.values()] as const);
  const products = [...rows].sort(([, a], [, b]) => (b[first] ?? 0) - (a[first] ?? 0));
  const named = products.map(([key, values]) => ({ group: { texts: [String(key)], ids: [] }, values }));
  return {
    ...(by === 'product'
      ? {
          groups: named.slice(0, query.limit).map(({ group }) => group),
          cells: new Map(named.map(({ group, values }) => [groupKey(group), new Map([[from, values]])])),
        }
      : {
          groups: [whole],
          cells: new Map([
            [groupKey(whole), new Map(rows.map(([key, values]) => [typeof key === 'number' ? key : from, values]))],
          ]),
        }),
    more: 0,
    answers: [answer],
    sent: [`${document}\n\n# variables\n${JSON.stringify({ search })}`],
    incomplete: answer.truncated,
  };
}

function addOrder(
  { processedAt, totalPriceSet, subtotalPriceSet, lineItems }: Order,
  by: By,
  { buckets }: Stretch,
  tally: (key: number | string) => Tally
): void {
  const total = totalPriceSet.shopMoney.amount;
  const subtotal = subtotalPriceSet?.shopMoney.amount ?? total;
  if (by === 'product') {
    const products = new Map<string, Sum>();
    for (const { title, discountedTotalSet } of lineItems?.nodes ?? []) {
      const sum = products.get(title) ?? new Sum();
      sum.add(discountedTotalSet.shopMoney.amount);
      products.set(title, sum);
    }
    products.forEach((sum, title) => tally(title).add(sum.value.toString(), sum.value.toString()));
    return;
  }
  const key = by === 'none' ? '' : bucketOf(buckets, Date.parse(processedAt));
  if (key !== undefined) {
    tally(key).add(total, subtotal);
  }
}

/** The last bucket that starts at or before a moment. */
function bucketOf(buckets: readonly number[], at: number): number | undefined {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle] ?? Number.POSITIVE_INFINITY) <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return buckets[low - 1];
}
