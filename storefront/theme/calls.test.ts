import { describe, expect, it } from 'vitest';
import { callLine, callOf } from './calls';

const page = 'https://shop.example/en-gb/products/x';

describe('a call', () => {
  it.each([
    ['/cart/add.js', 'CART_ADD'],
    ['/en-gb/cart/add', 'CART_ADD'],
    ['/ko/cart/change.js?x=1', 'CART_CHANGE'],
    ['https://shop.example/cart/update.js', 'CART_UPDATE'],
    ['/cart/clear.js', 'CART_CLEAR'],
    ['/cart.js', 'CART_OTHER'],
    ['/cart?section_id=drawer', 'CART_OTHER'],
    ['/cart/shipping_rates.json', 'CART_OTHER'],
    ['/checkout', 'CHECKOUT'],
    ['/checkouts/cn/abc', 'CHECKOUT'],
    ['/api/2026-10/graphql.json', 'STOREFRONT_API'],
    ['/products/cart', undefined],
    ['/cartoons/1', undefined],
    ['https://elsewhere.example/cart/add.js', undefined],
    ['http://[', undefined],
  ])('to %s is %s', (address, call) => {
    expect(callOf(address, page)).toBe(call);
  });

  it.each([
    ['CART_ADD', 500, 'error', 'CART_ADD_500'],
    ['CART_ADD', 422, 'warning', 'CART_ADD_422'],
    ['CART_ADD', 429, 'warning', 'CART_ADD_429'],
    ['CHECKOUT', 404, 'error', 'CHECKOUT_404'],
    ['CART_CHANGE', 0, 'error', 'CART_CHANGE_UNREACHABLE'],
  ])('%s answered with %i is a line of level %s', (call, status, level, code) => {
    expect(callLine(call, status, '65a6c3a3-4cbf-4f3f')).toMatchObject({
      level,
      error_code: code,
      request_id: '65a6c3a3-4cbf-4f3f',
    });
  });

  it.each([200, 204, 302])('answered with %i is no line', (status) => {
    expect(callLine('CART_ADD', status, null)).toBeUndefined();
  });
});
