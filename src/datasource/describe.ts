import type { ScreenMessage } from '../locales/screens';
import type { Translate } from '../locales/core';
import type { ShopscopeQuery } from './types';

/** The first line that says something, cut to a readable length. */
function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line.trim();
}

/** One line for collapsed query rows and the query history. */
export function describeQuery(query: ShopscopeQuery, t: Translate<ScreenMessage>): string {
  switch (query.queryType) {
    case 'metrics': {
      const names = (query.metrics ?? ['total_sales']).map((name) => t(`editor:metric.${name}`)).join(', ');
      const by = query.by ?? 'none';
      return by === 'none' ? names : t('editor:describe.by', { names, by: t(`editor:by.${by}`) });
    }
    case 'records': {
      const kind = t(`editor:kind.${query.kind ?? 'orders'}`);
      return query.search === undefined || query.search === '' ? kind : `${kind}: ${query.search}`;
    }
    case 'shopifyql':
      return firstLine(query.text.replaceAll('\n', ' '));
    case 'graphql':
      return firstLine(query.document);
    case 'status':
      return t(`editor:part.${query.part ?? 'summary'}`);
    default:
      return '';
  }
}
