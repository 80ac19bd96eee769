import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { amount, createWorld, type Order, type World } from '../world/index';
import { runShopifyql, shopifyqlCost, type ShopifyqlRow } from './index';

const day = 86_400_000;
/** 14:20 on Monday 23 November 2026 in New York. */
const now = Date.UTC(2026, 10, 23, 19, 20);
const make = (shop: 'usd' | 'krw', at = now): World =>
  createWorld({ seed: 21, shop, clock: () => at, ordersPerDay: 40 });
const usd = make('usd');
const krw = make('krw');

const isObject = (row: ShopifyqlRow | ReadonlyArray<string | null>): row is ShopifyqlRow => !Array.isArray(row);

function rows(text: string, world = usd): ShopifyqlRow[] {
  const { tableData, parseErrors } = runShopifyql(text, world);
  expect(parseErrors).toEqual([]);
  const all = [...(tableData?.rows ?? [])];
  const objects = all.filter(isObject);
  expect(objects).toHaveLength(all.length);
  return objects;
}

const only = (text: string, world = usd): ShopifyqlRow => {
  const [row, ...more] = rows(text, world);
  expect(more).toEqual([]);
  return row ?? {};
};

/** Sales recomputed from the orders themselves: sold lines on the day of the sale, refunds on the day of the refund. */
function recomputed(
  world: World,
  from: number,
  to: number
): Record<'gross' | 'discounts' | 'returns' | 'total' | 'orders', number> {
  const found = { gross: 0, discounts: 0, returns: 0, total: 0, orders: 0 };
  const inside = (at: number): boolean => at >= from && at < to;
  const without = (value: number, rate: number, included: boolean): number =>
    included ? value - Math.round((value * rate) / (1 + rate)) : value;
  for (const order of world.orders.list('createdAt', { from: from - 45 * day })) {
    if (order.test) {
      continue;
    }
    const included = order.taxesIncluded;
    if (inside(order.processedAt)) {
      found.orders += 1;
      found.total += order.shippingLines.reduce(
        (sum, line) => sum + line.price.shop + (included ? 0 : line.tax.shop),
        0
      );
    }
    for (const line of order.lineItems) {
      if (inside(line.addedByEdit ? line.addedAt : order.processedAt)) {
        const full = line.unitPrice.shop * line.quantity;
        const gross = without(full, line.taxRate, included);
        const net = full - line.totalDiscount.shop - (included ? line.tax.shop : 0);
        if (!line.isGiftCard) {
          found.gross += gross;
          found.discounts += net - gross;
          found.total += net + line.tax.shop;
        }
      }
    }
    for (const refund of order.refunds) {
      if (inside(refund.createdAt)) {
        found.total -= refund.shipping.shop + (included ? 0 : refund.shippingTax.shop);
        for (const item of refund.lineItems) {
          const line = order.lineItems.find(({ id }) => id === item.lineItemId);
          if (line && !line.isGiftCard) {
            const goods = item.subtotal.shop - (included ? item.tax.shop : 0);
            found.returns -= goods;
            found.total -= goods + item.tax.shop;
          }
        }
      }
    }
  }
  return found;
}

const midnight = (date: string, shop: 'usd' | 'krw'): number =>
  Date.parse(`${date}T00:00:00${shop === 'usd' ? '-05:00' : '+09:00'}`);

