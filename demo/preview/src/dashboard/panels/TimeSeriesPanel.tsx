import { FieldType, type DataFrame } from '@grafana/data';
import { LegendDisplayMode, TooltipDisplayMode, SortOrder } from '@grafana/schema';
import { TimeSeries, TooltipPlugin } from '@grafana/ui';
import { z } from 'zod';
import { text } from '../../language';
import { Message } from '../../shell/Message';
import { Marks } from './Marks';
import type { PanelProps } from './PanelBody';

const options = z.object({
  legend: z
    .object({ showLegend: z.boolean().default(true), placement: z.enum(['bottom', 'right']).default('bottom') })
    .default({ showLegend: true, placement: 'bottom' }),
});

/** Frames that have something to draw along time. */
export function graphable(series: readonly DataFrame[]): DataFrame[] {
  return series.filter(
    ({ fields }) =>
      fields.some(({ type }) => type === FieldType.time) && fields.some(({ type }) => type === FieldType.number)
  );
}

/** Lines or bars along time. */
export function TimeSeriesPanel({ panel, series, range, width, height }: PanelProps) {
  const { legend } = options.parse(panel.options);
  const frames = graphable(series);
  if (frames.length === 0) {
    return <Message title={text('panel.noData')} />;
  }
  return (
    <TimeSeries
      frames={frames}
      timeRange={range}
      timeZone="browser"
      width={width}
      height={height}
      legend={{ ...legend, displayMode: LegendDisplayMode.List, calcs: [] }}
    >
      {(config, aligned) => (
        <>
          <TooltipPlugin
            config={config}
            data={aligned}
            frames={frames}
            mode={TooltipDisplayMode.Multi}
            sortOrder={SortOrder.None}
            timeZone="browser"
          />
          <Marks config={config} range={range} />
        </>
      )}
    </TimeSeries>
  );
}
