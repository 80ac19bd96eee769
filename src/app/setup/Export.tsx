import { Alert, Button, Stack } from '@grafana/ui';
import { useState } from 'react';
import { languageOf } from '../../locales/core';
import { viewerLanguage } from '../../shims/language';
import { provisioningFile } from '../alerts/file';
import { usualChoices } from '../alerts/shipped';
import type { Standing } from '../alerts/standing';
import { faultOf } from '../ask/fault';
import { Part } from '../data/parts/Part';
import { download } from '../parts/download';
import type { Store } from '../stores/stores';
import { appFile, dataSourceFile } from './files';
import { askSettings } from './settings';
import { setupText } from './text';

const kinds = ['datasources', 'plugins', 'alerting'] as const;
type Kind = (typeof kinds)[number];

interface Props {
  readonly store: Store;
  /** Rules of this store that are there. */
  readonly rules: ReadonlyArray<Standing['shipped']>;
}

/** What was set up, as files for those who keep Grafana as code. */
export function Export({ store, rules }: Props) {
  const t = setupText();
  const [failed, setFailed] = useState<string>();
  const make = async (kind: Kind): Promise<string> => {
    switch (kind) {
      case 'datasources':
        return await dataSourceFile(await askSettings(store.uid));
      case 'plugins':
        return await appFile();
      case 'alerting':
        return await provisioningFile(
          rules,
          store,
          { ...usualChoices, language: languageOf(viewerLanguage()) },
          'Shopscope'
        );
    }
  };
  const save = async (kind: Kind) => {
    setFailed(undefined);
    try {
      download(`shopscope-${kind}`, 'yaml', await make(kind));
    } catch (error) {
      setFailed(faultOf(error));
    }
  };
  return (
    <Part title={t('setup:export')} text={t('setup:export.text')}>
      {failed !== undefined && <Alert severity="error" title={failed} />}
      <Stack direction="row" wrap="wrap" gap={1}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant="secondary"
            icon="download-alt"
            disabled={kind === 'alerting' && rules.length === 0}
            onClick={() => void save(kind)}
          >
            {t(`setup:export.${kind}`)}
          </Button>
        ))}
      </Stack>
    </Part>
  );
}
