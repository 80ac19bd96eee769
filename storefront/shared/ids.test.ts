import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsOf, tokenOf } from './ids';

describe('ids', () => {
  it.each([
    ['0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    ['hWN1-cart_token?key=secret', 'hWN1-cart_token'],
    ['gid://shopify/Cart/hWN1-cart_token?key=secret', 'hWN1-cart_token'],
    ['short', undefined],
    ['with space in it', undefined],
    [42, undefined],
  ])('the token of %j is %j', (value, token) => {
    expect(tokenOf(value)).toBe(token);
  });

  it.each([
    ['gid://shopify/Order/5000000000085', '5000000000085'],
    ['gid://shopify/OrderIdentity/5000000000085', '5000000000085'],
    [5000000000085, '5000000000085'],
    ['0', undefined],
    ['12a', undefined],
  ])('the digits of %j are %j', (value, digits) => {
    expect(digitsOf(value)).toBe(digits);
  });

  it('are never more than digits or a token', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (value) => {
        expect(tokenOf(value) ?? 'a-token-').toMatch(/^[\w-]{8,128}$/);
        expect(digitsOf(value) ?? '1').toMatch(/^\d{1,19}$/);
      }),
      { numRuns: 100 }
    );
  });
});
