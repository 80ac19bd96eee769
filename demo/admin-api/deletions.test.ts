import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testApi, testNow } from './testing/harness';

const day = 86_400_000;
const ids = z.object({ list: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });
const orderShape = z.object({ customer: z.object({ id: z.string() }).nullable() }).nullable();
const recent = `query: "created_at:>='${new Date(testNow - 5 * day).toISOString()}'"`;

describe('a deleted record', () => {
  it('is in no list from that moment on, and an event tells of it', async () => {
    const { api, read, advance, now } = await testApi();
    const list = async (field: string) =>
      (await read(ids, `{ list: ${field} { nodes { id } } }`)).list.nodes.map(({ id }) => id);
    const orders = await list(`orders(first: 250, ${recent})`);
    const products = await list('products(first: 250)');
    const [order = '', other = ''] = orders;
    const [product = ''] = products;
    const [shop] = api.shops;
    shop?.delete({ type: 'ORDER', id: order, at: now() + 60_000 });
    shop?.delete({ type: 'PRODUCT', id: product, at: now() + 60_000 });
    expect(await list(`orders(first: 250, ${recent})`)).toEqual(orders);
    advance(120_000);
    const left = await list(`orders(first: 250, ${recent})`);
    expect(left).not.toContain(order);
    expect(left).toContain(other);
    expect(await list('products(first: 250)')).toEqual(products.slice(1));
    expect(await read(z.object({ order: z.null() }), `{ order(id: "${order}") { id } }`)).toEqual({ order: null });
    const events = z.object({
      events: z.object({ nodes: z.array(z.object({ action: z.string(), subjectId: z.string() })) }),
    });
    const since = new Date(testNow).toISOString();
    const told = await read(
      events,
      `{ events(first: 50, query: "action:destroy created_at:>='${since}'") { nodes { action ... on BasicEvent { subjectId } } } }`
    );
    expect(told.events.nodes.map(({ subjectId }) => subjectId).sort()).toEqual([order, product].sort());
  });

  it('leaves nothing of a redacted customer on the orders', async () => {
    const { api, read, advance, now } = await testApi();
    const { orders } = await read(
      z.object({
        orders: z.object({
          nodes: z.array(z.object({ id: z.string(), customer: orderShape.unwrap().shape.customer })),
        }),
      }),
      `{ orders(first: 50, ${recent}) { nodes { id customer { id } } } }`
    );
    const found = orders.nodes.find(({ customer }) => customer !== null);
    api.shops[0]?.delete({ type: 'CUSTOMER', id: found?.customer?.id ?? '', at: now() + 1000 });
    advance(2000);
    const { order } = await read(
      z.object({ order: orderShape }),
      `{ order(id: "${found?.id ?? ''}") { customer { id } } }`
    );
    expect(order).toEqual({ customer: null });
    const gone = await read(
      z.object({ customer: z.null() }),
      `{ customer(id: "${found?.customer?.id ?? ''}") { id } }`
    );
    expect(gone).toEqual({ customer: null });
  });
});
