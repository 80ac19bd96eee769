import { describe, expect, it } from 'vitest';
import { factsDocument } from './facts';
import { prepare } from './document/prepare';
import { FakeShop, json } from './testing/fakeShop';
import { apiVersions } from './types';

const data = {
  shop: {
    name: 'Hanok Tea',
    myshopifyDomain: 'hanok-tea.myshopify.com',
    ianaTimezone: 'Asia/Seoul',
    currencyCode: 'KRW',
    plan: { publicDisplayName: 'Basic' },
  },
  currentAppInstallation: { accessScopes: [{ handle: 'read_products' }, { handle: 'read_orders' }] },
};

describe('facts', () => {
  it.each(apiVersions)('are a valid question in %s, with nothing deprecated', (version) => {
    expect(prepare(factsDocument, version, new Set()).notices).toEqual([]);
  });

  it('are kept for five minutes', async () => {
    const shop = new FakeShop();
    const shopify = shop.open();
    shop.faults.push(
      () => json({ data }),
      () => json({ data })
    );
    const one = () => shop.time.until(shopify.facts(shop.options({ deadline: shop.time.now() + 30_000 })));
    expect(await one()).toEqual({
      name: 'Hanok Tea',
      domain: 'hanok-tea.myshopify.com',
      plan: 'Basic',
      timezone: 'Asia/Seoul',
      currency: 'KRW',
      scopes: ['read_orders', 'read_products'],
    });
    await shop.time.until(shop.time.sleep(4.5 * 60_000));
    await one();
    expect(shop.received).toHaveLength(1);
    await shop.time.until(shop.time.sleep(60_000));
    await one();
    expect(shop.received).toHaveLength(2);
    expect(shopify.servedVersion()).toBe('2026-07');
  });

  it('of last time do for three seconds where Shopify is away, if that is asked for', async () => {
    const shop = new FakeShop();
    const shopify = shop.open();
    const until = <Result>(ask: Promise<Result>) => shop.time.until(ask);
    const options = () => shop.options({ deadline: shop.time.now() + 30_000 });
    const away = () => Array.from({ length: 20 }, () => () => new Response('', { status: 503 }));
    shop.faults.push(...away());
    await expect(until(shopify.lastFacts(options()))).rejects.toMatchObject({ code: 'serverError' });
    shop.faults.splice(0, shop.faults.length, () => json({ data }));
    const known = await until(shopify.lastFacts(options()));
    await until(shop.time.sleep(6 * 60_000));
    shop.faults.push(...away());
    const asked = shop.time.now();
    expect(await until(shopify.lastFacts(options()))).toEqual(known);
    expect(shop.time.now() - asked).toBeLessThanOrEqual(3_000);
    await expect(until(shopify.facts(options()))).rejects.toMatchObject({ fault: 'shopify' });
  });

  it('say which part is missing', async () => {
    const shop = new FakeShop();
    shop.faults.push(() => json({ data: { ...data, shop: { ...data.shop, ianaTimezone: 5 } } }));
    await expect(shop.time.until(shop.open().facts(shop.options()))).rejects.toMatchObject({
      code: 'unexpectedAnswer',
      values: { reason: 'shop.ianaTimezone' },
    });
  });
});
