import { ErrorBoundaryAlert } from '@grafana/ui';
import { AlertsPage } from './alerts/AlertsPage';
import { DataPage } from './data/DataPage';
import { Home } from './home/Home';
import { IncidentPage } from './incidents/IncidentPage';
import { IncidentsPage } from './incidents/IncidentsPage';
import { OrderPage } from './order/OrderPage';
import { pageOf } from './places';
import { usePath } from './stores/location';

function Page({ parts: [page, id] }: { readonly parts: readonly string[] }) {
  switch (page) {
    case 'alerts':
      return <AlertsPage />;
    case 'data':
      return <DataPage />;
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
      <Page parts={pageOf(usePath())} />
    </ErrorBoundaryAlert>
  );
}
