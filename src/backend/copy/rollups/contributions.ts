import { z } from 'zod';
import {
  dimensions,
  lineDimensions,
  orderDimensions,
  type Dimension,
  type LineDimension,
  type OrderDimension,
} from './dimensions';
import type { Family, LineFacts, OrderFacts } from './family';
import { hourOf, hoursOf } from './hours';
import { addMeasures, addSale, noMeasures, takesBack, type Measures } from './measures';
import { pairsOf } from './pairs';

/** What is known of a product beside the order. */
export interface Products {
  typeOf(productId: string): string | undefined;
  collectionsOf(productId: string): readonly string[];
}

/** Figures of one day, by dimension and value. */
type DayCells = ReadonlyMap<Dimension, Map<string, Measures>>;

/** Figures by dimension, day and value: what orders add to `daily_sales`. */
export class Cells {
  private readonly products: Products;
  private readonly wanted: ReadonlySet<Dimension>;
  private readonly known = new Map<string, DayCells>();
  private held = 0;

  constructor(products: Products, wanted: readonly Dimension[] = dimensions) {
    this.products = products;
    this.wanted = new Set(wanted);
  }

  get size(): number {
    return this.held;
  }

  /** Adds what an order adds, or takes it away again. Test orders and deleted ones add nothing. */
  add(family: Family, sign: 1 | -1): void {
    const { order, lines } = family;
    if (order.test !== 0 || order.deleted_at !== null) {
      return;
    }
    const byLine = measuresByLine(family);
    const placedOn = this.dayCells(order.processed_day);
    this.addOrder(order, byLine, placedOn, sign);
    this.addLines(order, lines, byLine, placedOn, sign);
    if (this.wanted.has('hour')) {
      place(this.cell(placedOn, 'hour', hourOf(order.processed_at)), order, sign);
      for (const { day, hour, measures } of hoursOf(family)) {
        addMeasures(this.cell(this.dayCells(day), 'hour', hour), measures, sign);
      }
    }
    if (this.wanted.has('pair') && order.cancelled_at === null) {
      for (const pair of pairsOf(lines)) {
        this.cell(placedOn, 'pair', pair).orders += sign;
      }
    }
  }

  /** By dimension, and by day within. */
  *[Symbol.iterator](): Generator<{ dimension: Dimension; day: string; value: string; measures: Measures }> {
    const days = [...this.known.keys()].sort();
    for (const dimension of dimensions) {
      for (const day of days) {
        for (const [value, measures] of this.known.get(day)?.get(dimension) ?? []) {
          yield { dimension, day, value, measures };
        }
      }
    }
  }

  private addOrder(order: OrderFacts, byLine: readonly LineDay[], placedOn: DayCells, sign: 1 | -1): void {
    const days = sumsByDay(byLine);
    for (const dimension of orderDimensions) {
      if (this.wanted.has(dimension)) {
        for (const value of valuesOfOrder(order, dimension)) {
          place(this.cell(placedOn, dimension, value), order, sign);
          for (const { day, measures } of days) {
            addMeasures(this.cell(this.dayCells(day), dimension, value), measures, sign);
          }
        }
      }
    }
  }

  private addLines(
    order: OrderFacts,
    lines: readonly LineFacts[],
    byLine: readonly LineDay[],
    placedOn: DayCells,
    sign: 1 | -1
  ): void {
    for (const dimension of lineDimensions) {
      if (!this.wanted.has(dimension)) {
        continue;
      }
      for (const value of this.valuesOfLines(lines, dimension)) {
        place(this.cell(placedOn, dimension, value), order, sign);
      }
      // Two lines of one value that are taken back on one day are one order with a return.
      let returned: Set<string> | undefined;
      for (const { line, day, measures } of byLine) {
        const cells = this.dayCells(day);
        for (const value of line === undefined ? none : this.valuesOfLine(line, dimension)) {
          const cell = this.cell(cells, dimension, value);
          addMeasures(cell, measures, sign);
          if (measures.returned_orders > 0) {
            returned ??= new Set();
            const key = `${day} ${value}`;
            if (returned.has(key)) {
              cell.returned_orders -= sign * measures.returned_orders;
            }
            returned.add(key);
          }
        }
      }
    }
  }