describe('sales', () => {
  it.each(['usd', 'krw'] as const)('are what the orders of the %s shop come to', (shop) => {
    const world = shop === 'usd' ? usd : krw;
    const { currency } = world.shop;
    const expected = recomputed(world, midnight('2026-11-14', shop), midnight('2026-11-21', shop));
    const row = only(
      'FROM sales SHOW gross_sales, discounts, returns, net_sales, total_sales, orders, average_order_value SINCE 2026-11-14 UNTIL 2026-11-20',
      world
    );
    expect(row.gross_sales).toBe(amount(expected.gross, currency));
    expect(row.discounts).toBe(amount(expected.discounts, currency));
    expect(row.returns).toBe(amount(expected.returns, currency));
    expect(row.net_sales).toBe(amount(expected.gross + expected.discounts + expected.returns, currency));
    expect(row.total_sales).toBe(amount(expected.total, currency));
    expect(row.orders).toBe(String(expected.orders));
    const units = currency === 'USD' ? 100 : 1;
    const average = (expected.gross + expected.discounts) / expected.orders / units;
    expect(Number(row.average_order_value)).toBeCloseTo(average, 2);
    expect(expected.returns).toBeLessThan(0);
  });

  it('add up over days, hours, products and channels', () => {
    const minor = (text: string | null | undefined): number => Math.round(Number(text) * 100);
    const whole = only('FROM sales SHOW total_sales, orders SINCE -9d UNTIL yesterday');
    for (const part of [
      'TIMESERIES day',
      'TIMESERIES hour',
      'TIMESERIES day_of_week',
      'GROUP BY product_title',
      'GROUP BY sales_channel, shipping_country',
      'GROUP BY TOP 3 product_title',
    ]) {
      const parts = rows(`FROM sales SHOW total_sales, orders ${part} SINCE -9d UNTIL yesterday`);
      expect(parts.length).toBeGreaterThan(3);
      expect(parts.reduce((sum, row) => sum + minor(row.total_sales), 0)).toBe(minor(whole.total_sales));
    }
    const days = rows('FROM sales SHOW orders TIMESERIES day SINCE -9d UNTIL yesterday WITH TOTALS, CUMULATIVE_VALUES');
    expect(days.reduce((sum, row) => sum + Number(row.orders), 0)).toBe(Number(whole.orders));
    expect(days.every((row) => row.orders__totals === whole.orders)).toBe(true);
    expect(days.at(-1)?.orders__cumulative).toBe(whole.orders);
  });

  it('count a refund on its own day', () => {
    const refund = [...usd.refunds.list('createdAt', { from: now - 8 * day, to: now - 4 * day })].find(
      ({ orderId, createdAt }) => createdAt - (usd.orders.get(orderId)?.processedAt ?? createdAt) > 3 * day
    );
    const order: Order | undefined = refund && usd.orders.get(refund.orderId);
    expect(order).toBeDefined();
    const date = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(at);
    const where = `WHERE order_name = '${order?.name ?? ''}'`;
    const found = rows(`FROM sales SHOW returns, orders, gross_sales ${where} GROUP BY day SINCE -40d`);
    const refundDay = found.find((row) => row.day === date(refund?.createdAt ?? 0));
    const saleDay = found.find((row) => row.day === date(order?.processedAt ?? 0));
    const worth = refund?.lineItems.reduce((sum, item) => sum + item.subtotal.shop, 0) ?? 0;
    expect(refundDay?.returns).toBe(amount(-worth, 'USD'));
    expect(refundDay?.orders).toBe('0');
    expect(saleDay?.orders).toBe('1');
    expect(saleDay?.returns).toBe('0.0');
  });

  it('have no decimals in won', () => {
    for (const row of rows('FROM sales SHOW total_sales, net_sales, taxes TIMESERIES day SINCE -20d', krw)) {
      expect([row.total_sales, row.net_sales, row.taxes].join(' ')).toMatch(/^(-?\d+\.0 ?){3}$/);
    }
  });

  it('tell first orders from later ones', () => {
    const row = only(
      'FROM sales SHOW orders_first_time, orders_returning, customers, returning_customer_rate SINCE -10d UNTIL yesterday'
    );
    const orders = [
      ...usd.orders.list('processedAt', { from: midnight('2026-11-13', 'usd'), to: midnight('2026-11-23', 'usd') - 1 }),
    ].filter(({ test, customerId }) => !test && customerId !== null);
    const returning = orders.filter(({ firstOfCustomer }) => !firstOfCustomer);
    expect(row.orders_first_time).toBe(String(orders.length - returning.length));
    expect(row.orders_returning).toBe(String(returning.length));
    const customers = new Set(orders.map(({ customerId }) => customerId)).size;
    expect(row.customers).toBe(String(customers));
    const rate = new Set(returning.map(({ customerId }) => customerId)).size / customers;
    expect(Number(row.returning_customer_rate)).toBeCloseTo(rate, 5);
  });
});

