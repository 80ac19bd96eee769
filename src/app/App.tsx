import { ErrorBoundaryAlert } from '@grafana/ui';
import { lazy, Suspense } from 'react';
import { AlertsPage } from './alerts/AlertsPage';
import { DataPage } from './data/DataPage';
import { Home } from './home/Home';
import { IncidentPage } from './incidents/IncidentPage';
import { IncidentsPage } from './incidents/IncidentsPage';
import { OrderPage } from './order/OrderPage';
import { pageOf } from './places';
import { usePath } from './stores/location';

const KpiPage = lazy(() => import('./kpi/KpiPage'));
const SetupPage = lazy(() => import('./setup/SetupPage'));

function Page({ parts: [page, id] }: { readonly parts: readonly string[] }) {
  switch (page) {
    case 'alerts':
      return <AlertsPage />;
    case 'data':
      return <DataPage />;
    case 'kpi':
      return <KpiPage name={id} />;
    case 'setup':
      return <SetupPage step={id} />;
    case 'order':
      return <OrderPage wanted={id} />;
    case 'incidents':
      return id === undefined ? <IncidentsPage /> : <IncidentPage id={id} />;
    default:
      return <Home />;
  }
}

/** The page that the address names. */
export default function App() {
  return (
    <ErrorBoundaryAlert style="page">
      <Suspense fallback={null}>
        <Page parts={pageOf(usePath())} />
      </Suspense>
    </ErrorBoundaryAlert>
  );
}
