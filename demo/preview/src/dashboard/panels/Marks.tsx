import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2, type UPlotConfigBuilder } from '@grafana/ui';
import { createContext, useContext, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';
import type { Mark } from '../useAnnotations';

/** What happened, for every chart of a dashboard. */
export const MarksContext = createContext<readonly Mark[]>([]);

interface Props {
  readonly config: UPlotConfigBuilder;
  readonly range: TimeRange;
}

/** Lines and stretches over a chart, each with what happened in its tooltip. */
export function Marks({ config, range }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const marks = useContext(MarksContext);
  const [plot, setPlot] = useState<uPlot>();
  const [, redraw] = useState(0);
  useLayoutEffect(() => {
    config.addHook('init', setPlot);
    config.addHook('draw', () => redraw((times) => times + 1));
  }, [config]);
  if (plot === undefined) {
    return null;
  }
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const inside = (time: number) => plot.valToPos(Math.min(to, Math.max(from, time)), 'x');
  const shown = marks.filter(({ time, timeEnd }) => time <= to && (timeEnd ?? time) >= from);
  return createPortal(
    shown.map(({ time, timeEnd, title, text, color }) => {
      const left = inside(time);
      const width = timeEnd === undefined ? 0 : Math.max(1, inside(timeEnd) - left);
      const paint = theme.visualization.getColorByName(color);
      const words = [dateTimeFormat(time, { timeZone: 'browser' }), title, text].filter(Boolean).join(' · ');
      return (
        <div key={`${time} ${title}`} className={styles.mark} style={{ left, width, borderColor: paint }}>
          {width > 0 && <div className={styles.stretch} style={{ background: paint }} />}
          <Tooltip content={words}>
            <button
              type="button"
              className={styles.handle}
              style={{ background: paint, minWidth: Math.max(8, width) }}
              aria-label={words}
            />
          </Tooltip>
        </div>
      );
    }),
    plot.over
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ position: 'absolute', top: 0, bottom: 0, borderLeft: '1px dashed', pointerEvents: 'none' }),
  stretch: css({ position: 'absolute', inset: 0, opacity: 0.12 }),
  handle: css({
    position: 'absolute',
    bottom: -6,
    left: -1,
    height: 6,
    padding: 0,
    border: 'none',
    borderRadius: theme.shape.radius.default,
    pointerEvents: 'auto',
    cursor: 'default',
  }),
});
