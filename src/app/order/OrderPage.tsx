import { lazy } from 'react';
import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import { viewerText } from '../text';
import { FindOrder } from './FindOrder';

const OrderView = lazy(() => import('./OrderView'));

/** One order with what happened to it and the errors around it. */
export function OrderPage({ wanted }: { readonly wanted: string | undefined }) {
  const t = viewerText();
  return (
    <StorePage title={t('app-order:title')} subTitle={t('app-order:subtitle')} url={menuPath('order')}>
      {(store) => (
        <>
          <FindOrder key={`${store.uid} ${wanted ?? ''}`} uid={store.uid} wanted={wanted} />
          {wanted !== undefined && <OrderView key={store.uid} store={store} wanted={wanted} />}
        </>
      )}
    </StorePage>
  );
}
