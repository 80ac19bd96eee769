import { PluginPage } from '@grafana/runtime';
import { Alert, Stack } from '@grafana/ui';
import { Suspense, type ReactNode } from 'react';
import { Waiting } from '../data/parts/Waiting';
import { NoStore } from '../stores/NoStore';
import { StorePicker } from '../stores/StorePicker';
import type { Store } from '../stores/stores';
import { useStore } from '../stores/use-store';
import { viewerText } from '../text';

interface Props {
  readonly title: string;
  readonly subTitle: string;
  /** Its own address where the menu lists it, so that Grafana's trail names it once. */
  readonly url?: string;
  /** The page above this one. */
  readonly parent?: { readonly text: string; readonly url: string };
  /** Beside the choice of the store. */
  readonly actions?: ReactNode;
  readonly children: (store: Store) => ReactNode;
}

/** A page about one store: which one stands in its address. */
export function StorePage({ title, subTitle, url, parent, actions, children }: Props) {
  const t = viewerText();
  const { stores, store, asked } = useStore();
  return (
    <PluginPage
      pageNav={{
        text: title,
        ...(url === undefined ? {} : { url }),
        ...(parent === undefined ? {} : { parentItem: parent }),
      }}
      subTitle={subTitle}
      actions={
        <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
          {actions}
          <StorePicker />
        </Stack>
      }
    >
      {stores.length === 0 ? (
        <NoStore />
      ) : store === undefined ? (
        <Alert severity="warning" title={t('data:store.unknown', { uid: asked ?? '' })}>
          {t('data:store.unknown.text')}
        </Alert>
      ) : (
        <Suspense fallback={<Waiting />}>{children(store)}</Suspense>
      )}
    </PluginPage>
  );
}
