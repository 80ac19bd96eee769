import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affectedKeys } from '../../../query';
import { checkedKey, cleaned, mainKey, readLine } from './keys';
import { linesOf } from './frame';

const line = (text: string, metadata: Readonly<Record<string, string>> = {}) =>
  readLine({ line: text, metadata, parsed: {} });
const gid = 'gid://shopify/Order/5000000000085';

describe('keys of a line', () => {
  it.each([
    ['structured metadata', '{}', { order_id: '5000000000085' }, { order: '5000000000085' }],
    ['a gid', '{}', { order_id: gid }, { order: '5000000000085' }],
    [
      'JSON',
      `{"order":{"id":"${gid}","name":"#1085"},"checkout_token":"c1-abcdef"}`,
      {},
      { order: '5000000000085', name: '#1085', checkout: 'c1-abcdef' },
    ],
    [
      'a number of JSON',
      '{"order_id":5000000000087,"customer":{"id":77}}',
      {},
      { order: '5000000000087', customer: '77' },
    ],
    [
      'text',
      `payment failed for order_id=5000000000085 checkout_token: "abcdef0123"`,
      {},
      { order: '5000000000085', checkout: 'abcdef0123' },
    ],
    [
      'a gid in text',
      `cannot charge ${gid}, customer gid://shopify/Customer/77`,
      {},
      { order: '5000000000085', customer: '77' },
    ],
    ['an order’s name in text', 'Order #1001 could not be sent', {}, { name: '#1001' }],
    ['nothing', 'connection reset by peer 5000000000085', {}, {}],
  ])('come from %s', (_, text, metadata, keys) => {
    expect(line(text, metadata).keys).toEqual(keys);
  });

  it('are believed from metadata before JSON before text, each kind on its own', () => {
    const { keys, label } = line(
      `{"order_id":2222,"cart_token":"hWN-cart-token?key=1","msg":"order_id=3333 customer_id=4444"}`,
      {
        order_id: '1111',
      }
    );
    expect(keys).toEqual({ order: '1111', cart: 'hWN-cart-token', customer: '4444' });
    expect(label).toEqual({ name: 'order_id', value: '1111' });
    expect(mainKey(keys)).toEqual({ type: 'order', value: '1111' });
    expect(mainKey({ cart: 'a', customer: '2', name: '#1' })).toEqual({ type: 'name', value: '#1' });
  });

  it('take a good JSON value where metadata is no key', () => {
    expect(line('{"order_id":"5000000000085"}', { order_id: "1' OR '1'='1" }).keys).toEqual({ order: '5000000000085' });
  });

  it('are never more than digits, a name or a token, whatever a line says', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        "1' or 1=1 --",
        'gid://shopify/Order/1"}',
        '#1001") { id } #',
        '1 OR *',
        '../../admin',
        '${loki}',
        '\u0000\u202e',
        '__proto__'
      )
    );
    const shapes = {
      order: /^\d{1,19}$/,
      name: /^#?[\p{L}\p{N}._/-]{1,40}$/u,
      checkout: /^[\w-]{8,128}$/,
      cart: /^[\w-]{8,128}$/,
      customer: /^\d{1,19}$/,
    };
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(...affectedKeys), (value, more, type) => {
        const names = {
          order: 'order_id',
          name: 'order_name',
          checkout: 'checkout_token',
          cart: 'cart_token',
          customer: 'customer_id',
        };
        const texts = [
          JSON.stringify({ [names[type]]: value, message: more }),
          `${names[type]}=${value} ${more}`,
          value,
        ];
        for (const text of texts) {
          const { keys, code, message: messageOf } = line(text, { [names[type]]: value });
          const message = messageOf();
          for (const each of affectedKeys) {
            expect(
              keys[each] ?? (each === 'order' || each === 'customer' ? '1' : '#12345678'.slice(each === 'name' ? 0 : 1))
            ).toMatch(shapes[each]);
          }
          expect(`${code ?? ''}${message}`).not.toMatch(/[\p{Cc}\u202e]/u);
        }
        expect(checkedKey(type, value) ?? '').not.toMatch(/['"{}()$\s]/);
      }),
      { numRuns: 500 }
    );
  });

  it('read huge and broken lines', () => {
    expect(line(`{"order_id": ${'1'.repeat(100_000)}`).keys).toEqual({});
    expect(line('{"order_id":9007199254740993123}').keys).toEqual({ order: '9007199254740993123' });
    expect(line('[]{"a":').keys).toEqual({});
    expect(line(`{"msg":"${'x'.repeat(5_000)}"}`).message().length).toBe(300);
  });

  it('leave e-mail addresses out of messages', () => {
    expect(cleaned('charge of jane.doe+x@example.co.kr failed, (dana@example.test)', 200)).toBe(
      'charge of <email> failed, (<email>)'
    );
  });

  it('are quoted in the LogQL of links', () => {
    const expr = linesOf({ key: 'k', service: 'a"}|b', label: { name: 'order_id', value: 'x" or 1=1 `' } });
    expect(expr).toBe(String.raw`{service_name="a\"}|b"} | order_id="x\" or 1=1 ` + '`"');
  });

  it.each([
    [{ error_code: 'PSP_TIMEOUT' }, '{"code":"OTHER"}', 'PSP_TIMEOUT'],
    [{}, '{"error":{"code":"E1","message":"no"}}', 'E1'],
    [{}, 'plain text', null],
  ])('come with their error code: %j %s', (metadata, text, code) => {
    expect(line(text, metadata).code).toBe(code);
  });
});
