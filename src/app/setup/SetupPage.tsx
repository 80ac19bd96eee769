import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import { isAdmin } from '../stores/stores';
import { Note } from './Note';
import { StoreSetup } from './StoreSetup';
import { setupText } from './text';
import { Alert, Stack } from '@grafana/ui';
import { useStore } from '../stores/use-store';

/** The way from nothing to the first figure, step by step; the step stands in the address. */
export default function SetupPage({ step }: { readonly step: string | undefined }) {
  const t = setupText();
  const { stores } = useStore();
  return (
    <>
      <StorePage title={t('setup:title')} subTitle={t('setup:subtitle')} url={menuPath('setup')}>
        {(store) => (
          <Stack direction="column" gap={3}>
            {!isAdmin() && (
              <Alert severity="info" title={t('setup:viewer')}>
                {t('setup:viewer.text')}
              </Alert>
            )}
            <StoreSetup key={store.uid} store={store} named={step} />
          </Stack>
        )}
      </StorePage>
      {stores.length === 0 && isAdmin() && <Note missing={[]} />}
    </>
  );
}
