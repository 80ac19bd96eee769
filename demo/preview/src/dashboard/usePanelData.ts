import { CoreApp, LoadingState, type PanelData, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { reasonOf } from '../shell/useLoaded';
import type { Panel } from './model';
import { runQuery } from './run-query';
import { transform } from './transform';

interface Options {
  readonly panel: Panel;
  readonly dashboardUid: string;
  readonly range: TimeRange;
  /** Changes whenever the panel should ask anew. */
  readonly turn: string;
  readonly width: number;
}

/** What a panel shows: its queries asked through the plugin's own data source class. */
export function usePanelData({ panel, dashboardUid, range, turn, width }: Options): PanelData {
  const [data, setData] = useState<PanelData>({ state: LoadingState.NotStarted, series: [], timeRange: range });
  const asks = panel.targets.length > 0 && width > 0;
  useEffect(() => {
    if (!asks) {
      return;
    }
    let current = true;
    setData((known) => ({ ...known, state: LoadingState.Loading }));
    const ask = async () => {
      const data = await runQuery({
        dataSource: await getDataSourceSrv().get(panel.datasource),
        targets: panel.targets,
        range,
        width,
        app: CoreApp.Dashboard,
        requestId: `panel-${panel.id}`,
        panelId: panel.id,
        dashboardUid,
      });
      return { ...data, series: await transform(panel, data.series) };
    };
    ask()
      .catch((error: unknown) => ({
        state: LoadingState.Error,
        series: [],
        timeRange: range,
        errors: [{ message: reasonOf(error) }],
      }))
      .then((next) => current && setData(next));
    return () => {
      current = false;
    };
    // A new width alone is no reason to ask Shopify again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [panel, dashboardUid, range, turn, asks]);
  return data;
}
