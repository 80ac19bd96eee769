import { lazy } from 'react';
import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import { viewerText } from '../text';

const IncidentList = lazy(() => import('./IncidentList'));

/** Past incidents of a store and what they add up to. */
export function IncidentsPage() {
  const t = viewerText();
  return (
    <StorePage title={t('app-incidents:title')} subTitle={t('app-incidents:subtitle')} url={menuPath('incidents')}>
      {(store) => <IncidentList key={store.uid} store={store} />}
    </StorePage>
  );
}
