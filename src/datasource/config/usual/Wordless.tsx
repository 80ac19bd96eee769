import { Alert, Button, Stack, Text } from '@grafana/ui';
import { useState } from 'react';
import { reasonOf } from '../../../shims/reason';
import { viewerText } from '../text';
import { wordlessCodes, type WordlessCode } from './codes';
import type { Words } from './impact-options';

interface Props {
  readonly uid: string;
  readonly words: Words;
  readonly disabled: boolean;
  readonly onChoose: (code: string, service: string) => void;
}

/** The to-do: error codes of the last week that have no words. Asked for by a click, as it reads the logs. */
export function Wordless({ uid, words, disabled, onChoose }: Props) {
  const t = viewerText();
  const [codes, setCodes] = useState<readonly WordlessCode[]>();
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      setCodes(await wordlessCodes(uid));
    } catch (error) {
      setFailed(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  const left = codes?.filter(({ code }) => !Object.hasOwn(words, code));
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Button variant="secondary" size="sm" icon="search" disabled={busy} onClick={() => void look()}>
        {t('config:usual.wordless.look')}
      </Button>
      {failed !== undefined && (
        <Alert severity="warning" title={t('config:usual.wordless.failed')}>
          {failed}
        </Alert>
      )}
      {left?.length === 0 && <Text color="success">{t('config:usual.wordless.none')}</Text>}
      {left !== undefined && left.length > 0 && (
        <>
          <Text>{t('config:usual.wordless', { count: left.length })}</Text>
          {left.map(({ code, service, errors }) => (
            <Stack key={`${service} ${code}`} direction="row" wrap="wrap" gap={1} alignItems="center">
              <Text variant="code">{code}</Text>
              <Text color="secondary">{t('config:usual.wordless.lines', { service, count: errors })}</Text>
              <Button
                variant="secondary"
                size="sm"
                fill="text"
                icon="pen"
                disabled={disabled}
                onClick={() => onChoose(code, service)}
              >
                {t('config:usual.wordless.write')}
              </Button>
            </Stack>
          ))}
        </>
      )}
    </Stack>
  );
}
