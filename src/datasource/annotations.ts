import type { AnnotationSupport } from '@grafana/data';
import type { ShopscopeQuery } from './types';

/** Annotations are any query with a time column: Grafana's own field mapping chooses columns, these are the start. */
export const annotationSupport: AnnotationSupport<ShopscopeQuery> = {
  getDefaultQuery: () => ({ version: 1, queryType: 'records', kind: 'refunds', limit: 100 }),
};
