import { dataFrameToJSON, type DataFrame, type PanelData } from '@grafana/data';
import { Combobox } from '@grafana/ui';
import { useState } from 'react';
import { TablePanel } from '../dashboard/panels/TablePanel';
import { TimeSeriesPanel } from '../dashboard/panels/TimeSeriesPanel';
import { text } from '../language';

export const views = ['graph', 'table', 'json'] as const;
export type View = (typeof views)[number];

interface Props {
  readonly view: View;
  readonly series: readonly DataFrame[];
  readonly data: PanelData;
  readonly width: number;
  readonly height: number;
}

const chooserHeight = 40;
const panel = {
  id: 0,
  type: 'explore',
  title: '',
  description: '',
  transparent: false,
  gridPos: { x: 0, y: 0, w: 24, h: 12 },
  targets: [],
  transformations: [],
  fieldConfig: { defaults: {}, overrides: [] },
  options: {},
};

function nameOf({ name, refId }: DataFrame, index: number): string {
  return name ?? `${text('query.frame')} ${refId ?? ''}${index + 1}`;
}

function OneTable({ series, data, width, height }: Omit<Props, 'view'>) {
  const [index, setIndex] = useState(0);
  const frame = series[index] ?? series[0];
  const several = series.length > 1;
  return (
    <>
      {several && (
        <Combobox
          aria-label={text('query.frame')}
          options={series.map((each, value) => ({ value, label: nameOf(each, value) }))}
          value={index}
          onChange={({ value }) => {
            setIndex(value);
          }}
          width={40}
        />
      )}
      <TablePanel
        panel={panel}
        series={frame ? [frame] : []}
        range={data.timeRange}
        width={width}
        height={several ? height - chooserHeight : height}
      />
    </>
  );
}

/** The answer in one of its views. */
export function ResultView({ view, series, data, width, height }: Props) {
  if (view === 'json') {
    const frames = data.series.map((frame) => dataFrameToJSON(frame));
    return (
      <pre style={{ width, height, overflow: 'auto', margin: 0 }} tabIndex={0} aria-label={text('query.tab.json')}>
        {JSON.stringify(frames, null, 2)}
      </pre>
    );
  }
  if (view === 'graph') {
    return <TimeSeriesPanel panel={panel} series={series} range={data.timeRange} width={width} height={height} />;
  }
  return <OneTable series={series} data={data} width={width} height={height} />;
}
