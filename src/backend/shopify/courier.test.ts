import { describe, expect, it } from 'vitest';
import { connectionOf, FakeShop, json, refused } from './testing/fakeShop';

const document = '{ shop { name } }';
const root = { shop: { name: 'A shop' }, orders: connectionOf([]) };
const internal = () =>
  refused(
    'INTERNAL_SERVER_ERROR',
    { requestId: 'abc-1' },
    'Internal error. Looks like something went wrong on our end.'
  );
const cut = () => {
  throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
};
const status =
  (code: number, headers: Record<string, string> = {}, body = '') =>
  () =>
    new Response(body, { status: code, headers });

async function ask(shop: FakeShop, seconds = 30) {
  return await shop.time.until(
    shop.open().graphql({ document }, shop.options({ deadline: shop.time.now() + seconds * 1000 }))
  );
}

describe('failures that pass', () => {
  it.each([
    ['500', status(500)],
    ['502', status(502, {}, '<html>Bad gateway</html>')],
    ['503', status(503)],
    ['530', status(530)],
    ['540', status(540)],
    ['INTERNAL_SERVER_ERROR', internal],
    ['a cut connection', cut],
    ['a truncated body', () => new Response('{"data":{"sho', { headers: { 'content-type': 'application/json' } })],
  ])('%s: asked again after a while', async (_, fault) => {
    const shop = new FakeShop({ root });
    shop.faults.push(fault, fault);
    const answer = await ask(shop);
    expect(answer).toMatchObject({ data: { shop: { name: 'A shop' } }, requests: 3 });
    const [first = 0, second = 0, third = 0] = shop.received.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(125);
    expect(third - second).toBeGreaterThan(second - first - 100);
  });

  it.each([
    ['500', status(500, { 'x-request-id': 'abc-1' }), 'serverError', { status: 500, requestId: 'abc-1' }],
    ['INTERNAL_SERVER_ERROR', internal, 'internalError', { requestId: 'abc-1' }],
    ['a cut connection', cut, 'connectionFailed', { reason: 'read ECONNRESET' }],
    [
      'a truncated body',
      () => new Response('{"da', { headers: { 'content-type': 'application/json' } }),
      'truncatedBody',
      {},
    ],
  ])('%s: told in the end', async (_, fault, code, values) => {
    const shop = new FakeShop({ root });
    shop.faults.push(...Array.from({ length: 5 }, () => fault));
    await expect(ask(shop)).rejects.toMatchObject({ code, fault: 'shopify', values });
    expect(shop.received).toHaveLength(5);
  });

  it('are not waited for past the deadline', async () => {
    const shop = new FakeShop({ root });
    shop.faults.push(...Array.from({ length: 5 }, () => status(503)));
    const start = shop.time.now();
    await expect(ask(shop, 1)).rejects.toMatchObject({ code: 'serverError' });
    expect(shop.time.now() - start).toBeLessThan(1000);
    expect(shop.received.length).toBeGreaterThan(1);
  });

  it('keep some data rather than ask again', async () => {
    const shop = new FakeShop({ root });
    const errors = [{ message: 'Internal error', path: ['orders'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
    shop.faults.push(() => json({ data: { shop: { name: 'A shop' }, orders: null }, errors }));
    const answer = await ask(shop);
    expect(answer).toMatchObject({ requests: 1, notices: [{ code: 'partialData', values: { path: 'orders' } }] });
  });
});

describe('failures that stay', () => {
  it.each([
    [401, 'tokenRejected', 'settings'],
    [402, 'shopFrozen', 'shopify'],
    [403, 'forbidden', 'shopify'],
    [404, 'shopUnknown', 'settings'],
    [423, 'shopLocked', 'shopify'],
    [430, 'rejectedAsUnsafe', 'shopify'],
    [418, 'httpStatus', 'shopify'],
    [302, 'redirected', 'settings'],
  ])('%i → %s, %s, asked once', async (code, error, fault) => {
    const shop = new FakeShop({ root });
    shop.faults.push(status(code, { location: 'https://elsewhere.example/' }, '<!DOCTYPE html><p>secret page</p>'));
    const failure = await ask(shop).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ code: error, fault });
    expect(JSON.stringify(failure)).not.toContain('secret page');
    expect(shop.received).toHaveLength(1);
  });

  it('HTML instead of JSON is told as such', async () => {
    const shop = new FakeShop({ root });
    shop.faults.push(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await expect(ask(shop)).rejects.toMatchObject({ code: 'notJson', values: { contentType: 'text/html' } });
  });
});

describe('429', () => {
  it.each([
    ['2', 2000],
    ['2.0', 2000],
    ['0.5', 500],
    ['', 1000],
    ['soon', 1000],
  ])('Retry-After: %s is %i milliseconds', async (retryAfter, wait) => {
    const shop = new FakeShop({ root });
    shop.faults.push(status(429, { 'Retry-After': retryAfter }));
    await ask(shop);
    const [first = 0, second = 0] = shop.received.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(wait);
    expect(second - first).toBeLessThan(wait * 1.1 + 200);
  });

  it('holds back every call to the shop', async () => {
    const shop = new FakeShop({ root });
    const shopify = shop.open();
    shop.faults.push(status(429, { 'Retry-After': '4' }));
    const calls = ['{ shop { name } }', '{ shop { id: name } }'].map((text, at) =>
      shop.time.sleep(at * 1000).then(() => shopify.graphql({ document: text }, shop.options()))
    );
    await shop.time.until(Promise.all(calls));
    const [first = 0, ...others] = shop.received.map(({ at }) => at);
    expect(others.every((at) => at - first >= 4000)).toBe(true);
  });

  it('is told at once where the wait is too long', async () => {
    const shop = new FakeShop({ root });
    shop.faults.push(status(429, { 'Retry-After': '40' }));
    const start = shop.time.now();
    await expect(ask(shop, 20)).rejects.toMatchObject({ code: 'wouldWait', values: { needed: 42, have: 20 } });
    expect(shop.time.now() - start).toBe(100);
  });
});

describe('THROTTLED', () => {
  it('is learned from: the second time the document waits instead', async () => {
    const shop = new FakeShop({ root, cost: () => [800, 800], maximum: 1000, restoreRate: 100 });
    const shopify = shop.open();
    const one = () => shop.time.until(shopify.graphql({ document }, shop.options({ maxAge: 0 })));
    shop.drain(600);
    expect(await one()).toMatchObject({ requests: 2 });
    expect(shop.throttled).toBe(1);
    expect(await one()).toMatchObject({ requests: 1 });
    expect(await one()).toMatchObject({ requests: 1 });
    expect(shop.throttled).toBe(1);
    expect(shopify.budget()).toMatchObject({ throttled: 1, waiting: 0, graphql: { maximum: 1000, restoreRate: 100 } });
  });

  it('is told at once where the wait is too long', async () => {
    const shop = new FakeShop({ root, cost: () => [900, 900], maximum: 1000, restoreRate: 10 });
    const shopify = shop.open();
    const deadline = shop.time.now() + 20_000;
    await shop.time.until(shopify.graphql({ document }, shop.options({ deadline, maxAge: 0 })));
    const start = shop.time.now();
    const late = shop.time.until(shopify.graphql({ document }, shop.options({ deadline, maxAge: 0 })));
    await expect(late).rejects.toMatchObject({ code: 'wouldWait', values: { needed: 80, have: 20 } });
    expect(shop.time.now()).toBe(start);
  });

  it('does not become a storm when the shop refuses in spite of a full bucket', async () => {
    const shop = new FakeShop({ root });
    const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 };
    const refuse = () => {
      shop.faults.push(refuse);
      return json({
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: { cost: { requestedQueryCost: 1, actualQueryCost: null, throttleStatus } },
      });
    };
    shop.faults.push(refuse);
    await expect(ask(shop)).rejects.toMatchObject({ code: 'wouldWait' });
    expect(shop.received.length).toBeLessThan(10);
  });

  it('is not met by many callers with many documents once costs are known', async () => {
    const shop = new FakeShop({
      root,
      cost: ({ query }) => [(query.length * 37) % 900, 20],
      maximum: 1000,
      restoreRate: 200,
    });
    const shopify = shop.open();
    const documents = Array.from({ length: 12 }, (_, at) => `{ shop { ${'abcdefghijkl'.slice(0, at + 1)}: name } }`);
    for (const text of documents) {
      await shop.time.until(shopify.graphql({ document: text }, shop.options({ deadline: shop.time.now() + 1e6 })));
    }
    const before = shop.throttled;
    const deadline = shop.time.now() + 1e6;
    const calls = Array.from({ length: 60 }, (_, at) =>
      shopify.graphql({ document: documents[at % 12] ?? document }, shop.options({ deadline, maxAge: 0 }))
    );
    await shop.time.until(Promise.all(calls));
    expect(shop.throttled).toBe(before);
  });
});

describe('ends of calls', () => {
  it('a deadline stops the request', async () => {
    const shop = new FakeShop({ root, latency: 60_000 });
    const start = shop.time.now();
    await expect(ask(shop, 20)).rejects.toMatchObject({ code: 'deadlinePassed', values: { seconds: 20 } });
    expect(shop.time.now() - start).toBe(20_000);
  });

  it('a cancelled call ends at once', async () => {
    const shop = new FakeShop({ root, latency: 5_000 });
    const controller = new AbortController();
    const call = shop.open().graphql({ document }, shop.options({ signal: controller.signal }));
    const start = shop.time.now();
    shop.time.after(300, () => controller.abort());
    await expect(shop.time.until(call)).rejects.toMatchObject({ code: 'cancelled', status: 499 });
    expect(shop.time.now() - start).toBe(300);
  });

  it('a shop that is disposed ends its calls and takes no more', async () => {
    const shop = new FakeShop({ root, latency: 5_000 });
    const shopify = shop.open();
    const call = shopify.graphql({ document }, shop.options());
    shop.time.after(300, () => shopify.dispose());
    await expect(shop.time.until(call)).rejects.toMatchObject({ code: 'disposed' });
    await expect(shopify.graphql({ document }, shop.options())).rejects.toMatchObject({ code: 'disposed' });
  });
});
