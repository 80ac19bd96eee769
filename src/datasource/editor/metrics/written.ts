import { freshQuery } from '../../defaults';
import type { QueryOf, ShopscopeQuery } from '../../types';
import { changeType } from '../change-type';

/** What a `metrics` query can be written in. */
export type Written = 'sql' | 'shopifyql';

/** A `metrics` query gone over into text. */
export function written(query: QueryOf<'metrics'>, language: Written, text: string): ShopscopeQuery {
  const { refId } = query;
  const changed: Pick<ShopscopeQuery, 'datasource' | 'key' | 'hide' | 'timezone'> = changeType(query, language);
  return language === 'sql'
    ? { ...changed, ...freshQuery('sql'), refId, sql: text }
    : { ...changed, ...freshQuery('shopifyql'), refId, text };
}
