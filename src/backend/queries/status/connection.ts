import type { BackendMessage } from '../../../locales/backend';
import type { Translate } from '../../../locales/core';
import type { Connection } from '../../../query/resources';
import type { ShopConnection, ShopFacts, Shopify } from '../../shopify';
import { horizonOf, visibleDays } from '../common/notices';

/** Every scope that some part of the plugin reads with. What is lost without it: `queries:scope.<scope>`. */
export const usefulScopes = [
  'read_orders',
  'read_all_orders',
  'read_reports',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_customers',
  'read_discounts',
  'read_returns',
  'read_merchant_managed_fulfillment_orders',
] as const;

/** What is known of the connection, in words of one language. */
export function connectionOf({
  facts,
  connection,
  shopify,
  now,
  t,
}: {
  readonly facts: ShopFacts;
  readonly connection: ShopConnection;
  readonly shopify: Shopify;
  readonly now: number;
  readonly t: Translate<BackendMessage>;
}): Connection {
  const { graphql, shopifyql } = shopify.budget();
  const expires = shopify.tokenExpiresAt();
  const served = shopify.servedVersion();
  const granted = (scope: string) =>
    facts.scopes.includes(scope) || facts.scopes.includes(scope.replace(/^read_/, 'write_'));
  const writing = facts.scopes.filter((scope) => scope.startsWith('write_'));
  const whole = horizonOf(facts, now) === undefined;
  return {
    shop: {
      name: facts.name,
      domain: facts.domain,
      plan: facts.plan,
      timezone: facts.timezone,
      currency: facts.currency,
    },
    apiVersion: { asked: connection.apiVersion, ...(served === undefined ? {} : { served }) },
    ...(connection.sandboxUrl === undefined ? {} : { sandbox: connection.sandboxUrl }),
    ...(expires === undefined ? {} : { tokenExpiresAt: expires }),
    scopes: usefulScopes.map((scope) => ({ scope, granted: granted(scope), without: t(`queries:scope.${scope}`) })),
    history: {
      days: whole ? null : visibleDays,
      text: whole ? t('queries:history.all') : t('queries:history.days', { days: visibleDays }),
    },
    budget: {
      ...(graphql === undefined ? {} : { graphql }),
      ...(shopifyql === undefined ? {} : { shopifyql }),
    },
    notices: [
      ...(connection.sandboxUrl === undefined ? [] : [t('queries:health.sandbox', { url: connection.sandboxUrl })]),
      ...(writing.length === 0 ? [] : [t('queries:health.writeScopes', { scopes: writing.join(', ') })]),
      ...(served === undefined || served === connection.apiVersion
        ? []
        : [t('queries:health.version', { asked: connection.apiVersion, served })]),
    ],
  };
}
