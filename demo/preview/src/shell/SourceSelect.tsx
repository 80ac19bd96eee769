import { getDataSourceSrv } from '@grafana/runtime';
import { InlineField, Combobox } from '@grafana/ui';
import { lokiModule } from '../services/loki-data-source';
import { text } from '../language';
import { useSearch } from './location';

/** The data source that the address names, or the default one. */
export function useSource() {
  const [uid, setUid] = useSearch('ds');
  const sources = getDataSourceSrv().getList({ filter: ({ meta }) => meta.module !== lokiModule });
  return { sources, source: sources.find((each) => each.uid === uid) ?? sources[0], setUid };
}

/** A drop-down of the data sources; the choice stands in the address. */
export function SourceSelect() {
  const { sources, source, setUid } = useSource();
  return (
    <InlineField label={text('query.source')} style={{ margin: 0 }}>
      <Combobox
        aria-label={text('query.source')}
        width="auto"
        minWidth={20}
        options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
        value={source?.uid ?? ''}
        onChange={({ value }) => setUid(value)}
      />
    </InlineField>
  );
}
