import { describe, expect, it } from 'vitest';
import { FakeShop, json } from '../testing/fakeShop';

const root = { shop: { name: 'A shop' } };
const credentials = { kind: 'client', clientId: ' id ', clientSecret: 'secret' } as const;
const hour = 3_600_000;

function start() {
  const shop = new FakeShop({ root, credentials });
  const shopify = shop.open();
  const one = () =>
    shop.time.until(
      shopify.graphql(
        { document: '{ shop { name } }' },
        shop.options({ maxAge: 0, deadline: shop.time.now() + 30_000 })
      )
    );
  const tokens = () => shop.received.map(({ headers }) => headers.get('x-shopify-access-token'));
  return { shop, shopify, one, tokens };
}

describe('client credentials', () => {
  it('get one token for many calls', async () => {
    const { shop, shopify, tokens } = start();
    const calls = ['a', 'b', 'c'].map((alias) =>
      shopify.graphql({ document: `{ shop { ${alias}: name } }` }, shop.options())
    );
    await shop.time.until(Promise.all(calls));
    expect(shop.grants).toEqual(['grant_type=client_credentials&client_id=id&client_secret=secret']);
    expect(tokens()).toEqual(['token 1', 'token 1', 'token 1']);
    expect(shopify.tokenExpiresAt()).toBe(shop.time.now() - 100 + 86_399_000);
  });

  it('are renewed ahead without making anybody wait, and in time where nobody asked ahead', async () => {
    const { shop, one, tokens } = start();
    await one();
    await shop.time.until(shop.time.sleep(23.9 * hour));
    await one();
    expect(shop.grants).toHaveLength(2);
    await one();
    expect(tokens()).toEqual(['token 1', 'token 1', 'token 2']);
    await shop.time.until(shop.time.sleep(25 * hour));
    await one();
    expect(tokens().at(-1)).toBe('token 3');
  });

  it('go on with the old token while renewing ahead fails', async () => {
    const { shop, one } = start();
    await one();
    await shop.time.until(shop.time.sleep(23.9 * hour));
    shop.grant = () => new Response('', { status: 503 });
    await one();
    await one();
    expect(shop.received).toHaveLength(3);
  });

  it('are renewed once when Shopify refuses the token', async () => {
    const { shop, one, tokens } = start();
    await one();
    shop.faults.push(() => json({ errors: '[API] Invalid API key or access token' }, { status: 401 }));
    await one();
    expect(tokens()).toEqual(['token 1', 'token 1', 'token 2']);
    const refuse = () => json({ errors: '[API] Invalid API key or access token' }, { status: 401 });
    shop.faults.push(refuse, refuse);
    await expect(one()).rejects.toMatchObject({ code: 'tokenRejected', fault: 'settings' });
    expect(shop.grants).toHaveLength(3);
  });

  it('are asked for again when the grant fails for a moment', async () => {
    const { shop, one, tokens } = start();
    const { grant } = shop;
    shop.grant = () => {
      shop.grant = grant;
      return new Response('', { status: 503 });
    };
    await one();
    expect(tokens()).toEqual(['token 2']);
    expect(shop.received).toHaveLength(1);
  });

  it.each([
    [400, 'Oauth error shop_not_permitted: Client credentials cannot be performed on this shop.', 'shopNotPermitted'],
    [400, '{"error":"shop_not_permitted","error_description":"…"}', 'shopNotPermitted'],
    [400, '{"error":"app_not_installed"}', 'appNotInstalled'],
    [401, '{"error":"invalid_client","error_description":"Client authentication failed"}', 'clientRejected'],
    [400, '<html>Oauth error invalid_request</html>', 'clientRejected'],
    [404, '<!DOCTYPE html><title>Not found</title>', 'shopUnknown'],
    [423, '', 'shopLocked'],
    [200, '<html>Log in</html>', 'notJson'],
    [200, '{"scope":"read_orders"}', 'unexpectedAnswer'],
    [302, '', 'redirected'],
  ])('%i %s → %s', async (status, body, code) => {
    const { shop, one } = start();
    shop.grant = () => new Response(body, { status });
    const failure = await one().catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ code });
    expect(String(failure) + JSON.stringify(failure)).not.toContain('secret');
    expect(shop.received).toHaveLength(0);
  });

  it('must be there', () => {
    const shop = new FakeShop();
    const open = (parts: Partial<typeof credentials>) => shop.open({ credentials: { ...credentials, ...parts } });
    expect(() => shop.open({ credentials: { kind: 'client', clientId: '', clientSecret: 'x' } })).toThrow(
      'credentialsMissing'
    );
    expect(() => shop.open({ credentials: { kind: 'client', clientId: 'x', clientSecret: ' ' } })).toThrow(
      'credentialsMissing'
    );
    expect(() => shop.open({ credentials: { kind: 'token', token: ' ' } })).toThrow('credentialsMissing');
    expect(() => open({})).not.toThrow();
  });
});

describe('a fixed token', () => {
  it('of any form is sent as it is, and a refusal is told at once', async () => {
    const shop = new FakeShop({ root, credentials: { kind: 'token', token: ' f85632530bf2 ' } });
    const shopify = shop.open();
    shop.faults.push(
      () => undefined,
      () => json({ errors: '[API] Invalid API key' }, { status: 401 })
    );
    const one = () => shop.time.until(shopify.graphql({ document: '{ shop { name } }' }, shop.options({ maxAge: 0 })));
    await one();
    expect(shop.received[0]?.headers.get('x-shopify-access-token')).toBe('f85632530bf2');
    expect(shopify.tokenExpiresAt()).toBeUndefined();
    await expect(one()).rejects.toMatchObject({ code: 'tokenRejected', values: { shop: 'demo-shop.myshopify.com' } });
    expect(shop.received).toHaveLength(2);
  });
});
