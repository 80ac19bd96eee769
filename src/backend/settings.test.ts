import { describe, expect, it } from 'vitest';
import { asPluginError } from './errors';
import { readSettings, sandboxOf, SettingsProblem } from './settings';

const none = sandboxOf({});
const source = (jsonData: unknown, secrets: Record<string, string> = { clientSecret: 's', accessToken: 't' }) => ({
  id: 1,
  uid: 'u',
  name: 'n',
  url: '',
  user: '',
  database: '',
  basicAuthEnabled: false,
  basicAuthUser: '',
  jsonData,
  secrets,
  updated: 1,
  apiVersion: '',
});
const refusal = (jsonData: unknown, secrets?: Record<string, string>, sandbox = none): string => {
  try {
    readSettings(source(jsonData, secrets), sandbox);
    return 'accepted';
  } catch (error) {
    return asPluginError(error, error instanceof SettingsProblem ? error.language : 'en').message;
  }
};

describe('readSettings', () => {
  it('checks, completes and freezes settings', () => {
    const settings = readSettings(source({ shop: ' HTTPS://Demo.myshopify.com/admin ', clientId: ' id ' }), none);
    expect(settings).toEqual({
      uid: 'u',
      language: 'en',
      connection: {
        domain: 'demo.myshopify.com',
        credentials: { kind: 'client', clientId: 'id', clientSecret: 's' },
        apiVersion: '2026-07',
        allowProtected: new Set(),
      },
      copy: {
        enabled: false,
        budgetShare: 0.2,
        personal: [],
        personalRoles: ['Admin'],
        rawDocuments: false,
        metafields: [],
      },
      logs: { endpoints: [], errors: 'level=~"error|critical"', lagSeconds: 60 },
      endpoints: [],
      impact: { campaigns: [], baselineWeeks: 8, errorWords: {} },
    });
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.connection)).toBe(true);
  });

  it.each([
    [{}, {}, 'domain is empty'],
    [{ shop: 'a.example.com', clientId: 'x' }, {}, 'not a *.myshopify.com domain'],
    [{ shop: 'a', clientId: '' }, { clientSecret: 's' }, 'client ID is missing'],
    [{ shop: 'a', clientId: 'x' }, {}, 'client secret is missing'],
    [{ shop: 'a', authMethod: 'token' }, { accessToken: ' ' }, 'access token is missing'],
    [{ shop: 'a', apiVersion: '2020-01' }, {}, 'apiVersion'],
    [{ shop: 'a', language: 'ko' }, {}, '클라이언트 ID'],
    ['text', {}, 'expected object'],
  ])('names what is missing or wrong in %j', (jsonData, secrets, text) => {
    expect(refusal(jsonData, secrets)).toContain(text);
  });

  it('takes a sandbox address from the server alone', () => {
    const jsonData = {
      shop: 'a',
      clientId: 'x',
      sandboxUrl: 'http://evil.example.com',
      sandbox_url: 'http://evil.example.com',
    };
    expect(readSettings(source(jsonData), none).connection.sandboxUrl).toBeUndefined();
    const sandbox = sandboxOf({
      GF_PLUGIN_SANDBOX_URL: 'http://127.0.0.1:1',
      GF_PLUGIN_SANDBOX_URLS: '{"b.myshopify.com":"http://127.0.0.1:2"}',
    });
    expect(readSettings(source(jsonData), sandbox).connection.sandboxUrl).toBe('http://127.0.0.1:1');
    expect(readSettings(source({ ...jsonData, shop: 'b' }), sandbox).connection.sandboxUrl).toBe('http://127.0.0.1:2');
  });

  it.each([
    [{ GF_PLUGIN_SANDBOX_URL: 'file:///etc/passwd' }],
    [{ GF_PLUGIN_SANDBOX_URL: 'nonsense' }],
    [{ GF_PLUGIN_SANDBOX_URLS: '{broken' }],
  ])('refuses the sandbox address %j', (variables) => {
    expect(refusal({ shop: 'a', clientId: 'x' }, undefined, sandboxOf(variables))).toContain('sandbox address');
  });
});
