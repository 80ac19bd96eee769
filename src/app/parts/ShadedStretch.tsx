import { useTheme2, type UPlotConfigBuilder } from '@grafana/ui';
import { useLayoutEffect } from 'react';

/** Epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Shades a stretch of time behind the lines of a chart. */
export function ShadedStretch({ config, from, to }: Stretch & { readonly config: UPlotConfigBuilder }) {
  const { colors } = useTheme2();
  useLayoutEffect(() => {
    config.addHook('drawClear', (plot) => {
      const { ctx, bbox } = plot;
      const inside = (at: number) =>
        Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(at, 'x', true)));
      const [left, right] = [inside(from), inside(to)];
      ctx.save();
      ctx.fillStyle = colors.action.selected;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.restore();
    });
  }, [config, from, to, colors]);
  return null;
}
