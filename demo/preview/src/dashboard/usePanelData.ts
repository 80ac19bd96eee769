import { CoreApp, LoadingState, type PanelData, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useMemo, useState } from 'react';
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

interface Answer {
  readonly data: PanelData;
  /** What was asked, so that an answer to an older question is known as one. */
  readonly asked: object | undefined;
}

async function ask({ panel, dashboardUid, range, width }: Options): Promise<PanelData> {
  try {
    const data = await runQuery({
      dataSource: await getDataSourceSrv().get(panel.datasource),
      targets: panel.targets,
      range,
      width: panel.maxDataPoints ?? width,
      app: CoreApp.Dashboard,
      requestId: `panel-${panel.id}`,
      panelId: panel.id,
      dashboardUid,
    });
    return { ...data, series: await transform(panel, data.series) };
  } catch (error) {
    return { state: LoadingState.Error, series: [], timeRange: range, errors: [{ message: reasonOf(error) }] };
  }
}

/** What a panel shows: its queries asked through the plugin's own data source class. */
export function usePanelData(options: Options): PanelData {
  const { panel, dashboardUid, range, turn, width } = options;
  const [answer, setAnswer] = useState<Answer>({
    data: { state: LoadingState.NotStarted, series: [], timeRange: range },
    asked: undefined,
  });
  const asks = panel.targets.length > 0 && width > 0;
  // A new width alone is no reason to ask Shopify again.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const question = useMemo(() => (asks ? options : undefined), [panel, dashboardUid, range, turn, asks]);
  useEffect(() => {
    if (question === undefined) {
      return;
    }
    let current = true;
    void ask(question).then((data) => {
      if (current) {
        setAnswer({ data, asked: question });
      }
    });
    return () => {
      current = false;
    };
  }, [question]);
  return question === answer.asked ? answer.data : { ...answer.data, state: LoadingState.Loading };
}
