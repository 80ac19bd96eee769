import type { AppRootProps } from '@grafana/data';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { Home } from './home/Home';

export default function App({ meta }: AppRootProps) {
  return (
    <ErrorBoundaryAlert style="page">
      <Home version={meta.info.version} />
    </ErrorBoundaryAlert>
  );
}
