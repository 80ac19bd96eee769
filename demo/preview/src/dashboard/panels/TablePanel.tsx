import { TableCellHeight } from '@grafana/schema';
import { Table } from '@grafana/ui';
import { z } from 'zod';
import { text } from '../../language';
import { Message } from '../../shell/Message';
import type { PanelProps } from './PanelBody';

const options = z.object({
  showHeader: z.boolean().default(true),
  cellHeight: z.enum(TableCellHeight).default(TableCellHeight.Sm),
  sortBy: z.array(z.object({ displayName: z.string(), desc: z.boolean().default(false) })).default([]),
});

/** Rows and columns; cells with a link open it. */
export function TablePanel({ panel, series, range, width, height }: PanelProps) {
  const { showHeader, cellHeight, sortBy } = options.parse(panel.options);
  const frame = series.find(({ length }) => length > 0);
  if (frame === undefined) {
    return <Message title={text('panel.noData')} />;
  }
  return (
    <Table
      ariaLabel={panel.title}
      data={frame}
      fieldConfig={panel.fieldConfig}
      width={width}
      height={height}
      timeRange={range}
      noHeader={!showHeader}
      cellHeight={cellHeight}
      initialSortBy={sortBy}
      resizable
    />
  );
}
