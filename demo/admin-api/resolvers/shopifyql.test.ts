import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testApi } from '../testing/harness';

const answer = z.object({
  shopifyqlQuery: z.object({
    parseErrors: z.array(z.string()),
    tableData: z
      .object({
        columns: z.array(z.object({ name: z.string(), dataType: z.string(), columnOrigin: z.string() })),
        rows: z.unknown(),
        rowMetadata: z.array(z.unknown()),
      })
      .nullable(),
  }),
});

const ask = (text: string) =>
  `{ shopifyqlQuery(query: ${JSON.stringify(text)}) { parseErrors tableData { columns { name dataType displayName columnOrigin } rows rowMetadata { rawResourceIds } } } }`;
const sales = 'FROM sales SHOW orders, total_sales TIMESERIES day SINCE -3d UNTIL -1d';

describe('shopifyqlQuery', () => {
  it('answers rows as objects of texts, and its own cost', async () => {
    const started = await testApi();
    const body = await started.ask(ask(sales));
    const { tableData } = answer.parse(body.data).shopifyqlQuery;
    const rows = z.array(z.record(z.string(), z.string())).parse(tableData?.rows);
    expect(rows.map((row) => row['day'])).toEqual(['2026-11-14', '2026-11-15', '2026-11-16']);
    expect(tableData?.columns.map(({ name }) => name)).toEqual(['day', 'orders', 'total_sales']);
    expect(body.extensions?.['shopifyqlCost']).toMatchObject({
      requestedQueryCost: 1,
      maximumAvailable: 1000,
      currentlyAvailable: 999,
    });
  });

  it('can answer rows as arrays and leave the last day of UNTIL out', async () => {
    const started = await testApi({ switches: { shopifyql: { rowShape: 'arrays', untilInclusive: false } } });
    const { tableData } = (await started.read(answer, ask(sales))).shopifyqlQuery;
    const rows = z.array(z.array(z.string())).parse(tableData?.rows);
    expect(rows.map(([day]) => day)).toEqual(['2026-11-14', '2026-11-15']);
  });

  it('puts what is wrong with the text into parseErrors', async () => {
    const started = await testApi();
    const { parseErrors, tableData } = (await started.read(answer, ask('FROM sales SHOW total_revenue')))
      .shopifyqlQuery;
    expect(tableData).toBeNull();
    expect(parseErrors[0]).toMatch(/total_revenue/);
  });

  it('refuses once the minute has no points left, and answers in the next', async () => {
    const started = await testApi({ shopifyqlBudget: 2 });
    expect((await started.ask(ask(sales))).errors).toBeUndefined();
    expect((await started.ask(ask(sales))).errors).toBeUndefined();
    expect((await started.ask(ask(sales))).errors?.[0]?.extensions).toMatchObject({
      code: 'THROTTLED',
      cost: { maximumAvailable: 2, currentlyAvailable: 0, windowResetAt: '2026-11-17T17:01:00+00:00' },
    });
    started.advance(60_000);
    expect((await started.ask(ask(sales))).errors).toBeUndefined();
  });

  it('agrees with the orders of the same days', async () => {
    const started = await testApi();
    const counted = z.object({ orders: z.object({ nodes: z.array(z.object({ test: z.boolean() })) }) });
    const filter = "processed_at:>='2026-11-16T00:00:00-05:00' processed_at:<'2026-11-16T23:59:59-05:00'";
    const { orders } = await started.read(
      counted,
      `{ orders(first: 250, query: ${JSON.stringify(filter)}) { nodes { test } } }`
    );
    const { tableData } = (await started.read(answer, ask('FROM sales SHOW orders SINCE yesterday UNTIL yesterday')))
      .shopifyqlQuery;
    const [row] = z.array(z.object({ orders: z.string() })).parse(tableData?.rows);
    expect(row?.orders).toBe(String(orders.nodes.filter(({ test }) => !test).length));
  });
});
