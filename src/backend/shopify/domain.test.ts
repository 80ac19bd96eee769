import { describe, expect, it } from 'vitest';
import { baseUrl, shopDomain } from './domain';
import { FakeShop } from './testing/fakeShop';

describe('shopDomain', () => {
  it.each([
    ['my-shop.myshopify.com', 'my-shop.myshopify.com'],
    ['  HTTPS://My-Shop.myshopify.com/admin  ', 'my-shop.myshopify.com'],
    ['my-shop', 'my-shop.myshopify.com'],
    ['https://admin.shopify.com/store/my-shop/orders', 'my-shop.myshopify.com'],
  ])('%s → %s', (typed, domain) => {
    expect(shopDomain(typed)).toBe(domain);
  });

  it.each([
    ['', 'domainEmpty'],
    ['   ', 'domainEmpty'],
    ['shop.example.com', 'domainForeign'],
    ['my-shop.myshopify.com.evil.example', 'domainForeign'],
    ['evil.example/my-shop.myshopify.com', 'domainForeign'],
    ['a.b.myshopify.com', 'domainForeign'],
    ['-shop.myshopify.com', 'domainForeign'],
    ['my-shop.myshopify.com:8443', 'domainInvalid'],
    ['my-shop.myshopify.com@evil.example', 'domainInvalid'],
    ['127.0.0.1', 'domainForeign'],
    ['my shop', 'domainInvalid'],
    ['상점', 'domainInvalid'],
  ])('%s is refused as %s', (typed, code) => {
    expect(() => shopDomain(typed)).toThrow(code);
  });
});

describe('baseUrl', () => {
  it('sends tokens to shops only, unless the server says otherwise', () => {
    expect(baseUrl({ domain: 'a.myshopify.com' })).toBe('https://a.myshopify.com');
    expect(baseUrl({ domain: 'a.myshopify.com', sandboxUrl: 'http://127.0.0.1:8080/' })).toBe('http://127.0.0.1:8080');
    expect(() => baseUrl({ domain: 'evil.example' })).toThrow('domainInvalid');
    expect(() => baseUrl({ domain: 'a.myshopify.com', sandboxUrl: 'file:///etc/passwd' })).toThrow('sandboxInvalid');
    expect(() => new FakeShop().open({ domain: 'evil.example' })).toThrow('domainInvalid');
  });
});
