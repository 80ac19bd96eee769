import type { DataSourceJsonData, QueryEditorProps } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { QueryType, SavedQuery } from '../query';
import type { DataSourceOptions } from '../query/settings';
import type { ShopifyDataSource } from './datasource';

/** A query as Grafana keeps it: ours, with Grafana's own fields. */
export type ShopscopeQuery = SavedQuery & DataQuery;

/** A query of one type. */
export type QueryOf<Type extends QueryType> = Extract<ShopscopeQuery, { queryType: Type }>;

export type Options = DataSourceOptions & DataSourceJsonData;

/** A dashboard variable's query: any query, and which of its columns are values and labels. */
export type VariableQuery = ShopscopeQuery & {
  /** Column of the values; empty: the first text column. */
  valueField?: string;
  /** Column of the labels; empty: the values themselves. */
  textField?: string;
};

export type EditorProps = QueryEditorProps<ShopifyDataSource, ShopscopeQuery, Options>;
