import type { Field } from '../../grafana';
import { numberField, stringField, timeField } from '../../grafana';
import type { ShopifyqlColumn } from '../../shopify';
import { parseTime } from '../common/macros';
import { currencyConfig, decimal } from '../common/money';

type Cells = ReadonlyArray<string | null>;
type Make = (column: ShopifyqlColumn, cells: Cells, place: Place) => Field;

/** What a column needs to know of the query: the zone of its times and the currency of its money. */
export interface Place {
  readonly zone: string;
  readonly currency: string;
}

const durations: Readonly<Record<string, string>> = {
  MILLISECOND_DURATION: 'ms',
  SECOND_DURATION: 's',
  MINUTE_DURATION: 'm',
  HOUR_DURATION: 'h',
  DAY_DURATION: 'd',
};

const numbers = new Set(['INTEGER', 'DECIMAL', 'FLOAT', 'UNITLESS_SCALAR', 'MULTIPLIER', 'RATING', 'CUMULATIVE']);

/** A column of an answer as a field: typed by what Shopify says of it; a type unknown here stays text. */
export function fieldOf(column: ShopifyqlColumn, cells: Cells, place: Place): Field {
  return makerOf(column.dataType)(column, cells, place);
}

export function isTime({ dataType }: ShopifyqlColumn): boolean {
  return dataType.endsWith('TIMESTAMP');
}

function makerOf(type: string): Make {
  if (type.endsWith('TIMESTAMP')) {
    return (column, cells, { zone }) =>
      timeField(column.name, times(cells, zone), { config: { displayName: column.displayName } });
  }
  if (type === 'MONEY') {
    return (column, cells, { currency }) => number(column, cells, currencyConfig(currency));
  }
  if (type === 'PERCENT') {
    return (column, cells) => number(column, cells, { unit: 'percentunit' });
  }
  const duration = durations[type];
  if (duration !== undefined) {
    return (column, cells) => number(column, cells, { unit: duration });
  }
  if (numbers.has(type)) {
    return (column, cells) => number(column, cells, type === 'INTEGER' ? { decimals: 0 } : {});
  }
  return (column, cells) => stringField(column.name, cells, { config: { displayName: column.displayName } });
}

function number(column: ShopifyqlColumn, cells: Cells, config: { unit?: string; decimals?: number }): Field {
  return numberField(column.name, cells.map(decimal), { config: { displayName: column.displayName, ...config } });
}

/**
 * Local times without an offset in the query's zone. On the night that clocks are set back the same hour comes twice:
 * the second of two equal texts in a row means the later one, unless rows repeat a time for other reasons (dimensions).
 */
function times(cells: Cells, zone: string): Array<number | null> {
  const parsed = cells.map((cell) => (cell === null ? null : parseTime(cell, zone)));
  if (new Set(cells).size < cells.length - 2) {
    return parsed;
  }
  return parsed.map((time, row) => {
    const again = row > 0 && time !== null && cells[row] === cells[row - 1];
    if (!again) {
      return time;
    }
    const later = time + 3_600_000;
    return sameClock(time, later, zone) ? later : time;
  });
}

function sameClock(a: number, b: number, zone: string): boolean {
  const clock = (at: number) => new Intl.DateTimeFormat('en', { timeZone: zone, timeStyle: 'short' }).format(at);
  return clock(a) === clock(b);
}
