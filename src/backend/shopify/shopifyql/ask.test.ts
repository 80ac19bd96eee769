import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FakeShop, json, refused } from '../testing/fakeShop';

const fixtures = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../../../tests/fixtures/shopify/shopifyql'
);
const query = 'FROM sales SHOW total_sales GROUP BY month SINCE -3m';

function fixture(name: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(readFileSync(path.join(fixtures, name), 'utf8'));
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

function costOf(shop: FakeShop, requested: number, available: number, resetsIn: number) {
  return {
    requestedQueryCost: requested,
    maximumAvailable: 1000,
    currentlyAvailable: available,
    windowResetAt: new Date(shop.time.now() + resetsIn).toISOString(),
  };
}

function table(rows: unknown, extensions: Record<string, unknown> = {}): Response {
  const columns = [
    { name: 'day', displayName: 'Day', dataType: 'DAY_TIMESTAMP', subType: null, columnOrigin: 'REQUESTED' },
    { name: 'orders', displayName: 'Orders', dataType: 'INTEGER', subType: null, columnOrigin: 'REQUESTED' },
  ];
  return json({ data: { shopifyqlQuery: { parseErrors: [], tableData: { columns, rows } } }, extensions });
}

async function ask(shop: FakeShop, text = query, seconds = 30) {
  const options = shop.options({ deadline: shop.time.now() + seconds * 1000, maxAge: 0 });
  return await shop.time.until(shop.open().shopifyql(text, options));
}

describe('rows', () => {
  it('are objects keyed by column, as documented', async () => {
    const shop = new FakeShop();
    shop.faults.push(() => json(fixture('documented-rows-as-objects.json')));
    const answer = await ask(shop);
    expect(answer.columns).toEqual([
      { name: 'month', dataType: 'MONTH_TIMESTAMP', displayName: 'Month' },
      { name: 'total_sales', dataType: 'MONEY', displayName: 'Total sales' },
    ]);
    expect(answer.rows[0]).toEqual(['2025-01-01', '123.456']);
  });

  it('are arrays, as in a client of Shopify', async () => {
    const shop = new FakeShop();
    shop.faults.push(() => json(fixture('shopifyql-py-test-rows-as-arrays.json')));
    expect((await ask(shop)).rows).toEqual([['1'], ['2']]);
  });

  it('say the same in both forms, and as JSON text', async () => {
    const rows = [
      { orders: '3', day: '2026-11-01' },
      { orders: null, day: '2026-11-02' },
    ];
    const arrays = [
      ['2026-11-01', 3],
      ['2026-11-02', null],
    ];
    const answers = [rows, arrays, JSON.stringify(rows)].map(async (form) => {
      const shop = new FakeShop();
      shop.faults.push(() => table(form));
      return (await ask(shop)).rows;
    });
    for (const answer of await Promise.all(answers)) {
      expect(answer).toEqual([
        ['2026-11-01', '3'],
        ['2026-11-02', null],
      ]);
    }
  });

  it('carry origin, cost and warnings', async () => {
    const shop = new FakeShop({ version: '2026-10' });
    const cost = costOf(shop, 3, 997, 50_000);
    const tableData = {
      columns: [{ name: 'a', dataType: 'NEW_TYPE', columnOrigin: 'GENERATED' }],
      rows: [{ a: true }],
    };
    shop.faults.push(() =>
      json(
        {
          data: { shopifyqlQuery: { parseErrors: [], parseWarnings: ['odd'], tableData } },
          extensions: { shopifyqlCost: cost },
        },
        { headers: { 'X-Shopify-API-Version': '2026-10' } }
      )
    );
    expect(await ask(shop)).toMatchObject({
      columns: [{ name: 'a', displayName: 'a', dataType: 'NEW_TYPE', origin: 'GENERATED' }],
      rows: [['true']],
      shopifyqlCost: { requested: 3, available: 997, maximum: 1000, resetsAt: Date.parse(cost.windowResetAt) },
      notices: [{ code: 'shopifyqlWarning', values: { message: 'odd' } }],
    });
    expect(shop.received[0]?.query).toContain('parseWarnings');
  });
});

describe('refusals', () => {
  it.each([
    [
      () => json(fixture('documented-parse-error.json')),
      'shopifyqlSyntax',
      'query',
      { message: "Column Not Found: Column 'total_sale' not found" },
    ],
    [
      () =>
        refused(
          'ACCESS_DENIED',
          {},
          'Access denied for shopifyqlQuery field. Required access: read_reports access scope.'
        ),
      'shopifyqlDenied',
      'settings',
      { access: 'read_reports access scope.' },
    ],
    [
      () =>
        json({
          data: { shopifyqlQuery: null },
          errors: [{ message: 'no', extensions: { code: 'ACCESS_DENIED', requiredAccess: 'x' } }],
        }),
      'shopifyqlDenied',
      'settings',
      { access: 'x' },
    ],
    [() => refused('RESPONSE_TOO_LARGE'), 'shopifyqlTooLarge', 'query', {}],
    [
      () => json({ data: { shopifyqlQuery: { parseErrors: [], tableData: null } } }),
      'unexpectedAnswer',
      'shopify',
      { reason: 'tableData' },
    ],
    [() => json({ data: { shopifyqlQuery: { tableData: { columns: 1 } } } }), 'unexpectedAnswer', 'shopify', {}],
  ])('%# → %s', async (answer, code, fault, values) => {
    const shop = new FakeShop();
    shop.faults.push(answer);
    await expect(ask(shop)).rejects.toMatchObject({ code, fault, values });
  });

  it('come before anything is sent, for what is empty or personal', async () => {
    const shop = new FakeShop();
    await expect(ask(shop, ' \n')).rejects.toMatchObject({ code: 'shopifyqlEmpty' });
    await expect(ask(shop, 'FROM customers SHOW customer_email')).rejects.toMatchObject({ code: 'protectedColumn' });
    expect(shop.received).toHaveLength(0);
  });

  it('come after, for a personal column that was not named', async () => {
    const shop = new FakeShop();
    const columns = [{ name: 'customer_email', displayName: 'E-mail', dataType: 'STRING' }];
    shop.faults.push(() =>
      json({ data: { shopifyqlQuery: { parseErrors: [], tableData: { columns, rows: [['x']] } } } })
    );
    await expect(ask(shop)).rejects.toMatchObject({ code: 'protectedColumn', values: { column: 'customer_email' } });
  });
});

describe('the window', () => {
  const throttled = (shop: FakeShop, requested: number, resetsIn: number) => () =>
    json({
      errors: [
        {
          message: 'Rate limited. Please retry later.',
          extensions: { code: 'THROTTLED', requestId: 'x', cost: costOf(shop, requested, 0, resetsIn) },
        },
      ],
    });

  it('is waited for until it turns, and not counted as GraphQL cost', async () => {
    const shop = new FakeShop();
    shop.faults.push(throttled(shop, 259, 12_000), () => table([], { shopifyqlCost: costOf(shop, 259, 741, 60_000) }));
    const start = shop.time.now();
    const answer = await ask(shop);
    expect(answer.requests).toBe(2);
    expect((shop.received[1]?.at ?? 0) - start).toBeGreaterThanOrEqual(12_000);
    expect((shop.received[1]?.at ?? 0) - start).toBeLessThan(13_000);
  });

  it('is told at once where it turns too late', async () => {
    const shop = new FakeShop();
    shop.faults.push(throttled(shop, 259, 45_000));
    const start = shop.time.now();
    await expect(ask(shop, query, 20)).rejects.toMatchObject({ code: 'wouldWait', values: { needed: 46, have: 20 } });
    expect(shop.time.now() - start).toBe(100);
  });

  it('is never overdrawn by queries whose cost is known', async () => {
    const shop = new FakeShop();
    const shopify = shop.open();
    let available = 1000;
    let turn = Math.ceil(shop.time.now() / 60_000) * 60_000;
    let refusals = 0;
    const serve = () => {
      shop.faults.push(serve);
      const now = shop.time.now();
      if (now >= turn) {
        available = 1000;
        turn = Math.ceil((now + 1) / 60_000) * 60_000;
      }
      const cost = { ...costOf(shop, 220, available, 0), windowResetAt: new Date(turn).toISOString() };
      if (available < 220) {
        refusals += 1;
        return json({ errors: [{ message: 'Rate limited', extensions: { code: 'THROTTLED', cost } }] });
      }
      available -= 220;
      return table([], { shopifyqlCost: { ...cost, currentlyAvailable: available } });
    };
    shop.faults.push(serve);
    const one = (day: number) =>
      shopify.shopifyql(
        `${query} UNTIL 2026-11-${day}`,
        shop.options({ deadline: shop.time.now() + 600_000, maxAge: 0 })
      );
    await shop.time.until(one(10));
    await shop.time.until(Promise.all(Array.from({ length: 15 }, (_, at) => one(11 + at))));
    expect(refusals).toBe(0);
    expect(shopify.budget().shopifyql).toMatchObject({ maximum: 1000 });
  });

  it('leaves GraphQL alone', async () => {
    const shop = new FakeShop({ root: { shop: { name: 'A shop' } } });
    const shopify = shop.open();
    shop.faults.push(throttled(shop, 259, 50_000));
    const ql = shopify.shopifyql(query, shop.options({ deadline: shop.time.now() + 100_000 }));
    const graphql = shop.time.sleep(500).then(() => shopify.graphql({ document: '{ shop { name } }' }, shop.options()));
    const start = shop.time.now();
    await shop.time.until(graphql);
    expect(shop.time.now() - start).toBeLessThan(1_000);
    shopify.dispose();
    await expect(ql).rejects.toMatchObject({ code: 'disposed' });
  });
});

it('equal queries are one, and kept for 30 s', async () => {
  const shop = new FakeShop();
  const shopify = shop.open();
  shop.faults.push(() => table([]));
  const both = [shopify.shopifyql(query, shop.options()), shopify.shopifyql(` ${query} `, shop.options())];
  await shop.time.until(Promise.all(both));
  expect(await shop.time.until(shopify.shopifyql(query, shop.options()))).toMatchObject({ cached: true });
  expect(shop.received).toHaveLength(1);
});
