import { css } from '@emotion/css';
import { CoreApp, LoadingState, type DataSourceApi, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { ToolbarButton, useStyles2 } from '@grafana/ui';
import { useCallback, useState } from 'react';
import { TimeControls } from '../dashboard/TimeControls';
import { runQuery } from '../dashboard/run-query';
import { useClock } from '../dashboard/useClock';
import { text } from '../language';
import { templateSrv } from '../services';
import type { LoadedPlugin } from '../services/plugins';
import { Message } from '../shell/Message';
import { SourceSelect } from '../shell/SourceSelect';
import { Results } from './Results';
import { useQuery } from './useQuery';

interface Props {
  readonly plugin: LoadedPlugin;
  readonly dataSource: DataSourceApi;
}

const day = { from: 'now-24h', to: 'now' };

/** The plugin's own query editor with a button that runs it, and what came back. */
export function Explorer({ plugin, dataSource }: Props) {
  const styles = useStyles2(getStyles);
  const clock = useClock(day, '');
  const [query, setQuery] = useQuery(dataSource);
  const [data, setData] = useState<PanelData>();
  const { range } = clock;
  templateSrv.setVariables([], new Map());
  templateSrv.updateTimeRange(range);
  const run = useCallback(() => {
    setData((known) => ({ series: [], timeRange: range, ...known, state: LoadingState.Loading }));
    const asked = { dataSource, targets: [query], range, width: 1200, app: CoreApp.Explore, requestId: 'explore' };
    void runQuery(asked).then(setData);
  }, [dataSource, query, range]);
  const Editor = plugin.components.QueryEditor;
  const loading = data?.state === LoadingState.Loading;
  return (
    <>
      <div className={styles.toolbar}>
        <SourceSelect />
        <div className={styles.right}>
          <TimeControls clock={clock} isLoading={loading} />
          <ToolbarButton variant="primary" icon="play" onClick={run} disabled={loading}>
            {text('query.run')}
          </ToolbarButton>
        </div>
      </div>
      <section className={styles.editor} aria-label={text('query.title')}>
        {Editor && (
          <Editor
            datasource={dataSource}
            query={query}
            queries={[query]}
            onChange={setQuery}
            onRunQuery={run}
            range={range}
            app={CoreApp.Explore}
            {...(data ? { data } : {})}
          />
        )}
      </section>
      {data === undefined ? <Message title={text('query.empty')} /> : <Results data={data} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  }),
  right: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginLeft: 'auto' }),
  editor: css({
    padding: theme.spacing(1.5),
    marginBottom: theme.spacing(1.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
