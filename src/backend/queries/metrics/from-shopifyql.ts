import type { MetricsQuery } from '../../../query';
import type { ShopifyqlAnswer } from '../../shopify';
import type { Ask } from '../common/ask';
import { parseTime } from '../common/macros';
import { decimal } from '../common/money';
import { localTime } from '../common/zone';
import { literal } from '../shopifyql/text';
import { byOf, liveMetrics, nothing, type Figures, type Values } from './figures';
import type { Stretch } from './stretch';

type MetricsAsk = Ask<MetricsQuery>;

/** Products of the comparison are looked up by name, so more of them are asked for than are shown. */
const comparedProducts = 1_000;

/** The figures as Shopify's own reports have them. */
export async function figuresFromShopifyql(ask: MetricsAsk, stretch: Stretch, compared: boolean): Promise<Figures> {
  const sent = textOf(ask, stretch, compared);
  const answer = await ask.shopify.shopifyql(sent, ask.options);
  return { rows: rowsOf(ask, answer, stretch), answer, sent, incomplete: false };
}

/** Both ends are sent to the second, and the end one second early: UNTIL is documented to include what it names. */
function textOf({ query, zone }: MetricsAsk, { range }: Stretch, compared: boolean): string {
  const by = byOf(query);
  const first = liveMetrics(query)[0] ?? 'total_sales';
  const shown = [...new Set([...liveMetrics(query), 'orders'])].join(', ');
  const since = `SINCE ${localTime(range.from, zone)} UNTIL ${localTime(Math.max(range.from, range.to - 1_000), zone)}`;
  const limit = compared ? comparedProducts : query.limit;
  const lines =
    by === 'product'
      ? ['WHERE product_title IS NOT NULL', 'GROUP BY product_title', since, `ORDER BY ${first} DESC`, `LIMIT ${limit}`]
      : by === 'none'
        ? [since]
        : [`TIMESERIES ${by}`, since, `ORDER BY ${by}`];
  return ['FROM sales', `SHOW ${shown}`, ...lines, `WITH TIMEZONE ${literal(zone)}`].join('\n');
}

function rowsOf({ query, zone }: MetricsAsk, { columns, rows }: ShopifyqlAnswer, stretch: Stretch): Figures['rows'] {
  const by = byOf(query);
  const place = new Map(columns.map(({ name }, index) => [name, index]));
  const cell = (row: ReadonlyArray<string | null>, name: string) => row[place.get(name) ?? -1] ?? null;
  const valuesOf = (row: ReadonlyArray<string | null>): Values => {
    const orders = decimal(cell(row, 'orders')) ?? 0;
    return {
      total_sales: decimal(cell(row, 'total_sales')) ?? 0,
      orders,
      average_order_value: orders === 0 ? null : decimal(cell(row, 'average_order_value')),
    };
  };
  if (by === 'none') {
    return new Map([['', rows[0] === undefined ? nothing : valuesOf(rows[0])]]);
  }
  if (by === 'product') {
    return new Map(rows.map((row) => [cell(row, 'product_title') ?? '', valuesOf(row)]));
  }

  const timesIn = (each: string) => rows.map((row) => parseCell(cell(row, by), each));
  const local = timesIn(zone);
  // Hours are said to come in UTC at times; the first bucket tells, as Shopify fills every one.
  const first = stretch.buckets[0];
  const times = local[0] !== first && timesIn('UTC')[0] === first ? timesIn('UTC') : local;
  const known = new Set(stretch.buckets);
  const found = new Map<number, Values>();
  rows.forEach((row, index) => {
    const start = times[index] ?? null;
    if (start !== null) {
      // The hour that comes twice when clocks are set back.
      const again = found.has(start) && known.has(start + 3_600_000);
      found.set(again ? start + 3_600_000 : start, valuesOf(row));
    }
  });
  return found;
}

function parseCell(text: string | null, zone: string): number | null {
  return text === null ? null : parseTime(text, zone);
}
