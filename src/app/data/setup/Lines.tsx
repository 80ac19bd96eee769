import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Stack, Tab, TabsBar, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { viewerText } from '../../text';
import { homes, lines, type Home } from './lines';

/** The lines that give copies a directory, for each way of running Grafana. */
export function Lines() {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const [home, setHome] = useState<Home>('server');
  return (
    <Stack direction="column" gap={1}>
      <TabsBar>
        {homes.map((one) => (
          <Tab
            key={one}
            label={t(`data:setup.${one}`)}
            active={one === home}
            onChangeTab={(event) => {
              event.preventDefault();
              setHome(one);
            }}
          />
        ))}
      </TabsBar>
      <Text color="secondary">{t(`data:setup.${home}.text`)}</Text>
      <pre className={styles.code}>{lines[home]}</pre>
      <div>
        <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => lines[home]}>
          {t('data:setup.copy')}
        </ClipboardButton>
      </div>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ margin: 0, padding: theme.spacing(1.5), overflowX: 'auto', whiteSpace: 'pre', wordBreak: 'normal' }),
});