describe('time', () => {
  it.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-10', 24],
  ])('gives %s its %i hours', (date, hours) => {
    const found = rows(`FROM sales SHOW orders TIMESERIES hour SINCE ${date} UNTIL ${date}`);
    expect(found).toHaveLength(hours);
    const whole = only(`FROM sales SHOW orders SINCE ${date} UNTIL ${date}`);
    expect(found.reduce((sum, row) => sum + Number(row.orders), 0)).toBe(Number(whole.orders));
  });

  it('fills every bucket of a TIMESERIES and only existing ones of a GROUP BY', () => {
    const where = "WHERE product_title = 'Lantern No. 4'";
    const filled = rows(`FROM sales SHOW net_sales ${where} TIMESERIES day SINCE -30d UNTIL today`);
    const grouped = rows(`FROM sales SHOW net_sales ${where} GROUP BY day SINCE -30d UNTIL today`);
    expect(filled).toHaveLength(31);
    expect(grouped.length).toBeLessThan(31);
    expect(filled.some((row) => row.net_sales === '0.0')).toBe(true);
  });

  it('takes UNTIL both ways', () => {
    const text = 'FROM sales SHOW orders TIMESERIES day SINCE 2026-11-10 UNTIL 2026-11-12';
    expect(runShopifyql(text, usd).tableData?.rows).toHaveLength(3);
    expect(runShopifyql(text, usd, { untilInclusive: false }).tableData?.rows).toHaveLength(2);
  });

  it('writes hours in the shop zone or in UTC', () => {
    const text = 'FROM sales SHOW orders TIMESERIES hour SINCE 2026-11-10 UNTIL 2026-11-10';
    const first = (hourBuckets: 'shop' | 'utc'): unknown => runShopifyql(text, usd, { hourBuckets }).tableData?.rows[0];
    expect(first('shop')).toMatchObject({ hour: '2026-11-10T00:00:00' });
    expect(first('utc')).toMatchObject({ hour: '2026-11-10T05:00:00' });
  });

  it('follows WITH TIMEZONE', () => {
    const text = "FROM sales SHOW orders SINCE 2026-11-10 UNTIL 2026-11-10 WITH TIMEZONE 'Asia/Seoul'";
    const expected = [
      ...usd.orders.list('processedAt', { from: midnight('2026-11-10', 'krw'), to: midnight('2026-11-11', 'krw') - 1 }),
    ].filter(({ test }) => !test).length;
    expect(only(text).orders).toBe(String(expected));
  });

  it.each([
    ['DURING yesterday', 1],
    ['DURING last_week', 7],
    ['DURING last_month', 31],
    ['SINCE startOfMonth(0m) UNTIL today', 23],
    ['SINCE startOfDay(-30d) UNTIL today', 31],
    ['SINCE -3d', 4],
    ['SINCE yesterday UNTIL now', 2],
    ['SINCE last_week UNTIL last_week', 7],
    ['SINCE 2026-11-10T06:00:00 UNTIL 2026-11-11T06:00:00', 2],
    ['SINCE endOfMonth(-1m) UNTIL today', 23],
    ['DURING bfcm2025', 4],
  ])('reads %s', (range, days) => {
    expect(rows(`FROM sales SHOW orders TIMESERIES day ${range}`)).toHaveLength(days);
  });

  it('compares with the period before', () => {
    const found = rows(
      'FROM sales SHOW orders TIMESERIES day WITH TOTALS, PERCENT_CHANGE SINCE -7d UNTIL yesterday COMPARE TO previous_period ORDER BY day'
    );
    const before = rows('FROM sales SHOW orders TIMESERIES day SINCE -14d UNTIL -8d ORDER BY day');
    expect(found.map((row) => row.comparison_orders__previous_period)).toEqual(before.map((row) => row.orders));
    expect(found.map((row) => row.comparison_day__previous_period)).toEqual(before.map((row) => row.day));
    const [first] = found;
    const change = Number(first?.orders) / Number(first?.comparison_orders__previous_period) - 1;
    expect(Number(first?.percent_change_orders__previous_period)).toBeCloseTo(change, 5);
  });
});

