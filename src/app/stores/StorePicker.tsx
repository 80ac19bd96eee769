import { Combobox, InlineField } from '@grafana/ui';
import { useId } from 'react';
import { viewerText } from '../text';
import { useStore } from './use-store';

/** Which store the page shows; nothing where there is no choice. */
export function StorePicker() {
  const t = viewerText();
  const id = useId();
  const { stores, store, choose } = useStore();
  const only = stores.length === 1 && store !== undefined;
  if (stores.length === 0 || only) {
    return null;
  }
  return (
    <InlineField label={t('app:store.label')} htmlFor={id}>
      <Combobox
        id={id}
        width={28}
        placeholder={t('app:store.choose')}
        value={store?.uid ?? null}
        options={stores.map(({ uid, name }) => ({ value: uid, label: name }))}
        onChange={({ value }) => choose(value)}
      />
    </InlineField>
  );
}
