import { LoadingPlaceholder } from '@grafana/ui';
import type { PanelData } from '@grafana/data';
import { lazy, Suspense } from 'react';
import type { QueryType } from '../../query';
import type { ShopifyDataSource } from '../datasource';
import { viewerText } from '../text';
import type { QueryOf, ShopscopeQuery } from '../types';
import { AffectedPane } from './affected/AffectedPane';
import { EventsPane } from './events/EventsPane';
import { ImpactPane } from './impact/ImpactPane';
import { MetricsPane } from './metrics/MetricsPane';
import type { PaneProps } from './pane';
import { RecordsPane } from './records/RecordsPane';
import { StatusPane } from './status/StatusPane';

const GraphqlPane = lazy(() => import('./graphql/GraphqlPane'));
const SqlPane = lazy(() => import('./sql/SqlPane'));
const ShopifyqlPane = lazy(() => import('./shopifyql/ShopifyqlPane'));

interface Props {
  readonly query: ShopscopeQuery;
  readonly datasource: ShopifyDataSource;
  readonly data: PanelData | undefined;
  readonly onChange: (query: ShopscopeQuery) => void;
  readonly choose: (query: ShopscopeQuery) => void;
  readonly run: () => void;
}

/** The pane of the query's type. */
export function Pane({ query, onChange, choose, ...shared }: Props) {
  function propsOf<Type extends QueryType>(own: QueryOf<Type>): PaneProps<Type> {
    return {
      ...shared,
      query: own,
      change: (patch) => onChange({ ...own, ...patch }),
      choose: (patch) => choose({ ...own, ...patch }),
      replace: choose,
    };
  }
  switch (query.queryType) {
    case 'metrics':
      return <MetricsPane {...propsOf(query)} />;
    case 'impact':
      return <ImpactPane {...propsOf(query)} />;
    case 'affected':
      return <AffectedPane {...propsOf(query)} />;
    case 'records':
      return <RecordsPane {...propsOf(query)} />;
    case 'events':
      return <EventsPane {...propsOf(query)} />;
    case 'status':
      return <StatusPane {...propsOf(query)} />;
    case 'shopifyql':
      return (
        <Suspense fallback={<LoadingPlaceholder text={viewerText()('query-words:loading')} />}>
          <ShopifyqlPane {...propsOf(query)} />
        </Suspense>
      );
    case 'sql':
      return (
        <Suspense fallback={<LoadingPlaceholder text={viewerText()('query-words:loading')} />}>
          <SqlPane {...propsOf(query)} />
        </Suspense>
      );
    case 'graphql':
      return (
        <Suspense fallback={<LoadingPlaceholder text={viewerText()('query-words:loading')} />}>
          <GraphqlPane {...propsOf(query)} />
        </Suspense>
      );
  }
}
