import { lazy } from 'react';
import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import { viewerText } from '../text';

const StoreData = lazy(() => import('./StoreData'));

/** What is stored of a store, how fresh it is, and what an administrator can do with it. */
export function DataPage() {
  const t = viewerText();
  return (
    <StorePage title={t('data:title')} subTitle={t('data:subtitle')} url={menuPath('data')}>
      {(store) => <StoreData key={store.uid} store={store} />}
    </StorePage>
  );
}
