import type {
  AdHocVariableFilter,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  MetricFindValue,
  ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';
import type { Observable } from 'rxjs';
import { viewerLanguage } from '../shims/language';
import { annotationSupport } from './annotations';
import { defaultQuery } from './defaults';
import { describeQuery } from './describe';
import { fillVariables, withFilters } from './interpolate';
import { isKnown, migrate } from './migrate';
import type { Options, ShopscopeQuery } from './types';
import { ShopifyVariableSupport } from './variables';
import { queryWords } from './words';
import { viewerZone } from './zone';

/** A Shopify store as a Grafana data source; the backend does the asking. */
export class ShopifyDataSource extends DataSourceWithBackend<ShopscopeQuery, Options> {
  override annotations = annotationSupport;

  constructor(settings: DataSourceInstanceSettings<Options>) {
    super(settings);
    this.variables = new ShopifyVariableSupport(this);
  }

  override getDefaultQuery(app: CoreApp): Partial<ShopscopeQuery> {
    return defaultQuery(app);
  }

  /** Leaves out what is hidden or has nothing to ask yet. */
  override filterQuery(query: ShopscopeQuery): boolean {
    if (query.hide === true) {
      return false;
    }
    switch (query.queryType) {
      case 'metrics':
        return query.metrics === undefined || query.metrics.length > 0;
      case 'shopifyql':
        return query.text.trim() !== '';
      case 'sql':
        return query.sql.trim() !== '';
      case 'events':
        return query.kinds === undefined || query.kinds.length > 0;
      case 'graphql':
        return query.document.trim() !== '';
      default:
        return true;
    }
  }

  /** Language and zone of the viewer travel with the request and are in no saved query. */
  override query(request: DataQueryRequest<ShopscopeQuery>): Observable<DataQueryResponse> {
    const language = viewerLanguage();
    const viewerTimezone = viewerZone(request.timezone);
    const targets = request.targets.map((target) => ({ ...this.migrated(target), language, viewerTimezone }));
    return super.query({ ...request, targets });
  }

  override applyTemplateVariables(
    query: ShopscopeQuery,
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): ShopscopeQuery {
    return withFilters(fillVariables(query, scopedVars), filters);
  }

  override getQueryDisplayText(query: ShopscopeQuery): string {
    return describeQuery(this.migrated(query), queryWords());
  }

  override async getTagKeys(): Promise<MetricFindValue[]> {
    const { tagKeys } = await import('./resources');
    return tagKeys(this);
  }

  override async getTagValues(options: DataSourceGetTagValuesOptions<ShopscopeQuery>): Promise<MetricFindValue[]> {
    const { tagValues } = await import('./resources');
    return tagValues(this, options.key);
  }

  /** A saved query as this version's model; types it doesn't know pass through for the backend to name. */
  migrated(query: ShopscopeQuery): ShopscopeQuery {
    const model = migrate(query);
    return isKnown(model) ? model : query;
  }
}
