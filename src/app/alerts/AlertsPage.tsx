import { lazy } from 'react';
import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import { viewerText } from '../text';

const StoreAlerts = lazy(() => import('./StoreAlerts'));

/** The alert rules that come with the plugin, and how each stands in this Grafana for a store. */
export function AlertsPage() {
  const t = viewerText();
  return (
    <StorePage title={t('app-alerts:title')} subTitle={t('app-alerts:subtitle')} url={menuPath('alerts')}>
      {(store) => <StoreAlerts key={store.uid} store={store} />}
    </StorePage>
  );
}
