import { z } from 'zod';
import type { Language } from '../locales/core';
import { dataSourceSettings, type CopySettings } from '../query/settings';
import type { DataSourceSettings } from './grafana';
import { endpointsOf, type LogSettings } from './log-stores';
import { shopDomain, ShopifyError, type Credentials, type ShopConnection } from './shopify';

/** What a data source was set up with, checked once and never changed. */
export interface ShopSettings extends LogSettings {
  readonly uid: string;
  readonly language: Language;
  readonly connection: ShopConnection;
  readonly copy: CopySettings;
}

/** Addresses that stand in for shops; they come from the environment that Grafana's ini file makes, and nowhere else. */
export interface Sandbox {
  addressOf(domain: string): string | undefined;
}

const addresses = z.record(z.string(), z.string());

/**
 * Reads `sandbox_url` and `sandbox_urls` (a JSON object: domain → address) of Grafana's ini section
 * `[plugin.shopscope-shopify-datasource]`, which reach a backend as `GF_PLUGIN_SANDBOX_URL` and `GF_PLUGIN_SANDBOX_URLS`.
 */
export function sandboxOf(environment: Readonly<Record<string, string | undefined>>): Sandbox {
  const every = environment['GF_PLUGIN_SANDBOX_URL']?.trim() ?? '';
  const single = environment['GF_PLUGIN_SANDBOX_URLS']?.trim() ?? '';
  return {
    addressOf(domain) {
      const named = single === '' ? undefined : addressesOf(single)[domain];
      const url = named ?? (every === '' ? undefined : every);
      if (url !== undefined && !isAddress(url)) {
        throw new ShopifyError('sandboxInvalid', { fault: 'settings', status: 400, values: { url } });
      }
      return url;
    },
  };
}

/** What is wrong with settings, in the language that they name. */
export class SettingsProblem extends Error {
  readonly language: Language;

  constructor(language: Language, cause: unknown) {
    super('settings', { cause });
    this.name = 'SettingsProblem';
    this.language = language;
  }
}

/** Checks a data source's settings. Throws `SettingsProblem` whose cause names the first thing missing or wrong. */
export function readSettings(source: DataSourceSettings, sandbox: Sandbox): ShopSettings {
  const language = languageOf(source.jsonData);
  try {
    const options = dataSourceSettings.parse(source.jsonData ?? {});
    const domain = shopDomain(options.shop);
    const sandboxUrl = sandbox.addressOf(domain);
    return Object.freeze({
      uid: source.uid,
      language,
      copy: options.copy,
      logs: options.logs,
      endpoints: endpointsOf(options.logs, source.secrets),
      impact: options.impact,
      connection: Object.freeze({
        domain,
        credentials: credentialsOf(options, source.secrets),
        apiVersion: options.apiVersion,
        allowProtected: new Set(options.allowProtected),
        ...(sandboxUrl === undefined ? {} : { sandboxUrl }),
      }),
    });
  } catch (error) {
    throw new SettingsProblem(language, error);
  }
}

/** Named apart, so that a person is told which of the two to enter. */
export class SecretMissing extends Error {
  readonly what: 'clientId' | 'clientSecret' | 'accessToken';

  constructor(what: 'clientId' | 'clientSecret' | 'accessToken') {
    super(`${what} is missing`);
    this.name = 'SecretMissing';
    this.what = what;
  }
}

function credentialsOf(
  { authMethod, clientId }: z.output<typeof dataSourceSettings>,
  secrets: Readonly<Record<string, string>>
): Credentials {
  const token = secrets['accessToken']?.trim() ?? '';
  const clientSecret = secrets['clientSecret']?.trim() ?? '';
  if (authMethod === 'token') {
    return { kind: 'token', token: present(token, 'accessToken') };
  }
  return {
    kind: 'client',
    clientId: present(clientId.trim(), 'clientId'),
    clientSecret: present(clientSecret, 'clientSecret'),
  };
}

function present(value: string, what: SecretMissing['what']): string {
  if (value === '') {
    throw new SecretMissing(what);
  }
  return value;
}

/** Read apart from the rest: also settings that are wrong are answered in their language. */
function languageOf(jsonData: unknown): Language {
  const parsed = z.looseObject({ language: dataSourceSettings.shape.language }).safeParse(jsonData ?? {});
  return parsed.success ? parsed.data.language : 'en';
}

function addressesOf(json: string): Readonly<Record<string, string>> {
  try {
    return addresses.parse(JSON.parse(json));
  } catch (cause) {
    throw new ShopifyError('sandboxInvalid', { fault: 'settings', status: 400, values: { url: json }, cause });
  }
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
