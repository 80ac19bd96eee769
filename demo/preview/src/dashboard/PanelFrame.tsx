import { applyFieldOverrides, LoadingState, type PanelData, type TimeRange } from '@grafana/data';
import { PanelChrome, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import { text } from '../language';
import { templateSrv } from '../services';
import { fieldOptions } from '../services/field-options';
import { Message } from '../shell/Message';
import type { Panel } from './model';
import { NoticeBadges } from './NoticeBadges';
import { noticesOf } from './notices';
import { PanelBody } from './panels/PanelBody';
import { usePanelData } from './usePanelData';

interface Props {
  readonly panel: Panel;
  readonly dashboardUid: string;
  readonly range: TimeRange;
  readonly turn: string;
  readonly width: number;
  readonly height: number;
}

const replace = templateSrv.replace.bind(templateSrv);

/** The panel's field configuration on its answer: units, names, thresholds, links, overrides. */
function useFields(panel: Panel, data: PanelData) {
  const theme = useTheme2();
  return useMemo(
    () =>
      applyFieldOverrides({
        data: data.series,
        fieldConfig: panel.fieldConfig,
        fieldConfigRegistry: fieldOptions(panel.type),
        replaceVariables: replace,
        theme,
        timeZone: 'browser',
      }),
    [panel, data.series, theme]
  );
}

/** A panel in Grafana's frame: title, notices, state, and what it draws. */
export function PanelFrame({ panel, dashboardUid, range, turn, width, height }: Props) {
  const data = usePanelData({ panel, dashboardUid, range, turn, width });
  const series = useFields(panel, data);
  const failed = data.errors?.map(({ message }) => message ?? '').filter(Boolean) ?? [];
  const loading =
    data.state === LoadingState.Loading || (data.state === LoadingState.NotStarted && panel.targets.length > 0);
  return (
    <PanelChrome
      width={width}
      height={height}
      title={replace(panel.title)}
      hoverHeader={panel.title === ''}
      {...(panel.description ? { description: replace(panel.description) } : {})}
      displayMode={panel.transparent ? 'transparent' : 'default'}
      padding={panel.type === 'table' ? 'none' : 'md'}
      loadingState={loading ? LoadingState.Loading : LoadingState.Done}
      titleItems={<NoticeBadges notices={noticesOf(data.series)} />}
      {...(failed.length > 0 ? { statusMessage: failed.join('\n') } : {})}
    >
      {(innerWidth, innerHeight) =>
        failed.length > 0 && series.length === 0 ? (
          <Message title={text('panel.error')} detail={failed.join(' ')} />
        ) : (
          <PanelBody
            panel={panel}
            series={series}
            waiting={loading && series.length === 0}
            range={data.series.length > 0 ? data.timeRange : range}
            width={innerWidth}
            height={innerHeight}
          />
        )
      }
    </PanelChrome>
  );
}
