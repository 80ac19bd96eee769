import { ErrorBoundaryAlert } from '@grafana/ui';
import { Home } from './home/Home';

export default function App() {
  return (
    <ErrorBoundaryAlert style="page">
      <Home />
    </ErrorBoundaryAlert>
  );
}