describe('sessions', () => {
  it('narrow from visits to orders', () => {
    for (const row of rows(
      'FROM sessions SHOW sessions, sessions_with_cart_additions, sessions_that_reached_checkout, sessions_that_completed_checkout, conversion_rate TIMESERIES day SINCE -6d UNTIL yesterday'
    )) {
      const [visits, carts, reached, completed] = [
        row.sessions,
        row.sessions_with_cart_additions,
        row.sessions_that_reached_checkout,
        row.sessions_that_completed_checkout,
      ].map(Number);
      expect(visits).toBeGreaterThan(carts ?? 0);
      expect(carts).toBeGreaterThanOrEqual(reached ?? 0);
      expect(reached).toBeGreaterThan(completed ?? 0);
      expect(Number(row.conversion_rate)).toBeCloseTo((completed ?? 0) / (visits ?? 1), 5);
    }
  });

  it('complete as often as the online store has orders', () => {
    const row = only('FROM sessions SHOW sessions_that_completed_checkout SINCE -5d UNTIL yesterday');
    const orders = [
      ...usd.orders.list('createdAt', { from: midnight('2026-11-18', 'usd'), to: midnight('2026-11-23', 'usd') - 1 }),
    ].filter(({ test, sourceName }) => !test && sourceName === 'web');
    expect(row.sessions_that_completed_checkout).toBe(String(orders.length));
  });

  it('stand beside sales in one query', () => {
    const both = rows('FROM sales, sessions SHOW day, total_sales, orders, sessions GROUP BY day SINCE -30d UNTIL -1d');
    const alone = rows('FROM sessions SHOW sessions GROUP BY day SINCE -30d UNTIL -1d');
    expect(both.map((row) => row.sessions)).toEqual(alone.map((row) => row.sessions));
  });
});

