import { Field, Input } from '@grafana/ui';
import { viewerText } from './text';
import { isShopDomain, tidyDomain } from './domain';
import { Section } from './Section';
import type { Settings } from './settings';

export function StoreSection({ settings }: { readonly settings: Settings }) {
  const t = viewerText();
  const shop = settings.json.shop ?? '';
  return (
    <Section title={t('config:store.title')} text={t('config:store.text')}>
      <Field
        noMargin
        required
        label={t('config:shop.label')}
        description={t('config:shop.text')}
        invalid={shop !== '' && !isShopDomain(tidyDomain(shop))}
        error={t('config:shop.invalid')}
      >
        <Input
          id="shopscope-shop"
          width={50}
          value={shop}
          disabled={settings.disabled}
          placeholder={t('config:shop.placeholder')}
          onChange={(event) => settings.change({ shop: event.currentTarget.value })}
          onBlur={() => shop !== '' && shop !== tidyDomain(shop) && settings.change({ shop: tidyDomain(shop) })}
        />
      </Field>
    </Section>
  );
}
