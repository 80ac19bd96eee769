import type { StatusQuery } from '../../../query';
import type { Connection } from '../../../query/resources';
import { boolField, numberField, stringField, type Frame } from '../../grafana';
import type { Ask, Run } from '../common/ask';
import { withMeta } from '../common/meta';
import { frameOf } from '../common/shape';
import { connectionOf } from './connection';
import { driftFrame } from './drift';
import { countedSince, errorsFrame } from './errors';
import { morningFrame } from './morning';
import { syncFrame } from './sync';

type StatusAsk = Ask<StatusQuery>;

/** Tells the state of the connection. Nothing is asked of Shopify but the facts, which are kept for five minutes. */
export const runStatus: Run<StatusQuery> = async (ask) => {
  const state = connectionOf(ask);
  const frames: Readonly<Record<StatusQuery['part'], () => Frame | Promise<Frame>>> = {
    summary: () => summary(ask, state),
    budget: () => budget(ask),
    scopes: () => scopes(ask, state),
    sync: () => syncFrame(ask),
    drift: () => driftFrame(ask),
    morning: () => morningFrame(ask),
    errors: () => errorsFrame(ask),
  };
  const notices = [
    ...state.notices.map((text) => ({ severity: 'warning' as const, text })),
    ...(ask.query.part === 'errors' ? countedSince(ask) : []),
  ];
  return withMeta([only(await frames[ask.query.part](), ask.query.field)], ask, { answers: [], notices });
};

function only(frame: Frame, field: string | undefined): Frame {
  return field === undefined
    ? frame
    : { ...frame, fields: frame.fields.filter(({ name, labels }) => (labels?.['metric'] ?? name) === field) };
}

function summary({ t, shopify }: StatusAsk, state: Connection): Frame {
  const { graphql, shopifyql } = state.budget;
  const missing = state.scopes.filter(({ granted }) => !granted).map(({ scope }) => scope);
  const points = (budget: { available: number; maximum: number } | undefined) =>
    budget === undefined ? '–' : `${Math.floor(budget.available)} / ${budget.maximum}`;
  const rows: ReadonlyArray<readonly [string, string]> = [
    ['shop', state.shop.name],
    ['domain', state.shop.domain],
    ['plan', state.shop.plan],
    ['timezone', state.shop.timezone],
    ['currency', state.shop.currency],
    ['version', state.apiVersion.served ?? state.apiVersion.asked],
    [
      'token',
      state.tokenExpiresAt === undefined
        ? t('queries:status.tokenLasting')
        : new Date(state.tokenExpiresAt).toISOString(),
    ],
    ['scopesMissing', missing.join(', ') || '–'],
    ['history', state.history.text],
    ['graphqlBudget', points(graphql)],
    ['shopifyqlBudget', points(shopifyql)],
    ['waiting', String(shopify.budget().waiting)],
    ['throttled', String(shopify.budget().throttled)],
  ];
  return frameOf('status', 'table', [
    stringField(
      'fact',
      rows.map(([key]) => t(`queries:status.${key}`)),
      { config: { displayName: t('queries:column.fact') } }
    ),
    stringField(
      'value',
      rows.map(([, value]) => value),
      { config: { displayName: t('queries:column.value') } }
    ),
    stringField(
      'key',
      rows.map(([key]) => key),
      {
        config: {
          displayName: t('queries:column.key'),
          custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } },
        },
      }
    ),
  ]);
}

/** One row: points that are there now and their maximum; null before Shopify has told. */
function budget({ t, shopify }: StatusAsk): Frame {
  const { graphql, shopifyql, waiting, throttled } = shopify.budget();
  const columns: ReadonlyArray<readonly [string, number | undefined]> = [
    ['graphql_available', graphql && Math.floor(graphql.available)],
    ['graphql_maximum', graphql?.maximum],
    ['graphql_left_percent', graphql && Math.floor((100 * graphql.available) / Math.max(1, graphql.maximum))],
    ['graphql_restore_rate', graphql?.restoreRate],
    ['shopifyql_available', shopifyql?.available],
    ['shopifyql_maximum', shopifyql?.maximum],
    ['waiting', waiting],
    ['throttled', throttled],
  ];
  const fields = columns.map(([name, value]) =>
    numberField(name, [value ?? null], {
      labels: { metric: name },
      config: { displayName: t(`queries:column.${name}`), decimals: 0, min: 0 },
    })
  );
  return frameOf('budget', 'numeric-wide', fields);
}

function scopes({ t }: StatusAsk, { scopes: all }: Connection): Frame {
  const titled = (name: string) => ({ config: { displayName: t(`queries:column.${name}`) } });
  return frameOf('scopes', 'table', [
    stringField(
      'scope',
      all.map(({ scope }) => scope),
      titled('scope')
    ),
    boolField(
      'granted',
      all.map(({ granted }) => granted),
      titled('granted')
    ),
    stringField(
      'without',
      all.map(({ without }) => without),
      titled('without')
    ),
  ]);
}
