import type { DataQuery } from '@grafana/schema';
import { lookupOf, type QueryType } from '../query';
import { freshQuery } from './defaults';
import type { ShopscopeQuery } from './types';

const types: Readonly<Record<QueryType, true>> = {
  metrics: true,
  impact: true,
  affected: true,
  records: true,
  shopifyql: true,
  sql: true,
  events: true,
  graphql: true,
  status: true,
};

function isQueryType(value: unknown): value is QueryType {
  return typeof value === 'string' && Object.hasOwn(types, value);
}

/** The type of a model that names none, by the field that only one type has. */
function guessType(query: DataQuery): QueryType {
  const has = (field: string) => field in query;
  if (has('document')) {
    return 'graphql';
  }
  if (has('text')) {
    return 'shopifyql';
  }
  if (has('sql')) {
    return 'sql';
  }
  if (has('kinds')) {
    return 'events';
  }
  if (has('kind') || has('search')) {
    return 'records';
  }
  return has('part') ? 'status' : 'metrics';
}

/** Whether this version of the plugin can edit and run the query. */
export function isKnown(query: DataQuery): query is ShopscopeQuery {
  return isQueryType(query.queryType);
}

/**
 * A model of this version out of any that may be saved: one written before `queryType` was, or provisioned by hand.
 * A type that this version doesn't know is left as it is; the editor and the backend say so.
 */
export function migrate(query: DataQuery): DataQuery {
  if (query.queryType !== undefined && query.queryType !== '') {
    return query;
  }
  const lookup = lookupOf(query);
  return lookup === undefined
    ? { ...freshQuery(guessType(query)), ...query, queryType: guessType(query) }
    : { ...freshQuery('records'), refId: query.refId, ...lookup };
}
