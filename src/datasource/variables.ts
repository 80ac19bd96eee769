import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { from, map, mergeMap, type Observable } from 'rxjs';
import type { ShopifyDataSource } from './datasource';
import { lazily } from './lazily';
import type { Options, ShopscopeQuery, VariableQuery } from './types';

/** Values of dashboard variables: any query's column, with another column as labels where wished. */
export class ShopifyVariableSupport extends CustomVariableSupport<
  ShopifyDataSource,
  VariableQuery,
  ShopscopeQuery,
  Options
> {
  readonly #dataSource: ShopifyDataSource;

  override editor = lazily(() => import('./variable-editor/VariableEditor'));

  constructor(dataSource: ShopifyDataSource) {
    super();
    this.#dataSource = dataSource;
  }

  override getDefaultQuery(): Partial<VariableQuery> {
    return { version: 1, queryType: 'records', kind: 'products', inRange: false, limit: 100 };
  }

  override query(request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const [target] = request.targets;
    return from(import('./variable-values')).pipe(
      mergeMap(({ variableValues }) =>
        this.#dataSource.query(request).pipe(
          map((response) => ({
            ...response,
            data: target === undefined ? [] : variableValues(response.data, target),
          }))
        )
      )
    );
  }
}
