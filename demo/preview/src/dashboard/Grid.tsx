import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { CSSProperties, ReactNode } from 'react';
import { useWidth } from '../shell/useSize';
import type { Panel } from './model';

const columns = 24;
const rowHeight = 30;
const gap = 8;
/** Below this width panels stand one above the other, as in Grafana. */
const oneColumn = 769;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a panel at a size. */
export type Drawn = (panel: Panel, size: Size) => ReactNode;

interface Props {
  readonly panels: readonly Panel[];
  readonly children: Drawn;
}

function place(
  { gridPos: { x, y, w, h } }: Panel,
  total: number
): { readonly size: Size; readonly style: CSSProperties } {
  const height = h * rowHeight + (h - 1) * gap;
  if (total < oneColumn) {
    return { size: { width: total, height }, style: { gridColumn: '1 / -1', gridRow: `span ${h}` } };
  }
  const column = (total - (columns - 1) * gap) / columns;
  return {
    size: { width: Math.floor(w * column + (w - 1) * gap), height },
    style: { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` },
  };
}

/** Grafana's 24 columns: each panel at the place its dashboard gives it. */
export function Grid({ panels, children }: Props) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth<HTMLDivElement>();
  const inOrder = [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  return (
    <div ref={ref} className={styles.grid}>
      {width > 0 &&
        inOrder.map((panel) => {
          const { size, style } = place(panel, width);
          return (
            <div key={panel.id} style={style} className={styles.cell} data-panel-id={panel.id}>
              {children(panel, size)}
            </div>
          );
        })}
    </div>
  );
}

const getStyles = () => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridAutoRows: rowHeight,
    gap,
  }),
  cell: css({ minWidth: 0 }),
});
