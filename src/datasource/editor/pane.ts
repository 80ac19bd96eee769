import type { PanelData } from '@grafana/data';
import type { QueryType } from '../../query';
import type { ShopifyDataSource } from '../datasource';
import type { QueryOf, ShopscopeQuery } from '../types';

/** What every pane of the query editor gets. */
export interface PaneProps<Type extends QueryType> {
  readonly query: QueryOf<Type>;
  readonly datasource: ShopifyDataSource;
  readonly data: PanelData | undefined;
  /** Changes fields and leaves running to the person, as for text being typed. */
  readonly change: (patch: Partial<QueryOf<Type>>) => void;
  /** Changes fields and runs the query, as for something chosen from a list. */
  readonly choose: (patch: Partial<QueryOf<Type>>) => void;
  /** Puts a query of another type in the place of this one, and runs it. */
  readonly replace: (query: ShopscopeQuery) => void;
  readonly run: () => void;
}
