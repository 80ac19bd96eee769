import { LinkButton, Stack } from '@grafana/ui';
import { Part } from '../data/parts/Part';
import { places } from '../places';
import { viewerText } from '../text';

/** Where to read on. */
export function Help() {
  const t = viewerText();
  return (
    <Part title={t('app:home.help.title')} text={t('app:home.help.text')}>
      <Stack direction="row" wrap="wrap" gap={1}>
        <LinkButton variant="secondary" size="sm" icon="book" href={places.readme()}>
          {t('app:home.help.readme')}
        </LinkButton>
        <LinkButton
          variant="secondary"
          size="sm"
          icon="external-link-alt"
          href={places.adminApi()}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('app:home.help.shopify')}
        </LinkButton>
      </Stack>
    </Part>
  );
}
