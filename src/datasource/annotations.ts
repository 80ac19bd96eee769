import type { AnnotationSupport } from '@grafana/data';
import { lazily } from './lazily';
import type { EditorProps, ShopscopeQuery } from './types';

/** Annotations are any query with a time column; Grafana's own field mapping chooses the columns. */
export const annotationSupport: AnnotationSupport<ShopscopeQuery> = {
  QueryEditor: lazily<EditorProps>(() => import('./annotation-editor/AnnotationEditor')),
  getDefaultQuery: () => ({ version: 1, queryType: 'records', kind: 'refunds', limit: 100 }),
};
