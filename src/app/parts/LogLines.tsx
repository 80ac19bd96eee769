import { Combobox, InlineField, LinkButton, Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import { places, type Lines } from '../places';
import { mayExplore, useLogSource } from '../stores/loki';
import { viewerText } from '../text';

/** Log lines in Explore, through a Loki data source of Grafana's; says what is missing where there is none. */
export function LogLines({ lines }: { readonly lines: Lines }) {
  const t = viewerText();
  const id = useId();
  const { sources, source, choose } = useLogSource();
  if (source === undefined) {
    return <Text color="secondary">{t('app:logs.none')}</Text>;
  }
  if (!mayExplore()) {
    return <Text color="secondary">{t('app:logs.denied')}</Text>;
  }
  return (
    <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
      <LinkButton size="sm" variant="secondary" icon="gf-logs" href={places.logs(source.uid, lines)}>
        {t('app:logs.open')}
      </LinkButton>
      {sources.length > 1 && (
        <InlineField label={t('app:logs.source')} htmlFor={id}>
          <Combobox
            id={id}
            width={24}
            value={source.uid}
            options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
            onChange={({ value }) => choose(value)}
          />
        </InlineField>
      )}
    </Stack>
  );
}
