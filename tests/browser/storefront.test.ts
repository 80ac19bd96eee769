import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { limits } from '../../storefront/shared/sender';
import { launch, openPage, whyNot } from './chromium';
import { alert, checkout, checkoutPages, checkoutToken, dana, extensionError } from './storefront/sandbox';
import { filled, rendered, startReceiver, startShop, type Page, type Receiver } from './storefront/servers';
import { themePage } from './storefront/theme-page';

const personal = [...Object.values(dana), 'cart-secret', 'key=', '7000000000001'];
const closing: Array<() => void> = [];

async function receiverOf(): Promise<Receiver> {
  const receiver = await startReceiver();
  closing.push(receiver.close);
  return receiver;
}

/** Everything that was sent, as text, held to what must be true of all of it. */
function checked({ requests, wrong }: Receiver): string {
  expect(wrong).toEqual([]);
  for (const { headers, bytes } of requests) {
    expect(headers['content-type']).toBe('text/plain;charset=UTF-8');
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
    expect(bytes).toBeLessThan(60_000);
  }
  const all = requests.map(({ body }) => JSON.stringify(body)).join('\n');
  expect(personal.filter((text) => all.includes(text))).toEqual([]);
  return all;
}

describe.skipIf(whyNot !== undefined)(`in a shop’s pages${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    closing.forEach((close) => close());
  });

  async function open(pages: Readonly<Record<string, Page>>, path: string) {
    const shop = await startShop(pages);
    closing.push(shop.close);
    const watched = await openPage(browser);
    await watched.page.goto(`${shop.address}${path}`);
    return watched;
  }

  /** A checkout with the pixel in its sandbox, and a way to publish events as Shopify does. */
  async function openCheckout(receiver: string, allowed = true) {
    const { page, problems } = await open(checkoutPages(filled(receiver), allowed), '/checkouts/cn/a');
    const said = z.array(z.looseObject({ ready: z.string().optional(), problem: z.string().optional() }));
    const read = async () => said.parse(await page.evaluate('said'));
    await expect
      .poll(async () => (await read()).find(({ ready }) => ready))
      .toMatchObject({
        ready: 'nothing of the page around it',
        origin: 'null',
      });
    return {
      page,
      problems,
      publish: (name: string, data: unknown) =>
        page.evaluate(`publish(${JSON.stringify(name)}, ${JSON.stringify(data)})`),
      decide: (answer: boolean) => page.evaluate(`decide(${answer})`),
      thrown: async () => (await read()).flatMap(({ problem }) => problem ?? []),
    };
  }

  const openTheme = (receiver: string, allowed: boolean | undefined, script = '') =>
    open({ '/': themePage(rendered(receiver), { allowed, script }) }, '/');

  describe.concurrent('the custom pixel in its sandbox', () => {
    it('tells steps, alerts and extension errors, each with the checkout’s token, and nothing personal', async ({
      expect,
    }) => {
      const receiver = await receiverOf();
      const { publish, thrown, problems } = await openCheckout(receiver.url);
      await publish('checkout_started', { checkout: { ...checkout, order: null } });
      await publish('payment_info_submitted', { checkout: { ...checkout, order: null } });
      await publish('alert_displayed', alert(`${dana.firstName}, your card ${dana.card} was declined`, dana.card));
      await publish('ui_extension_errored', extensionError(`no wrap for ${dana.email} in ${dana.address1}`));
      await publish('checkout_completed', { checkout });
      await expect.poll(() => receiver.told().length, { timeout: 10_000 }).toBe(5);
      const all = checked(receiver);
      const lines = receiver.told();
      expect(lines.map(({ context }) => context['checkout_token'])).toEqual(Array(5).fill(checkoutToken));
      expect(lines.map(({ context }) => context['shop'])).toEqual(Array(5).fill('example-shop.myshopify.com'));
      expect(lines.map(({ kind, text, context }) => [kind, text, context['error_code']])).toEqual([
        ['log', 'checkout_started', undefined],
        ['log', 'payment_info_submitted', undefined],
        ['log', '<value>, your card <value> was declined', 'ALERT_PAYMENT_ERROR'],
        ['log', 'checkout_completed', undefined],
        ['exception', 'no wrap for <value> in <value>', 'UI_EXTENSION_ERROR'],
      ]);
      expect(lines.find(({ text }) => text === 'checkout_completed')?.context).toMatchObject({
        order_id: '5000000000085',
        cart_token: 'hWN1-a-cart-token',
      });
      expect(receiver.requests.map(({ headers }) => headers.origin)).toEqual(['null']);
      await publish('checkout_started', { checkout: { token: 'another-checkout', order: null } });
      await expect.poll(() => receiver.told().length, { timeout: 10_000 }).toBe(6);
      expect(receiver.told()[5]?.context).toEqual({
        event: 'checkout_started',
        checkout_token: 'another-checkout',
        cart_token: 'hWN1-a-cart-token',
        shop: 'example-shop.myshopify.com',
      });
      expect(all).toContain('https://shop.example/checkouts/cn/…');
      expect([...(await thrown()), ...problems]).toEqual([]);
    });

    it('tells nothing without consent, and after it only what comes after it', async ({ expect }) => {
      const receiver = await receiverOf();
      const { page, publish, decide } = await openCheckout(receiver.url, false);
      await publish('checkout_started', { checkout });
      await page.waitForTimeout(limits.delay + 500);
      expect(receiver.told()).toEqual([]);
      await decide(true);
      await publish('payment_info_submitted', { checkout });
      await expect.poll(() => receiver.told().length, { timeout: 10_000 }).toBe(1);
      await decide(false);
      await publish('checkout_completed', { checkout });
      await page.goto('about:blank');
      await page.waitForTimeout(300);
      expect(receiver.told().map(({ text }) => text)).toEqual(['payment_info_submitted']);
      checked(receiver);
    });

    it('disturbs nothing when the receiver is away or no address', async ({ expect }) => {
      const receiver = await receiverOf();
      receiver.close();
      const { page, publish, thrown, problems } = await openCheckout(receiver.url);
      await publish('checkout_started', { checkout });
      await publish('alert_displayed', null);
      await publish('alert_displayed', { alert: { type: {}, message: 7 } });
      const nowhere = await openCheckout('javascript:alert(1)');
      await nowhere.publish('checkout_started', { checkout });
      await page.waitForTimeout(limits.delay + 500);
      expect([...(await thrown()), ...(await nowhere.thrown()), ...nowhere.problems]).toEqual([]);
      // The browser notes the failed request itself; the pixel says nothing.
      expect(problems.filter((problem) => !problem.includes('net::ERR_CONNECTION_REFUSED'))).toEqual([]);
      expect(problems.length).toBeLessThanOrEqual(1);
    });
  });

  describe.concurrent('the theme’s snippet', () => {
    it('tells errors, rejections and failed calls with the cart’s token, and nothing personal', async ({ expect }) => {
      const receiver = await receiverOf();
      const { page, problems } = await openTheme(
        receiver.url,
        true,
        `setTimeout(() => { const cart = undefined; cart.items; });
         Promise.reject(new RangeError('no stock for Danaël Kimsson, dana.kim@example.com'));
         (async () => {
           const answer = await fetch('/cart/add.js?status=422&note=${dana.phone}', { method: 'POST' });
           window.got = [answer.status, (await answer.json()).description];
           await fetch(new Request('/ko/cart/change.js?status=503')).catch(() => {});
           await fetch('/checkout?status=0').catch((error) => { window.failed = error.name; });
           await fetch('/products/x.js?status=500');
           const aborted = new AbortController();
           const call = fetch('/cart/update.js?status=500', { signal: aborted.signal }).catch(() => {});
           aborted.abort();
           await call;
           const request = new XMLHttpRequest();
           request.open('POST', '/cart/clear.js?status=500');
           request.send();
         })();`
      );
      await expect.poll(() => receiver.told().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(6);
      checked(receiver);
      const lines = receiver.told();
      expect(lines.map(({ context, text }) => `${context['error_code']}: ${text}`).sort()).toEqual([
        'CART_ADD_422: CART_ADD was answered with 422',
        'CART_CHANGE_503: CART_CHANGE was answered with 503',
        'CART_CLEAR_500: CART_CLEAR was answered with 500',
        'CHECKOUT_UNREACHABLE: CHECKOUT got no answer',
        "SCRIPT_ERROR: Cannot read properties of undefined (reading 'items')",
        'UNHANDLED_REJECTION: no stock for <value>, <email>',
      ]);
      expect(lines.map(({ context }) => context['cart_token'])).toEqual(Array(6).fill('hWN1-a-cart-token'));
      expect(lines.find(({ context }) => context['error_code'] === 'CART_ADD_422')?.context['request_id']).toBe(
        '65a6c3a3-4cbf-4f3f-9eef-e2a95594ad00'
      );
      expect(await page.evaluate('[got, failed]')).toEqual([[422, 'All of it is in Dana’s cart'], 'TypeError']);
      expect(problems.filter((problem) => problem.startsWith('thrown')).length).toBe(2);
    });

    it('tells nothing where consent is refused, or nobody can be asked', async ({ expect }) => {
      const receiver = await receiverOf();
      const [refused, silent] = await Promise.all(
        [false, undefined].map((allowed) =>
          openTheme(receiver.url, allowed, `setTimeout(() => { throw new Error('x'); });`)
        )
      );
      await refused?.page.waitForTimeout(limits.delay + 500);
      expect(receiver.requests).toEqual([]);
      await refused?.page.evaluate(`decide(true); setTimeout(() => { throw new Error('later'); })`);
      await expect.poll(() => receiver.told().map(({ text }) => text), { timeout: 10_000 }).toEqual(['later']);
      expect(silent?.problems).toEqual(['thrown: x']);
    });

    it('sends a flood in few and small requests', async ({ expect }) => {
      const receiver = await receiverOf();
      const wide = '가'.repeat(400);
      const { page } = await openTheme(
        receiver.url,
        true,
        `for (let i = 0; i < 500; i++) setTimeout(() => { throw new Error('flood number ' + i + ' ${wide}'); });
         for (let i = 0; i < 50; i++) setTimeout(() => { throw new Error('the same'); });`
      );
      await expect.poll(() => receiver.told().length, { timeout: 15_000 }).toBeGreaterThanOrEqual(limits.burst);
      await page.waitForTimeout(500);
      checked(receiver);
      const lines = receiver.told().filter(({ context }) => context['error_code'] === 'SCRIPT_ERROR');
      expect(lines.length).toBeLessThanOrEqual(limits.burst + 3);
      expect(receiver.requests.length).toBeLessThanOrEqual(6);
      const lost = receiver.told().filter(({ context }) => context['error_code'] === 'STOREFRONT_LINES_LOST');
      expect(Number(lost[0]?.context['lost'])).toBeGreaterThan(400);
    });

    it('sends what waits when the page is left, once where it was pasted twice', async ({ expect }) => {
      const receiver = await receiverOf();
      const once = themePage(rendered(receiver.url).repeat(2), { allowed: true });
      const { page } = await open({ '/': once, '/next': { html: '<title>next</title>' } }, '/');
      await page.waitForTimeout(300);
      await page.evaluate(`setTimeout(() => { throw new Error('last words'); })`);
      await page.waitForTimeout(100);
      await page.evaluate(`location.href = '/next'`);
      await expect.poll(() => receiver.told().length, { timeout: 10_000 }).toBeGreaterThan(0);
      await page.waitForTimeout(300);
      expect(receiver.told().map(({ text, context }) => [text, context['count']])).toEqual([['last words', undefined]]);
    });

    it('leaves the shop as it is when the receiver is away', async ({ expect }) => {
      const receiver = await receiverOf();
      receiver.close();
      const { page, problems } = await openTheme(receiver.url, true, `setTimeout(() => { throw new Error('x'); });`);
      await page.waitForTimeout(limits.delay + 700);
      expect(await page.evaluate(`fetch('/cart.js?status=200').then(({ status }) => status)`)).toBe(200);
      expect(problems.filter((problem) => !problem.includes('net::ERR_CONNECTION_REFUSED'))).toEqual(['thrown: x']);
      expect(problems.length).toBeLessThanOrEqual(2);
    });
  });
});
