import { Alert, Checkbox, Stack } from '@grafana/ui';
import { protectedKinds } from '../../query/settings';
import { viewerText } from './text';
import { Section } from './Section';
import type { Settings } from './settings';

export function PersonalDataSection({ settings }: { readonly settings: Settings }) {
  const t = viewerText();
  const allowed = settings.json.allowProtected ?? [];
  return (
    <Section title={t('config:personal.title')} text={t('config:personal.text')}>
      <Stack direction="column" gap={1} alignItems="flex-start" role="group" aria-label={t('config:personal.label')}>
        {protectedKinds.map((kind) => (
          <Checkbox
            key={kind}
            value={allowed.includes(kind)}
            disabled={settings.disabled}
            label={t(`config:personal.${kind}`)}
            description={t(`config:personal.${kind}.text`)}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              settings.change({
                allowProtected: protectedKinds.filter((one) => (one === kind ? on : allowed.includes(one))),
              });
            }}
          />
        ))}
      </Stack>
      {allowed.length > 0 && <Alert severity="warning" title={t('config:personal.warning')} />}
    </Section>
  );
}
