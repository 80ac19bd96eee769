import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { text } from '../language';
import { dataSourceSrv } from '../services';
import type { LoadedPlugin } from '../services/plugins';
import { reasonOf } from '../shell/useLoaded';
import { readSettings, type EditedSettings } from './settings';

interface Props {
  readonly plugin: LoadedPlugin;
  readonly initial: EditedSettings;
  readonly onSaved: () => void;
}

interface Outcome {
  readonly ok: boolean;
  readonly message: string;
}

async function save(options: EditedSettings): Promise<EditedSettings> {
  const { name, jsonData, secureJsonData = {}, secureJsonFields } = options;
  const body = { name, jsonData, secureJsonData, secureJsonFields };
  const answer: unknown = await getBackendSrv().put(`/api/datasources/uid/${options.uid}`, body);
  await dataSourceSrv.reload();
  return readSettings(typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'datasource') : answer);
}

async function test(uid: string): Promise<Outcome> {
  const dataSource = await dataSourceSrv.get(uid);
  try {
    const { status, message } = await dataSource.testDatasource();
    return { ok: status === 'success', message };
  } catch (error) {
    return { ok: false, message: reasonOf(error) };
  }
}

/** The plugin's settings editor, and the button that saves and asks the store. */
export function SettingsForm({ plugin, initial, onSaved }: Props) {
  const styles = useStyles2(getStyles);
  const [options, setOptions] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const Editor = plugin.components.ConfigEditor;
  const saveAndTest = async () => {
    setBusy(true);
    setOutcome(undefined);
    try {
      setOptions(await save(options));
      setOutcome(await test(options.uid));
      onSaved();
    } catch (error) {
      setOutcome({ ok: false, message: reasonOf(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.form}>
      {Editor && <Editor options={options} onOptionsChange={setOptions} />}
      {outcome && (
        <Alert
          className={styles.outcome}
          severity={outcome.ok ? 'success' : 'error'}
          title={text(outcome.ok ? 'connection.ok' : 'connection.failed')}
        >
          {outcome.message}
        </Alert>
      )}
      <div className={styles.save}>
        <Button onClick={() => void saveAndTest()} disabled={busy}>
          {text(busy ? 'connection.saving' : 'connection.save')}
        </Button>
        <span className={styles.hint}>{text('connection.saved')}</span>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    maxWidth: 960,
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  outcome: css({ marginTop: theme.spacing(2), whiteSpace: 'pre-wrap' }),
  save: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2), marginTop: theme.spacing(2) }),
  hint: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
