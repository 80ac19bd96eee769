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

interface Hour {
  readonly day: string;
  readonly hour: string;
  readonly measures: Measures;
}

/**
 * Figures of an order's sales by day and hour: where the zone is half an hour off, an hour may have two days.
 * `returned_orders` is 1 where goods were taken back.
 */
export function hoursOf({ lines, sales }: Family): readonly Hour[] {
  const found: Hour[] = [];
  for (const sale of sales) {
    const { happened_day: day } = sale;
    const hour = hourOf(sale.happened_at);
    let known = found.find((each) => each.hour === hour && each.day === day);
    if (known === undefined) {
      known = { day, hour, measures: noMeasures() };
      found.push(known);
    }
    addSale(known.measures, sale, lines.find(({ id }) => id === sale.line_item_id)?.unit_cost ?? null);
    if (takesBack(sale)) {
      known.measures.returned_orders = 1;
    }
  }
  return found;
}
