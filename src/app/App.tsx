import { ErrorBoundaryAlert } from '@grafana/ui';
import { DataPage } from './data/DataPage';
import { Home } from './home/Home';
import { pageOf } from './places';
import { usePath } from './stores/location';

/** The page that the address names. */
export default function App() {
  const page = pageOf(usePath());
  return <ErrorBoundaryAlert style="page">{page === 'data' ? <DataPage /> : <Home />}</ErrorBoundaryAlert>;
}
