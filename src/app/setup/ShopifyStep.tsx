import { LinkButton } from '@grafana/ui';
import { useCallback } from 'react';
import type { Connection } from '../../query/resources';
import { runQueries } from '../ask/query';
import { useAsked } from '../ask/use-asked';
import { Part } from '../data/parts/Part';
import { places } from '../places';
import { isAdmin, type Store } from '../stores/stores';
import { Check, Checks } from './Check';
import { Note } from './Note';
import type { Told } from './situation';
import { setupText } from './text';

const reports = 'FROM sales SHOW total_sales SINCE today';

/** One row of ShopifyQL: whether Shopify lets the app ask it at all. */
async function askShopifyql(uid: string): Promise<string | undefined> {
  const now = Date.now();
  const answered = await runQueries(
    uid,
    { from: now - 86_400_000, to: now },
    { reports: { version: 2, queryType: 'shopifyql', text: reports } }
  );
  return answered('reports').error;
}

function Reports({ uid }: { readonly uid: string }) {
  const t = setupText();
  const { answer, failed } = useAsked(useCallback(async () => ({ refused: await askShopifyql(uid) }), [uid]));
  const why = failed ?? answer?.refused;
  if (why !== undefined) {
    return (
      <Check found="warning" title={t('setup:shopify.reports.refused')}>
        {why}
      </Check>
    );
  }
  return answer === undefined ? (
    <Check found="unknown" title={t('setup:shopify.reports.asking')} />
  ) : (
    <Check found="good" title={t('setup:shopify.reports')} />
  );
}

function Answered({ uid, connection }: { readonly uid: string; readonly connection: Connection }) {
  const t = setupText();
  const { shop, scopes, history, notices } = connection;
  const missing = scopes.filter(({ granted }) => !granted);
  return (
    <>
      <Check found="good" title={t('setup:shopify.address')}>
        {t('setup:shopify.address.text', { name: shop.name, domain: shop.domain })}
      </Check>
      <Check found="good" title={t('setup:shopify.credentials')}>
        {t('setup:shopify.credentials.text', { timezone: shop.timezone, currency: shop.currency })}
      </Check>
      {missing.length === 0 ? (
        <Check found="good" title={t('setup:shopify.scopes')}>
          {history.text}
        </Check>
      ) : (
        missing.map(({ scope, without }) => (
          <Check key={scope} found="warning" title={t('setup:shopify.scope.missing', { scope })}>
            {without}
          </Check>
        ))
      )}
      <Reports uid={uid} />
      {notices.map((notice) => (
        <Check key={notice} found="warning" title={notice} />
      ))}
    </>
  );
}

/** Whether the store answers, part by part, and what to send to its owner where something is missing. */
export function ShopifyStep({ store, connection }: { readonly store: Store; readonly connection: Told<Connection> }) {
  const t = setupText();
  const missing = 'is' in connection ? connection.is.scopes.filter(({ granted }) => !granted) : [];
  return (
    <>
      <Part title={t('setup:step.shopify')} text={t('setup:shopify.text')}>
        <Checks label={t('setup:checks')}>
          {'failed' in connection ? (
            <Check found="bad" title={t('setup:shopify.failed')}>
              {connection.failed}
            </Check>
          ) : (
            <Answered uid={store.uid} connection={connection.is} />
          )}
        </Checks>
        {isAdmin() && (
          <div>
            <LinkButton variant="secondary" icon="cog" href={places.settings(store.uid)}>
              {t('setup:settings')}
            </LinkButton>
          </div>
        )}
      </Part>
      {isAdmin() && ('failed' in connection || missing.length > 0) && (
        <Note missing={missing.map(({ scope }) => scope)} />
      )}
    </>
  );
}
