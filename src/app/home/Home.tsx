import { lazy } from 'react';
import { StorePage } from '../parts/StorePage';
import { homePath } from '../places';
import { viewerText } from '../text';

const StoreHome = lazy(() => import('./StoreHome'));

/** Is the shop fine, where to look, and what is stale or missing. */
export function Home() {
  const t = viewerText();
  return (
    <StorePage title={t('app-home:title')} subTitle={t('app:home.subtitle')} url={homePath()}>
      {(store) => <StoreHome key={store.uid} store={store} />}
    </StorePage>
  );
}
