import { describe, expect, it } from 'vitest';
import { Registry } from './registry';
import { shopifyFor } from './shopify';
import { connectionOf, FakeShop, refused } from './testing/fakeShop';

const root = { shop: { name: 'A shop' }, orders: connectionOf([{ id: 'gid://shopify/Order/1', name: '#1' }]) };
const document = '{ shop { name } }';

describe('equal requests', () => {
  it('at one time are one, however they are written', async () => {
    const shop = new FakeShop({ root });
    const shopify = shop.open();
    const texts = [document, 'query Named { shop { name } }', '{\n  # said\n  shop { name, }\n}'];
    const answers = await shop.time.until(
      Promise.all(texts.map((text) => shopify.graphql({ document: text, variables: { other: 1 } }, shop.options())))
    );
    expect(shop.received).toHaveLength(1);
    expect(answers.map(({ requests }) => requests).sort()).toEqual([0, 0, 1]);
    expect(answers.every(({ cached }) => !cached)).toBe(true);
  });

  it('are kept for 30 s, and no longer', async () => {
    const shop = new FakeShop({ root });
    const shopify = shop.open();
    const one = () => shop.time.until(shopify.graphql({ document }, shop.options({ deadline: shop.time.now() + 1e6 })));
    const first = await one();
    await shop.time.until(shop.time.sleep(29_000));
    expect(await one()).toMatchObject({ cached: true, requests: 0, fetchedAt: first.fetchedAt, data: first.data });
    await shop.time.until(shop.time.sleep(2_000));
    expect(await one()).toMatchObject({ cached: false, requests: 1 });
  });

  it('ask again where a call wants it fresh', async () => {
    const shop = new FakeShop({ root });
    const shopify = shop.open();
    await shop.time.until(shopify.graphql({ document }, shop.options()));
    await shop.time.until(shopify.graphql({ document }, shop.options({ maxAge: 0 })));
    expect(shop.received).toHaveLength(2);
  });

  it('with errors are not kept', async () => {
    const shop = new FakeShop({ root });
    const shopify = shop.open();
    shop.faults.push(() => refused('ACCESS_DENIED'));
    await expect(shop.time.until(shopify.graphql({ document }, shop.options()))).rejects.toMatchObject({
      code: 'accessDenied',
    });
    expect(await shop.time.until(shopify.graphql({ document }, shop.options()))).toMatchObject({ cached: false });
  });

  it('end for one who leaves, and go on for the others', async () => {
    const shop = new FakeShop({ root, latency: 2_000 });
    const shopify = shop.open();
    const controller = new AbortController();
    const leaving = shopify.graphql({ document }, shop.options({ signal: controller.signal }));
    const hurried = shopify.graphql({ document }, shop.options({ deadline: shop.time.now() + 1_000 }));
    const staying = shopify.graphql({ document }, shop.options());
    shop.time.after(500, () => controller.abort());
    const [left, late, stayed] = await shop.time.until(Promise.allSettled([leaving, hurried, staying]));
    expect(left).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'deadlinePassed' } });
    expect(stayed).toMatchObject({ status: 'fulfilled', value: { data: { shop: { name: 'A shop' } } } });
    expect(shop.received).toHaveLength(1);
  });

  it('stop upstream once nobody waits', async () => {
    const shop = new FakeShop({ root, latency: 60_000 });
    let aborted = 0;
    const { fetch } = shop.environment;
    const environment = {
      ...shop.environment,
      fetch: (url: string, init: RequestInit) => {
        init.signal?.addEventListener('abort', () => (aborted += 1));
        return fetch(url, init);
      },
    };
    const shopify = shopifyFor(shop.connection, new Registry(environment));
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => shopify.graphql({ document }, shop.options({ signal })));
    shop.time.after(100, () => controllers[0]?.abort());
    shop.time.after(200, () => {
      expect(aborted).toBe(0);
      controllers[1]?.abort();
    });
    await shop.time.until(Promise.allSettled(calls));
    expect(aborted).toBe(1);
    expect(shop.time.now()).toBeLessThan(Date.UTC(2026, 10, 20, 9, 0, 11));
  });
});

describe('data sources of one shop', () => {
  it('share budget, answers and token with the same credentials', async () => {
    const shop = new FakeShop({ root, credentials: { kind: 'client', clientId: 'id', clientSecret: 'secret' } });
    const registry = new Registry(shop.environment);
    const [one, two] = [shopifyFor(shop.connection, registry), shopifyFor(shop.connection, registry)];
    await shop.time.until(one.graphql({ document }, shop.options()));
    expect(await shop.time.until(two.graphql({ document }, shop.options()))).toMatchObject({ cached: true });
    expect(two.budget()).toEqual(one.budget());
    expect(shop.grants).toHaveLength(1);
    one.dispose();
    expect(await shop.time.until(two.graphql({ document }, shop.options()))).toMatchObject({ cached: true });
  });

  it('share the budget alone with another secret of the app', async () => {
    const shop = new FakeShop({ root });
    const registry = new Registry(shop.environment);
    const open = (clientSecret: string) =>
      shopifyFor({ ...shop.connection, credentials: { kind: 'client', clientId: 'id', clientSecret } }, registry);
    const [right, wrong] = [open('right'), open('wrong')];
    await shop.time.until(right.graphql({ document }, shop.options()));
    shop.grant = () => new Response('{"error":"invalid_client"}', { status: 401 });
    await expect(shop.time.until(wrong.graphql({ document }, shop.options()))).rejects.toMatchObject({
      code: 'clientRejected',
    });
    expect(wrong.budget()).toEqual(right.budget());
  });

  it('share nothing with another shop, version, or other personal data switched on', async () => {
    const shop = new FakeShop({ root });
    const registry = new Registry(shop.environment);
    const variants = [
      {},
      { domain: 'other.myshopify.com' },
      { apiVersion: '2026-10' as const },
      { allowProtected: new Set(['email']) },
      { credentials: { kind: 'token' as const, token: 'another' } },
    ];
    for (const variant of variants) {
      const shopify = shopifyFor({ ...shop.connection, ...variant }, registry);
      expect(await shop.time.until(shopify.graphql({ document }, shop.options()))).toMatchObject({ cached: false });
    }
  });
});
