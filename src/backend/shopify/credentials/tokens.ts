import { z } from 'zod';
import type { Environment } from '../environment';
import { ShopifyError } from '../errors';
import { fail } from '../fail';
import { transportFault } from '../transport/endpoint';
import { mayRetry, shortReason, statusFault } from '../transport/faults';
import { readBody } from '../transport/body';
import { send } from '../transport/send';
import type { Credentials, ShopConnection } from '../types';
import { Flights, type Waiter } from '../flights';

/** An access token and what Shopify told with it. */
export interface Token {
  readonly value: string;
  /** Epoch milliseconds; undefined for tokens that do not expire. */
  readonly expiresAt: number | undefined;
  /** Granted scopes, where the grant told them. */
  readonly scopes: readonly string[] | undefined;
}

/** Where tokens come from. `reject` says that Shopify refused one: the next `get` asks for another, if there can be one. */
export interface Tokens {
  get(waiter: Waiter): Promise<Token>;
  /** True where another token may be had. */
  reject(token: Token): boolean;
  current(): Token | undefined;
}

const grant = z.looseObject({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  expires_in: z.number().positive().optional(),
});

const minute = 60_000;
/** Before it expires a token is replaced, at first without making anybody wait. */
const refreshAhead = 10 * minute;
const refreshAtLeast = minute;

/** Tokens for a connection; throws `credentialsMissing` where a part is empty. */
export function makeTokens(connection: ShopConnection, base: string, environment: Environment): Tokens {
  const { credentials } = connection;
  return credentials.kind === 'token'
    ? fixedToken(credentials.token)
    : new GrantedTokens(connection, credentials, base, environment);
}

function fixedToken(value: string): Tokens {
  if (value.trim() === '') {
    throw fail('credentialsMissing', {});
  }
  const token: Token = { value: value.trim(), expiresAt: undefined, scopes: undefined };
  return { get: () => Promise.resolve(token), reject: () => false, current: () => token };
}

/** Client credentials grant: tokens of 24 hours, renewed ahead, one request at a time. */
class GrantedTokens implements Tokens {
  readonly #connection: ShopConnection;
  readonly #credentials: Extract<Credentials, { kind: 'client' }>;
  readonly #base: string;
  readonly #environment: Environment;
  readonly #flights: Flights<Token>;
  #token: Token | undefined;

  constructor(
    connection: ShopConnection,
    credentials: Extract<Credentials, { kind: 'client' }>,
    base: string,
    environment: Environment
  ) {
    if (credentials.clientId.trim() === '' || credentials.clientSecret.trim() === '') {
      throw fail('credentialsMissing', {});
    }
    this.#connection = connection;
    this.#credentials = credentials;
    this.#base = base;
    this.#environment = environment;
    this.#flights = new Flights(environment);
  }

  current(): Token | undefined {
    return this.#token;
  }

  async get(waiter: Waiter): Promise<Token> {
    const now = this.#environment.clock.now();
    const left = (this.#token?.expiresAt ?? Number.POSITIVE_INFINITY) - now;
    if (this.#token === undefined || left <= refreshAtLeast) {
      return await this.#renew(waiter);
    }
    if (left <= refreshAhead) {
      this.#renew({ ...waiter, signal: new AbortController().signal, deadline: now + minute }).catch(
        (error: unknown) => {
          const code = error instanceof ShopifyError ? error.code : String(error);
          this.#environment.log.warn('token could not be renewed ahead', { shop: this.#connection.domain, code });
        }
      );
    }
    return this.#token;
  }

  reject(token: Token): boolean {
    if (this.#token === token) {
      this.#token = undefined;
    }
    return true;
  }

  #renew(waiter: Waiter): Promise<Token> {
    return this.#flights.join('token', waiter, async ({ signal }) => {
      this.#token = await this.#request(signal);
      return this.#token;
    });
  }

  async #request(signal: AbortSignal): Promise<Token> {
    const { domain } = this.#connection;
    try {
      const response = await send(this.#environment, `${this.#base}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: this.#credentials.clientId.trim(),
          client_secret: this.#credentials.clientSecret.trim(),
        }).toString(),
        signal,
      });
      const { text } = await readBody(response);
      if (!response.ok) {
        throw grantFault(domain, response, text);
      }
      return this.#decode(response, text);
    } catch (error) {
      const fault = transportFault(domain, error, signal);
      this.#environment.log.warn('token refused', { shop: domain, code: fault.code, again: mayRetry(fault) });
      throw fault;
    }
  }

  #decode(response: Response, text: string): Token {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw fail('notJson', { contentType: response.headers.get('content-type') ?? '-' });
    }
    const parsed = grant.safeParse(json);
    if (!parsed.success) {
      throw fail('unexpectedAnswer', { reason: 'access_token' });
    }
    const { access_token: value, scope, expires_in: life } = parsed.data;
    return {
      value,
      expiresAt: life === undefined ? undefined : this.#environment.clock.now() + life * 1000,
      scopes: scope?.split(/[\s,]+/).filter((name) => name !== ''),
    };
  }
}

/** Shopify tells what is wrong in the body, as JSON or as a sentence of text. */
function grantFault(shop: string, response: Response, body: string): ShopifyError {
  if (body.includes('shop_not_permitted')) {
    return fail('shopNotPermitted', { shop });
  }
  if (/app_not_installed|application_not_installed/.test(body)) {
    return fail('appNotInstalled', { shop });
  }
  if (response.status === 400 || response.status === 401 || /invalid_client|invalid_request/.test(body)) {
    return fail('clientRejected', { shop, reason: shortReason(body) });
  }
  return statusFault(shop, response, body);
}