describe('rows and columns', () => {
  it('come as objects or arrays', () => {
    const text = 'FROM sales SHOW orders, total_sales TIMESERIES day SINCE -3d';
    const objects = rows(text);
    const arrays = runShopifyql(text, usd, { rowShape: 'arrays' }).tableData;
    const names = arrays?.columns.map(({ name }) => name) ?? [];
    expect(names).toEqual(['day', 'orders', 'total_sales']);
    expect(arrays?.rows).toEqual(objects.map((row) => names.map((name) => row[name])));
  });

  it('say their types and origins', () => {
    const { tableData } = runShopifyql(
      'FROM sales SHOW total_sales AS takings, orders, returning_customer_rate GROUP BY month WITH TOTALS SINCE -2m',
      usd
    );
    expect(tableData?.columns.map(({ name, dataType, columnOrigin }) => [name, dataType, columnOrigin])).toEqual([
      ['month', 'MONTH_TIMESTAMP', 'REQUESTED'],
      ['takings', 'MONEY', 'REQUESTED'],
      ['orders', 'INTEGER', 'REQUESTED'],
      ['returning_customer_rate', 'PERCENT', 'REQUESTED'],
      ['takings__totals', 'MONEY', 'GENERATED'],
      ['orders__totals', 'INTEGER', 'GENERATED'],
      ['returning_customer_rate__totals', 'PERCENT', 'GENERATED'],
    ]);
  });

  it('can show reductions without their sign', () => {
    const text = 'FROM sales SHOW discounts, returns, net_sales SINCE -20d';
    const [signed] = rows(text);
    const plain = runShopifyql(text, usd, { negativeReductions: false }).tableData?.rows[0];
    expect(signed?.returns).toMatch(/^-/);
    expect(plain).toEqual({
      discounts: signed?.discounts?.slice(1),
      returns: signed?.returns?.slice(1),
      net_sales: signed?.net_sales,
    });
  });

  it('are filtered, ordered and cut', () => {
    const all = rows('FROM sales SHOW net_sales GROUP BY product_title SINCE -30d ORDER BY net_sales DESC');
    const cut = rows(
      'FROM sales SHOW net_sales GROUP BY product_title SINCE -30d ORDER BY net_sales DESC LIMIT 3 OFFSET 2'
    );
    expect(cut).toEqual(all.slice(2, 5));
    const values = all.map((row) => Number(row.net_sales));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const limit = values[4] ?? 0;
    expect(
      rows(`FROM sales SHOW net_sales GROUP BY product_title HAVING net_sales > ${limit} SINCE -30d`)
    ).toHaveLength(4);
    const some = rows(
      "FROM sales SHOW net_sales WHERE (product_title STARTS WITH 'Wool' OR product_title CONTAINS 'mug') AND NOT sales_channel = 'Draft Orders' GROUP BY product_title SINCE -30d"
    );
    expect(some.map((row) => row.product_title).sort()).toEqual(['Tide Mug', 'Wool Socks']);
    expect(rows('FROM sales SHOW net_sales WHERE product_title IS NULL GROUP BY product_title SINCE -9d')).toHaveLength(
      1
    );
    expect(rows('FROM sales SHOW net_sales GROUP BY ONLY TOP 2 product_title SINCE -30d')).toHaveLength(2);
  });

  it('do not depend on the order of clauses, on case or on comments', () => {
    const a = rows(
      "FROM sales SHOW orders WHERE sales_channel IN ('Online Store') GROUP BY day SINCE -5d ORDER BY day DESC LIMIT 3"
    );
    const b = rows(
      "from sales -- the table\n show orders limit 3 order by day desc since -5d group by day where sales_channel in ('Online Store') /* drawn */ visualize orders type line"
    );
    expect(b).toEqual(a);
  });
});

describe.each(['web_performance', 'payments', 'inventory', 'orders', 'customers', 'products'])(
  'the table %s',
  (name) => {
    const metric: Record<string, string> = {
      web_performance: 'lcp_p75_ms',
      payments: 'net_payments',
      inventory: 'inventory_units_sold',
      orders: 'orders_fulfilled',
      customers: 'new_customer_records',
      products: 'net_items_sold',
    };

    it('answers by day', () => {
      const column = metric[name] ?? '';
      const found = rows(`FROM ${name} SHOW ${column} TIMESERIES day SINCE -3d UNTIL yesterday`);
      expect(found).toHaveLength(3);
      expect(found.every((row) => Number(row[column]) > 0)).toBe(true);
    });
  }
);

describe('known answers', () => {
  it('of payments are those of the transactions', () => {
    const from = midnight('2026-11-18', 'usd');
    const to = midnight('2026-11-23', 'usd');
    let net = 0;
    for (const order of usd.orders.list('createdAt', { from: from - 45 * day })) {
      for (const { kind, status, processedAt, amount: bag, test } of order.transactions) {
        if (!test && status === 'SUCCESS' && processedAt >= from && processedAt < to) {
          net += kind === 'REFUND' ? -bag.shop : kind === 'SALE' || kind === 'CAPTURE' ? bag.shop : 0;
        }
      }
    }
    expect(only('FROM payments SHOW net_payments SINCE -5d UNTIL yesterday').net_payments).toBe(amount(net, 'USD'));
  });

  it('of stock are those of the products', () => {
    const row = only('FROM inventory SHOW ending_inventory_units SINCE -2d');
    const units = [...usd.products.list('id')]
      .filter(({ isGiftCard }) => !isGiftCard)
      .reduce((sum, { totalInventory }) => sum + totalInventory, 0);
    expect(row.ending_inventory_units).toBe(String(units));
  });
});

