import { css } from '@emotion/css';
import {
  applyFieldOverrides,
  FieldColorModeId,
  LoadingState,
  type FieldConfigSource,
  type GrafanaTheme2,
  type PanelData,
} from '@grafana/data';
import { Alert, PanelChrome, RadioButtonGroup, useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { NoticeBadges } from '../dashboard/NoticeBadges';
import { noticesOf } from '../dashboard/notices';
import { graphable } from '../dashboard/panels/TimeSeriesPanel';
import { text } from '../language';
import { templateSrv } from '../services';
import { fieldOptions } from '../services/field-options';
import { Message } from '../shell/Message';
import { useWidth } from '../shell/useSize';
import { Footing } from './Footing';
import { ResultView, views, type View } from './ResultView';

const height = 460;
const plain: FieldConfigSource = {
  defaults: {
    color: { mode: FieldColorModeId.PaletteClassic },
    custom: { lineWidth: 2, fillOpacity: 8, showPoints: 'auto' },
  },
  overrides: [],
};

/** What a query answered: as graph, table or raw, with its notices and what it cost. */
export function Results({ data }: { readonly data: PanelData }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [ref, width] = useWidth<HTMLDivElement>();
  const [wanted, setWanted] = useState<View>();
  const series = useMemo(
    () =>
      applyFieldOverrides({
        data: data.series,
        fieldConfig: plain,
        fieldConfigRegistry: fieldOptions('timeseries'),
        replaceVariables: templateSrv.replace.bind(templateSrv),
        theme,
        timeZone: 'browser',
      }),
    [data.series, theme]
  );
  const canGraph = graphable(series).length > 0;
  const isSeries = series.some(({ meta }) => meta?.type?.startsWith('timeseries'));
  const offered = views.filter((view) => view !== 'graph' || canGraph);
  const usual = canGraph && isSeries ? 'graph' : 'table';
  const view = wanted !== undefined && offered.includes(wanted) ? wanted : usual;
  const notices = noticesOf(data.series);
  return (
    <div ref={ref} data-state={data.state}>
      {data.errors?.map(({ message }, index) => (
        <Alert key={index} severity="error" title={message ?? text('panel.error')} />
      ))}
      {notices.map((notice) => (
        <Alert key={notice.text} severity={notice.severity} title={notice.text} className={styles.notice} />
      ))}
      {series.length > 0 && width > 0 && (
        <PanelChrome
          width={width}
          height={height}
          title={text(`query.tab.${view}`)}
          loadingState={data.state === LoadingState.Loading ? LoadingState.Loading : LoadingState.Done}
          titleItems={<NoticeBadges notices={notices} />}
          padding={view === 'table' ? 'none' : 'md'}
          actions={
            <RadioButtonGroup
              size="sm"
              options={offered.map((each) => ({ value: each, label: text(`query.tab.${each}`) }))}
              value={view}
              onChange={setWanted}
            />
          }
        >
          {(innerWidth, innerHeight) => (
            <ResultView view={view} series={series} data={data} width={innerWidth} height={innerHeight} />
          )}
        </PanelChrome>
      )}
      {series.length === 0 && data.state === LoadingState.Loading && <Message title={text('loading')} />}
      {series.length === 0 && data.state === LoadingState.Done && <Message title={text('panel.noData')} />}
      {data.state !== LoadingState.Loading && <Footing data={data} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({ marginBottom: theme.spacing(1), paddingTop: 4, paddingBottom: 4 }),
});
