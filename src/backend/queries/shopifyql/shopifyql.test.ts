import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../../../../tests/support/golden';
import { TestShop } from '../../../../tests/support/shop';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;

describe('shopifyql', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start();
  });
  afterAll(() => shop.close());

  it.each([
    ['days', 'FROM sales SHOW total_sales, orders TIMESERIES day SINCE $__timeFrom UNTIL $__timeTo ORDER BY day', {}],
    ['series', 'FROM sales SHOW orders GROUP BY day, sales_channel SINCE -3d ORDER BY day', {}],
    ['numeric', 'FROM sales SHOW total_sales GROUP BY product_type SINCE -7d ORDER BY total_sales DESC LIMIT 3', {}],
    ['one', 'FROM sales SHOW total_sales, orders, average_order_value SINCE -7d', {}],
    ['table', 'FROM sales SHOW total_sales TIMESERIES day SINCE -2d', { format: 'table' }],
    ['percent', 'FROM sessions SHOW sessions, conversion_rate TIMESERIES day SINCE -2d', {}],
    ['vitals', 'FROM web_performance SHOW page_loads, lcp_p75_ms TIMESERIES day SINCE -2d', {}],
    ['empty', "FROM sales SHOW total_sales WHERE product_title = 'none such' GROUP BY product_title SINCE -2d", {}],
  ])('answers %s', async (name, text, more) => {
    const range = { from: shop.now - 3 * 86_400_000 };
    expectGolden(golden(name), await shop.query({ queryType: 'shopifyql', text, ...more }, range));
  });

  it('takes rows as objects or as arrays', async () => {
    const text = 'FROM sales SHOW total_sales, orders TIMESERIES day SINCE -5d';
    const arrays = await TestShop.start({ api: { switches: { shopifyql: { rowShape: 'arrays' } } } });
    const fields = (frames: Awaited<ReturnType<TestShop['query']>>) => frames.map((frame) => frame.fields);
    expect(fields(await arrays.query({ queryType: 'shopifyql', text }))).toEqual(
      fields(await shop.query({ queryType: 'shopifyql', text }))
    );
    await arrays.close();
  });

  it('puts ad-hoc filters into WHERE', async () => {
    const [frame] = await shop.query({
      queryType: 'shopifyql',
      text: "FROM sales SHOW orders WHERE sales_channel = 'Online Store' OR sales_channel = 'x' GROUP BY product_title SINCE -7d",
      filters: [
        { key: 'product_title', operator: '=|', value: 'a', values: ["Pine 'n' Salt", 'Tide Mug'] },
        { key: 'financial_status', operator: '=', value: 'paid' },
      ],
    });
    expect(frame?.meta?.executedQueryString).toContain(
      "WHERE (sales_channel = 'Online Store' OR sales_channel = 'x') AND product_title IN ('Pine \\'n\\' Salt', 'Tide Mug') GROUP"
    );
    expect(frame?.meta?.notices?.map(({ text }) => text).join()).toContain('financial_status');
  });

  it('tells a syntax error in Shopify’s words as the query’s fault', async () => {
    await expect(shop.query({ queryType: 'shopifyql', text: 'FROM sales SHOW total_sale SINCE -1d' })).rejects.toThrow(
      "Column Not Found: Column 'total_sale' not found. Correct it."
    );
  });

  it.each([
    ['FROM sales\nSHOW orders SINCE -1d LIMITS 3', [], 'line 2, column 23'],
    ['\n\nFROM sales\nSHOW orders SINCE -1d LIMITS 3', [], 'line 4, column 23'],
    ['FROM sales SHOW orders GROUP BY product_title LIMIT', [], 'line 1, column 52'],
    ['FROM sales SHOW orders ORDER BY', [], 'line 1, column 32'],
    ['FROM sales SHOW orders SINCE $__timeFrom LIMITS 3', [], 'line 1, column 42'],
    [
      'FROM sales SHOW orders GROUP BY product_title LIMITS 3',
      [{ key: 'product_title', operator: '=', value: 'a' }],
      'line 1, column 47',
    ],
  ])('places errors of %j where its author sees them', async (text, filters, place) => {
    const asked = shop.query({ queryType: 'shopifyql', text, filters });
    await expect(asked).rejects.toThrow(`at ${place}. Correct it.`);
  });
});