describe('errors', () => {
  it.each([
    ['FROM sales SHOW total_revenue', "Column Not Found: Column 'total_revenue' not found"],
    ['FROM sale SHOW orders', "Table Not Found: Table 'sale' not found"],
    ["FROM sales SHOW orders WHERE colour = 'x'", "Column Not Found: Column 'colour' not found"],
    ['FROM sales SHOW orders GROUP BY referrer_source', "Column Not Found: Column 'referrer_source' not found"],
    ['FROM sales SHOW orders ORDER BY nothing', "Column Not Found: Column 'nothing' not found"],
    ['SHOW orders', "Syntax Error: Expected FROM, found 'SHOW' at line 1, column 1"],
    ['FROM sales\nSHOW orders\n  SINCE soon', "Syntax Error: Expected a date, found 'soon' at line 3, column 9"],
    ['FROM sales SHOW sum(orders)', "Syntax Error: Unknown function 'sum' at line 1, column 17"],
    [
      "FROM sales SHOW orders WHERE sales_channel = 'x",
      'Syntax Error: Unexpected a string that is not closed at line 1, column 46',
    ],
    [
      'FROM sales SHOW orders TIMESERIES product_title',
      "Syntax Error: 'product_title' is not a time dimension at line 1, column 35",
    ],
    [
      'FROM sales SHOW orders DURING yesterday SINCE -3d',
      'Syntax Error: DURING cannot be used together with SINCE or UNTIL at line 1, column 31',
    ],
    ['FROM sales', 'Syntax Error: Expected SHOW, found end of query at line 1, column 11'],
    [
      'FROM sales SHOW orders SINCE -3d SINCE -4d',
      "Syntax Error: SINCE is given twice, found 'SINCE' at line 1, column 34",
    ],
    ['FROM sales SHOW orders SINCE today UNTIL 2026-01-01', 'Invalid Date Range: SINCE is later than UNTIL'],
    ["FROM sales SHOW orders WITH TIMEZONE 'Mars/Base'", "Invalid Timezone: 'Mars/Base' is not a time zone"],
    [
      'FROM sales SHOW orders TIMESERIES second SINCE -30d',
      'Response Too Large: Narrow the date range or use a larger time dimension',
    ],
    ['', 'Syntax Error: Expected FROM, found end of query at line 1, column 1'],
  ])('say what is wrong with %j', (text, message) => {
    expect(runShopifyql(text, usd)).toEqual({ tableData: null, parseErrors: [message], cost: 1 });
  });

  it('are answers, never exceptions', () => {
    const words = fc.constantFrom(
      ...[
        "FROM sales SHOW orders WHERE GROUP BY day SINCE -3d UNTIL today ( ) , = 'x' LIMIT 5 WITH TOTALS TOP 2 COMPARE TO HAVING ORDER".split(
          ' '
        ),
      ].flat()
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), fc.string({ maxLength: 6 }), (list, tail) => {
        const { tableData, parseErrors } = runShopifyql(`FROM sales SHOW orders ${list.join(' ')} ${tail}`, usd);
        expect((tableData === null) === parseErrors.length > 0).toBe(true);
      }),
      { numRuns: 60 }
    );
  });
});

describe('cost', () => {
  const of = (text: string): number => shopifyqlCost(text, usd) ?? NaN;

  it('grows with range and width as it was seen to', () => {
    expect(of('FROM sales SHOW total_sales SINCE -7d')).toBe(1);
    expect(of('FROM sales SHOW total_sales SINCE -90d')).toBe(3);
    const wide = of(
      'FROM sales SHOW orders, total_sales, net_sales, taxes GROUP BY product_title, product_type, sales_channel, shipping_country SINCE -90d'
    );
    expect(wide).toBeGreaterThanOrEqual(221);
    expect(wide).toBeLessThanOrEqual(259);
    expect(shopifyqlCost('FROM nothing SHOW x', usd)).toBeUndefined();
  });
});
