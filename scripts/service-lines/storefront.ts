import { idsOf, lineOf, personal } from '../../storefront/pixel/events';
import { faroBody, type Meta } from '../../storefront/shared/faro';
import type { Line } from '../../storefront/shared/line';
import { callLine } from '../../storefront/theme/calls';
import { errorLine } from '../../storefront/theme/errors';

const meta = (app: string, url: string): Meta => ({
  sdk: { name: `shopscope-${app}`, version: '1' },
  app: { name: app, environment: 'production' },
  browser: { name: 'Chrome', version: '140', mobile: false },
  page: { url },
});

/** Bodies as the theme's snippet and the pixel post them to Faro's receiver, one of each. */
export function storefrontBodies(): string[] {
  const time = Date.UTC(2026, 10, 23, 10);
  const body = (app: string, url: string, lines: ReadonlyArray<Line | undefined>) =>
    faroBody(
      meta(app, url),
      'example-shop.myshopify.com',
      lines.flatMap((line) => (line ? [{ line, time, count: 1 }] : []))
    );
  const cart = { cart_token: 'hWN1-a-cart-token' };
  const thrown = { name: 'TypeError', message: "Cannot read properties of undefined (reading 'items')" };
  const stack = `TypeError: x\n    at add (https://shop.example/cdn/shop/t/12/assets/cart.js?v=1:12:34)`;
  const failed = callLine('CART_ADD', 500, '65a6c3a3-4cbf-4f3f-9eef-e2a95594ad00');
  const script = errorLine('SCRIPT_ERROR', { ...thrown, stack }, '', []);

  const data = {
    checkout: {
      token: 'c0ffee00c0ffee00c0ffee00c0ffee00',
      email: 'dana.kim@example.com',
    },
    alert: { type: 'PAYMENT_ERROR', target: 'cart.paymentMethod', message: 'Your card was declined.', value: null },
    error: {
      message: 'no wrap for dana.kim@example.com',
      trace: stack,
      extensionName: 'gift-wrap',
      appName: 'Gift wrap',
    },
  };
  /** A checkout has no order before it is complete. */
  const dataOf = (name: string) =>
    name === 'checkout_completed' ? { checkout: { ...data.checkout, order: { id: '5000000000085' } } } : data;
  const events = ['checkout_started', 'alert_displayed', 'ui_extension_errored', 'checkout_completed'] as const;
  return [
    body('storefront', 'https://shop.example/products/snow-board', [
      failed && { ...failed, ...cart },
      script && { ...script, ...cart },
    ]),
    body(
      'checkout',
      'https://shop.example/checkouts/cn/…',
      events.map((name) => lineOf(name, dataOf(name), idsOf(dataOf(name)), personal(data)))
    ),
  ];
}
