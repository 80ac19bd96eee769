import type { Translate } from '../locales/core';
import type { QueryWord } from '../locales/query-words';
import type { ShopscopeQuery } from './types';

/** The first line that says something, cut to a readable length. */
function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line.trim();
}

/** One line for collapsed query rows and the query history. */
export function describeQuery(query: ShopscopeQuery, t: Translate<QueryWord>): string {
  switch (query.queryType) {
    case 'metrics': {
      const names = (query.metrics ?? ['total_sales']).map((name) => t(`kpis:${name}.name`)).join(', ');
      const { bucket = 'none', dimensions = [] } = query;
      const parts = [
        ...dimensions.map((each) => t(`kpis:dimension.${each}`)),
        ...(bucket === 'none' ? [] : [t(`kpis:bucket.${bucket}`)]),
      ];
      return parts.length === 0 ? names : t('query-words:describe.by', { names, by: parts.join(', ') });
    }
    case 'records': {
      const kind = t(`query-words:kind.${query.kind ?? 'orders'}`);
      return query.search === undefined || query.search === '' ? kind : `${kind}: ${query.search}`;
    }
    case 'shopifyql':
      return firstLine(query.text.replaceAll('\n', ' '));
    case 'sql':
      return firstLine(query.sql.replaceAll('\n', ' '));
    case 'events':
      return (query.kinds ?? ['deletions', 'product_changes'])
        .map((kind) => t(`query-words:events.${kind}`))
        .join(', ');
    case 'graphql':
      return firstLine(query.document);
    case 'impact':
      return t(`query-words:impact.format.${query.format ?? 'timeseries'}`);
    case 'affected':
      return t(`query-words:affected.show.${query.show ?? 'rows'}`);
    case 'status':
      return t(`query-words:part.${query.part ?? 'summary'}`);
    default:
      return '';
  }
}
