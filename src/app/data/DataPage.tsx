import { PluginPage } from '@grafana/runtime';
import { Alert } from '@grafana/ui';
import { lazy, Suspense } from 'react';
import { NoStore } from '../stores/NoStore';
import { StorePicker } from '../stores/StorePicker';
import { useStore } from '../stores/use-store';
import { viewerText } from '../text';
import { Waiting } from './parts/Waiting';

const StoreData = lazy(() => import('./StoreData'));

/** What is stored of a store, how fresh it is, and what an administrator can do with it. */
export function DataPage() {
  const t = viewerText();
  const { stores, store, asked } = useStore();
  return (
    <PluginPage pageNav={{ text: t('data:title') }} subTitle={t('data:subtitle')} actions={<StorePicker />}>
      {stores.length === 0 ? (
        <NoStore />
      ) : store === undefined ? (
        <Alert severity="warning" title={t('data:store.unknown', { uid: asked ?? '' })}>
          {t('data:store.unknown.text')}
        </Alert>
      ) : (
        <Suspense fallback={<Waiting />}>
          <StoreData key={store.uid} store={store} />
        </Suspense>
      )}
    </PluginPage>
  );
}
