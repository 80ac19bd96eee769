import { css } from '@emotion/css';
import { applyFieldOverrides, dateTime, getTimeZone, type DataFrame, type TimeRange } from '@grafana/data';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode } from '@grafana/schema';
import { TimeSeries, TooltipPlugin, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import { ShadedStretch, type Stretch } from './ShadedStretch';
import { useWidth } from './use-width';

interface Props {
  /** What there is to see, for those who can't. */
  readonly label: string;
  /** Its fields say how they are drawn. */
  readonly frame: DataFrame;
  readonly range: Stretch;
  /** What is looked at within the range. */
  readonly shaded: Stretch;
  readonly height: number;
}

const name = css({ minHeight: 0, width: '100%', overflow: 'hidden' });

function rangeOf({ from, to }: Stretch): TimeRange {
  const [start, end] = [dateTime(from), dateTime(to)];
  return { from: start, to: end, raw: { from: start, to: end } };
}

/** Figures along time, as Grafana's panels draw them. */
export function Chart({ label, frame, range, shaded, height }: Props) {
  const theme = useTheme2();
  const [ref, width] = useWidth();
  const timeZone = getTimeZone();
  const frames = useMemo(
    () =>
      applyFieldOverrides({
        data: [frame],
        fieldConfig: { defaults: {}, overrides: [] },
        replaceVariables: (text) => text,
        theme,
        timeZone,
      }),
    [frame, theme, timeZone]
  );
  const timeRange = useMemo(() => rangeOf(range), [range]);
  return (
    <div ref={ref} className={name} style={{ height }} role="figure" aria-label={label}>
      {width > 0 && (
        <TimeSeries
          frames={frames}
          timeRange={timeRange}
          timeZone={timeZone}
          width={width}
          height={height}
          legend={{ showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] }}
        >
          {(config, aligned) => (
            <>
              <ShadedStretch config={config} {...shaded} />
              <TooltipPlugin
                config={config}
                data={aligned}
                frames={frames}
                mode={TooltipDisplayMode.Multi}
                sortOrder={SortOrder.None}
                timeZone={timeZone}
              />
            </>
          )}
        </TimeSeries>
      )}
    </div>
  );
}
