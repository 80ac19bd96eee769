import {
  type CoreApp,
  LoadingState,
  rangeUtil,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { from, lastValueFrom, map, type Observable } from 'rxjs';
import { reasonOf } from '../shell/useLoaded';

export interface QueryRun {
  readonly dataSource: DataSourceApi;
  readonly targets: readonly DataQuery[];
  readonly range: TimeRange;
  readonly width: number;
  readonly app: CoreApp;
  readonly requestId: string;
  readonly panelId?: number;
  readonly dashboardUid?: string;
}

/** Grafana fills in a data source's own query only where a panel says nothing at all. */
function isEmpty(target: DataQuery): boolean {
  return Object.keys(target).every((key) => ['refId', 'datasource', 'hide', 'key'].includes(key));
}

/** Asks a data source as Grafana does: queries that are hidden or unfinished are left out. */
export function requestOf({
  dataSource,
  targets,
  range,
  width,
  app,
  requestId,
  panelId,
  dashboardUid,
}: QueryRun): DataQueryRequest {
  const maxDataPoints = Math.max(100, Math.round(width));
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, maxDataPoints);
  const wanted = targets
    .map((target) => (isEmpty(target) ? { ...dataSource.getDefaultQuery?.(app), ...target } : target))
    .filter((target) => !target.hide && (dataSource.filterQuery?.(target) ?? true));
  return {
    app,
    requestId,
    targets: wanted,
    range,
    interval,
    intervalMs,
    maxDataPoints,
    scopedVars: {
      __interval: { text: interval, value: interval },
      __interval_ms: { text: String(intervalMs), value: intervalMs },
    },
    timezone: 'browser',
    startTime: Date.now(),
    ...(panelId === undefined ? {} : { panelId }),
    ...(dashboardUid === undefined ? {} : { dashboardUID: dashboardUid }),
  };
}

function failed(range: TimeRange, request: DataQueryRequest, error: unknown): PanelData {
  return { state: LoadingState.Error, series: [], timeRange: range, request, errors: [{ message: reasonOf(error) }] };
}

function answers(dataSource: DataSourceApi, request: DataQueryRequest): Observable<PanelData> {
  return from(dataSource.query(request)).pipe(
    map((response) => {
      const errors = response.errors ?? [];
      const series = response.data.map((frame: DataFrame) => toDataFrame(frame));
      const state = errors.length > 0 ? LoadingState.Error : LoadingState.Done;
      return { state, series, errors, timeRange: request.range, request: { ...request, endTime: Date.now() } };
    })
  );
}

/** The answer to a run of queries; errors come as `errors`, never thrown. */
export async function runQuery(run: QueryRun): Promise<PanelData> {
  const request = requestOf(run);
  if (request.targets.length === 0) {
    return { state: LoadingState.NotStarted, series: [], timeRange: run.range, request };
  }
  try {
    return await lastValueFrom(answers(run.dataSource, request));
  } catch (error) {
    return failed(run.range, request, error);
  }
}
