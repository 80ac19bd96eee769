import type { DataFrame, FieldConfigSource } from '@grafana/data';
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

const cell = z.looseObject({ wrapText: z.boolean() });

/** The table gives rows the height that one column needs: of those that wrap, the one with the longest text. */
function wrappingLongest({ defaults, overrides }: FieldConfigSource, { fields }: DataFrame): FieldConfigSource {
  const wraps = overrides.filter(({ properties }) => properties.some(({ value }) => cell.safeParse(value).success));
  const lengthOf = ({ matcher }: FieldConfigSource['overrides'][number]) =>
    Math.max(
      0,
      ...(fields.find(({ name }) => name === matcher.options)?.values ?? []).map((each) => String(each ?? '').length)
    );
  const [longest] = [...wraps].sort((a, b) => lengthOf(b) - lengthOf(a));
  return { defaults, overrides: longest === undefined ? [] : [longest] };
}

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
      fieldConfig={wrappingLongest(panel.fieldConfig, frame)}
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
