import type { Family } from './family';
import { addSale, noMeasures, takesBack, type Measures } from './measures';

const hour = 3_600_000;
const texts = new Map<number, string>();
const mostTexts = 10_000;

/** The hour in UTC that an instant lies in: `2026-11-18T04:00Z`. */
export function hourOf(instant: number): string {
  const number = Math.floor(instant / hour);
  const known = texts.get(number);
  if (known !== undefined) {
    return known;
  }
  if (texts.size >= mostTexts) {
    texts.clear();
  }
  const text = `${new Date(number * hour).toISOString().slice(0, 16)}Z`;
  texts.set(number, text);
  return text;
}

/** Figures of an order's sales by day and hour. `returned_orders` is 1 where goods were taken back. */
export function addHours({ lines, sales }: Family, add: (day: string, hour: string, measures: Measures) => void): void {
  const costs = new Map(lines.map(({ id, unit_cost }) => [id, unit_cost]));
  const found = new Map<string, { readonly day: string; readonly hour: string; readonly measures: Measures }>();
  for (const sale of sales) {
    const { happened_day: day } = sale;
    const text = hourOf(sale.happened_at);
    // Where the zone is half an hour off, an hour may have two days.
    const key = day + text;
    let cell = found.get(key);
    if (cell === undefined) {
      cell = { day, hour: text, measures: noMeasures() };
      found.set(key, cell);
    }
    addSale(cell.measures, sale, costs.get(sale.line_item_id ?? '') ?? null);
    if (takesBack(sale)) {
      cell.measures.returned_orders = 1;
    }
  }
  for (const { day, hour: text, measures } of found.values()) {
    add(day, text, measures);
  }
}