  /** Different values of an order's lines; orders without lines count where there is no value. */
  private valuesOfLines(lines: readonly LineFacts[], dimension: LineDimension): Iterable<string> {
    const [first] = lines;
    if (first === undefined) {
      return none;
    }
    return lines.length === 1
      ? this.valuesOfLine(first, dimension)
      : new Set(lines.flatMap((line) => this.valuesOfLine(line, dimension)));
  }

  private valuesOfLine(line: LineFacts, dimension: LineDimension): readonly string[] {
    const { product_id, variant_id, vendor } = line;
    switch (dimension) {
      case 'product':
        return [product_id ?? ''];
      case 'variant':
        return [variant_id ?? ''];
      case 'vendor':
        return [vendor ?? ''];
      case 'product_type':
        return [(product_id === null ? undefined : this.products.typeOf(product_id)) ?? ''];
      case 'collection': {
        const found = product_id === null ? [] : this.products.collectionsOf(product_id);
        return found.length === 0 ? none : found;
      }
    }
  }

  private dayCells(day: string): DayCells {
    const known = this.known.get(day);
    if (known !== undefined) {
      return known;
    }
    const made: DayCells = new Map(dimensions.map((dimension) => [dimension, new Map<string, Measures>()]));
    this.known.set(day, made);
    return made;
  }

  private cell(cells: DayCells, dimension: Dimension, value: string): Measures {
    const values = cells.get(dimension);
    let measures = values?.get(value);
    if (measures === undefined) {
      measures = noMeasures();
      values?.set(value, measures);
      this.held += 1;
    }
    return measures;
  }
}

/** Counts the order itself. */
function place(cell: Measures, { cancelled_at }: OrderFacts, sign: 1 | -1): void {
  cell.orders += sign;
  if (cancelled_at !== null) {
    cell.cancelled_orders += sign;
  }
}

/** Figures of one line item (undefined for sales without one) on one day. `returned_orders` is 1 where goods were taken back. */
interface LineDay {
  readonly id: string;
  readonly line: LineFacts | undefined;
  readonly day: string;
  readonly measures: Measures;
}

/** An order has few lines and days: looking through them is quicker than maps. */
function measuresByLine({ lines, sales }: Family): readonly LineDay[] {
  const found: LineDay[] = [];
  for (const sale of sales) {
    const id = sale.line_item_id ?? '';
    const day = sale.happened_day;
    let known = found.find((each) => each.id === id && each.day === day);
    if (known === undefined) {
      known = { id, line: lines.find((line) => line.id === id), day, measures: noMeasures() };
      found.push(known);
    }
    addSale(known.measures, sale, known.line?.unit_cost ?? null);
    if (takesBack(sale)) {
      known.measures.returned_orders = 1;
    }
  }
  return found;
}

function sumsByDay(byLine: readonly LineDay[]): ReadonlyArray<{ readonly day: string; readonly measures: Measures }> {
  const [first] = byLine;
  if (first !== undefined && byLine.length === 1) {
    return [first];
  }
  const days: Array<{ readonly day: string; readonly measures: Measures }> = [];
  for (const { day, measures } of byLine) {
    let all = days.find((each) => each.day === day);
    if (all === undefined) {
      all = { day, measures: noMeasures() };
      days.push(all);
    }
    addMeasures(all.measures, measures, 1);
    all.measures.returned_orders = all.measures.returned_orders > 0 ? 1 : 0;
  }
  return days;
}

const list = z.array(z.string());
const none: readonly string[] = [''];

function valuesOfOrder(order: OrderFacts, dimension: OrderDimension): readonly string[] {
  switch (dimension) {
    case 'all':
      return none;
    case 'channel':
      return [order.channel ?? ''];
    case 'country':
      return [order.shipping_country ?? order.billing_country ?? ''];
    case 'source_name':
      return [order.source_name ?? ''];
    case 'utm_source':
      return [order.utm_source ?? ''];
    case 'utm_medium':
      return [order.utm_medium ?? ''];
    case 'utm_campaign':
      return [order.utm_campaign ?? ''];
    case 'tag':
      return listed(order.tags);
    case 'discount_code':
      return listed(order.discount_codes);
  }
}

function listed(text: string): readonly string[] {
  if (text === '[]') {
    return none;
  }
  const values = new Set(list.parse(JSON.parse(text)));
  return values.size === 0 ? none : [...values];
}
