import { Alert, Box, Divider, Stack, Text } from '@grafana/ui';
import { viewerText } from './text';
import { AuthSection } from './AuthSection';
import { ConnectionSection } from './connection/ConnectionSection';
import { CopySection } from './copy/CopySection';
import { LogsSection } from './logs/LogsSection';
import { OptionsSection } from './OptionsSection';
import { PersonalDataSection } from './PersonalDataSection';
import { settingsOf, type ConfigProps } from './settings';
import { StoreSection } from './StoreSection';
import { UsualSection } from './usual/UsualSection';

export default function ConfigEditor(props: ConfigProps) {
  const t = viewerText();
  const settings = settingsOf(props);
  return (
    <Box maxWidth="760px" paddingBottom={4}>
      <Stack direction="column" gap={2}>
        <Text color="secondary">{t('config:intro')}</Text>
        {settings.disabled && <Alert severity="info" title={t('config:intro.readOnly')} />}
        <StoreSection settings={settings} />
        <Divider />
        <AuthSection settings={settings} />
        <Divider />
        <OptionsSection settings={settings} />
        <Divider />
        <PersonalDataSection settings={settings} />
        <Divider />
        <CopySection settings={settings} options={props.options} />
        <Divider />
        <LogsSection settings={settings} />
        <Divider />
        <UsualSection settings={settings} uid={props.options.uid} />
        <Divider />
        <ConnectionSection options={props.options} />
      </Stack>
    </Box>
  );
}
