import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { text } from '../language';
import { loadPlugin } from '../services/plugins';
import { Message } from '../shell/Message';
import { SourceSelect, useSource } from '../shell/SourceSelect';
import { useLoaded } from '../shell/useLoaded';
import { readSettings } from './settings';
import { SettingsForm } from './SettingsForm';

/** The plugin's own settings editor, as Grafana shows it for a data source. */
export function ConnectionPage() {
  const { source } = useSource();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    document.title = `${text('connection.title')} – ${text('title')}`;
  }, []);
  const { value, error } = useLoaded(async () => {
    if (source === undefined) {
      throw new Error(text('failed.plugin'));
    }
    const [plugin, answer] = await Promise.all([
      loadPlugin(source.meta),
      getBackendSrv().get<unknown>(`/api/datasources/uid/${source.uid}`),
    ]);
    return { plugin, settings: readSettings(answer) };
  }, [source?.uid, turn]);
  return (
    <>
      <div style={{ marginBottom: 16 }}>
        <SourceSelect />
      </div>
      {error !== undefined && <Message title={text('failed.title')} detail={error} />}
      {value && (
        <SettingsForm
          key={value.settings.uid}
          plugin={value.plugin}
          initial={value.settings}
          onSaved={() => setTurn((known) => known + 1)}
        />
      )}
    </>
  );
}
