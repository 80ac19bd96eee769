import { makeBulk } from './bulk/bulk';
import { Courier, type Delivered } from './courier';
import { baseUrl } from './domain';
import { cancellation, systemEnvironment, type Environment } from './environment';
import { ShopifyError } from './errors';
import { factsDocument, factsMaxAge, factsPatience, readFacts } from './facts';
import { fail } from './fail';
import { askGraphql } from './graphql';
import { Registry } from './registry';
import { Requests } from './requests';
import { askShopifyql } from './shopifyql/ask';
import { makeEndpoint } from './transport/endpoint';
import type { CallOptions, ShopConnection, ShopFacts, Shopify } from './types';

/** A shop that shares nothing with others; for the health check of unsaved settings, and for tests. */
export function createShopify(connection: ShopConnection, parts: Partial<Environment> = {}): Shopify {
  return shopifyFor(connection, new Registry(systemEnvironment(parts)));
}

/**
 * A shop whose budgets, token and cache are shared with all of the registry's data sources that use the same shop and app.
 * Throws `domainInvalid` or `credentialsMissing` at once; nothing is sent before the first call.
 */
export function shopifyFor(connection: ShopConnection, registry: Registry): Shopify {
  const { environment } = registry;
  const { tokens, budgets, cache, prefix, release } = registry.share(connection);
  const endpoint = makeEndpoint(connection, baseUrl(connection), environment);
  const courier = new Courier(environment, endpoint, tokens, budgets);
  const requests = new Requests(environment, courier, cache, prefix);
  let calls = 0;
  let servedVersion: string | undefined;
  let facts: ShopFacts | undefined;
  const underWay = new Set<AbortController>();
  let disposed = false;

  const onAnswer = ({ answer }: Delivered) => {
    servedVersion = answer.servedVersion ?? servedVersion;
  };
  const granted = () => {
    const scopes = tokens.current()?.scopes ?? facts?.scopes;
    return scopes === undefined ? undefined : new Set(scopes);
  };
  const callerOf = ({ caller }: CallOptions) => caller ?? `call ${(calls += 1)}`;
  /** Does something that ends with the call, or with the shop. */
  const during = async <Result>(
    options: CallOptions,
    work: (inside: CallOptions, caller: string) => Promise<Result>
  ): Promise<Result> => {
    if (disposed) {
      throw fail('disposed', {});
    }
    const controller = new AbortController();
    const cancel = () => controller.abort(cancellation(options.signal));
    options.signal.addEventListener('abort', cancel, { once: true });
    if (options.signal.aborted) {
      cancel();
    }
    underWay.add(controller);
    try {
      return await work({ ...options, signal: controller.signal }, callerOf(options));
    } finally {
      underWay.delete(controller);
      options.signal.removeEventListener('abort', cancel);
    }
  };

  const graphql: Shopify['graphql'] = async (request, options) => {
    const parts = { connection, environment, requests, costs: budgets.costs, granted, onAnswer };
    return await during(options, (inside, caller) => askGraphql(parts, request, inside, caller));
  };

  const shopify: Shopify = {
    bulk: makeBulk({ connection, environment, courier, graphql, granted, during, onAnswer }),
    graphql,
    async shopifyql(query, options) {
      const parts = { connection, requests, onAnswer };
      return await during(options, (inside, caller) => askShopifyql(parts, query, inside, caller));
    },
    async facts(options) {
      const answer = await graphql({ document: factsDocument }, { maxAge: factsMaxAge, ...options });
      facts = readFacts(answer);
      return facts;
    },
    async lastFacts(options) {
      const known = facts;
      if (known === undefined) {
        return await shopify.facts(options);
      }
      try {
        const deadline = Math.min(options.deadline, environment.clock.now() + factsPatience);
        return await shopify.facts({ ...options, deadline });
      } catch (error) {
        if (error instanceof ShopifyError && error.fault === 'shopify') {
          return known;
        }
        throw error;
      }
    },
    budget() {
      const now = environment.clock.now();
      const graphql = budgets.bucket.state(now);
      const shopifyql = budgets.window.state(now);
      return {
        ...(graphql === undefined ? {} : { graphql }),
        ...(shopifyql === undefined ? {} : { shopifyql }),
        waiting: budgets.bucketQueue.waiting + budgets.windowQueue.waiting,
        throttled: budgets.throttled,
      };
    },
    tokenExpiresAt: () => tokens.current()?.expiresAt,
    servedVersion: () => servedVersion,
    dispose() {
      if (!disposed) {
        disposed = true;
        underWay.forEach((controller) => controller.abort(fail('disposed', {})));
        release();
      }
    },
  };
  return shopify;
}
