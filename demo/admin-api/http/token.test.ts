import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoApp } from '../apps';
import { testApi, type TestApi } from '../testing/harness';

const granted = z.object({ access_token: z.string(), scope: z.string(), expires_in: z.number() });
const credentials = {
  grant_type: 'client_credentials',
  client_id: demoApp.clientId,
  client_secret: demoApp.clientSecret,
};

function asJson({ api }: TestApi, fields: Readonly<Record<string, string>> = credentials) {
  return fetch(`${api.url}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  });
}

describe('client credentials grant', () => {
  it('gives a token for 24 hours, by form or by JSON', async () => {
    const started = await testApi({ app: { scopes: ['read_orders', 'read_products'] } });
    const form = await fetch(`${started.api.url}/admin/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams(credentials),
    });
    const first = granted.parse(await form.json());
    const second = granted.parse(await (await asJson(started)).json());
    expect(first).toMatchObject({ scope: 'read_orders,read_products', expires_in: 86_399 });
    expect(second.access_token).not.toBe(first.access_token);
    const ask = (token: string) => started.post('{ shop { name } }', {}, { 'X-Shopify-Access-Token': token });
    expect((await ask(first.access_token)).status).toBe(200);
    started.advance(86_400_000);
    expect((await ask(first.access_token)).status).toBe(401);
  });

  it('can give shorter ones', async () => {
    const started = await testApi({ switches: { tokenLifetime: 30 } });
    const { access_token: token, expires_in: seconds } = granted.parse(await (await asJson(started)).json());
    expect(seconds).toBe(30);
    started.advance(31_000);
    expect((await started.post('{ shop { name } }', {}, { 'X-Shopify-Access-Token': token })).status).toBe(401);
  });

  it.each([
    ['shop_not_permitted', { permitted: false }, {}],
    ['app_not_installed', { installed: false }, {}],
    ['invalid_client', {}, { client_secret: 'wrong' }],
    ['unsupported_grant_type', {}, { grant_type: 'password' }],
  ])('refuses with %s', async (error, app, fields) => {
    const started = await testApi({ app });
    const json = await asJson(started, { ...credentials, ...fields });
    expect(json.status).toBe(400);
    expect(await json.json()).toMatchObject({ error });
    started.api.switches.grantErrors = 'text';
    expect(await (await asJson(started, { ...credentials, ...fields })).text()).toMatch(`Oauth error ${error}: `);
  });
});

it('refuses an unknown token in the words of Shopify', async () => {
  const { post } = await testApi();
  const response = await post('{ shop { name } }', {}, { 'X-Shopify-Access-Token': 'shpat_wrong' });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
  });
});
