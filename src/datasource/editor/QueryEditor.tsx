import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import { useEffect } from 'react';
import { queryTypes, type QueryType } from '../../query';
import { isKnown } from '../migrate';
import { viewerText } from '../text';
import type { EditorProps, ShopscopeQuery } from '../types';
import { changeType } from './change-type';
import { Pane } from './Pane';
import { RunFooter } from './RunFooter';

/** Writes the migrated model back once, so that what is shown is what is saved. */
function useMigrated({ query, onChange, datasource }: EditorProps): ShopscopeQuery {
  const migrated = datasource.migrated(query);
  useEffect(() => {
    if (migrated !== query) {
      onChange(migrated);
    }
  });
  return migrated;
}

export default function QueryEditor(props: EditorProps) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const { onChange, onRunQuery, datasource, data } = props;
  const query = useMigrated(props);
  const known = isKnown(query);
  const choose = (next: ShopscopeQuery) => {
    onChange(next);
    onRunQuery();
  };
  return (
    <Stack direction="column" gap={2}>
      <div className={styles.types}>
        <RadioButtonGroup<QueryType | undefined>
          size="sm"
          aria-label={t('editor:type.label')}
          value={known ? query.queryType : undefined}
          options={queryTypes.map((value) => ({
            value,
            label: t(`editor:type.${value}`),
            description: t(`editor:type.${value}.text`),
          }))}
          onChange={(type) => type !== undefined && choose(changeType(query, type))}
        />
      </div>
      {known ? (
        <Pane query={query} datasource={datasource} data={data} onChange={onChange} choose={choose} run={onRunQuery} />
      ) : (
        <Alert severity="warning" title={t('editor:type.unknown.title', { type: props.query.queryType })}>
          {t('editor:type.unknown.text')}
        </Alert>
      )}
      <RunFooter data={data} />
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  types: css({ paddingTop: theme.spacing(0.5) }),
});
