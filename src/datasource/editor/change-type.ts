import type { QueryType } from '../../query';
import { affectedQuery } from '../../query/affected';
import { eventsQuery } from '../../query/events';
import { graphqlQuery } from '../../query/graphql';
import { impactQuery } from '../../query/impact';
import { metricsQuery } from '../../query/metrics';
import { recordsQuery } from '../../query/records';
import { shopifyqlQuery } from '../../query/shopifyql';
import { sqlQuery } from '../../query/sql';
import { statusQuery } from '../../query/status';
import { freshQuery } from '../defaults';
import type { ShopscopeQuery } from '../types';

const shapes = {
  metrics: metricsQuery.shape,
  impact: impactQuery.shape,
  affected: affectedQuery.shape,
  records: recordsQuery.shape,
  shopifyql: shopifyqlQuery.shape,
  sql: sqlQuery.shape,
  events: eventsQuery.shape,
  graphql: graphqlQuery.shape,
  status: statusQuery.shape,
};

/** Grafana's own fields, and a variable's choice of columns. */
const outside = ['datasource', 'key', 'hide', 'valueField', 'textField'];

/** Fields whose meaning is the same in every type that has them. */
const sameEverywhere = ['timezone', 'period', 'format', 'lane', 'services', 'stages'];

/**
 * A query of another type. What both types mean alike stays; what only the old type had goes, so that a saved query
 * holds nothing it doesn't use.
 */
export function changeType(query: ShopscopeQuery, queryType: QueryType): ShopscopeQuery {
  if (query.queryType === queryType) {
    return query;
  }
  const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> = shapes[queryType];
  const values = Object.fromEntries(
    Object.entries(query).filter(
      ([field, value]) =>
        outside.includes(field) || (sameEverywhere.includes(field) && shape[field]?.safeParse(value).success === true)
    )
  );
  return { ...freshQuery(queryType), ...values, refId: query.refId };
}
