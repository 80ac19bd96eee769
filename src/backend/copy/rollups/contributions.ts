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
import { addHours, hourOf } from './hours';
import { addMeasures, addSale, noMeasures, takesBack, type Measures } from './measures';
import { pairsOf } from './pairs';

/** What is known of a product beside the order. */
export interface Products {
  typeOf(productId: string): string | undefined;
  collectionsOf(productId: string): readonly string[];
}

/** Figures by dimension, day and value: what orders add to `daily_sales`. */
export class Cells {
  private readonly products: Products;
  private readonly wanted: ReadonlySet<Dimension>;
  private readonly known = new Map<string, Map<string, Map<string, Measures>>>();
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
    const placed = noMeasures();
    placed.orders = 1;
    placed.cancelled_orders = order.cancelled_at === null ? 0 : 1;
    this.addOrder(order, byLine, placed, sign);
    this.addLines(order, lines, byLine, placed, sign);
    if (this.wanted.has('hour')) {
      addMeasures(this.cell('hour', order.processed_day, hourOf(order.processed_at)), placed, sign);
      addHours(family, (day, hour, measures) => {
        addMeasures(this.cell('hour', day, hour), measures, sign);
      });
    }
    if (this.wanted.has('pair') && order.cancelled_at === null) {
      for (const pair of pairsOf(lines)) {
        this.cell('pair', order.processed_day, pair).orders += sign;
      }
    }
  }

  *[Symbol.iterator](): Generator<{ dimension: string; day: string; value: string; measures: Measures }> {
    for (const [dimension, days] of this.known) {
      for (const [day, values] of days) {
        for (const [value, measures] of values) {
          yield { dimension, day, value, measures };
        }
      }
    }
  }

  private addOrder(order: OrderFacts, byLine: LineDays, placed: Measures, sign: 1 | -1): void {
    // What is sold on the day of the order goes with it: nearly all of it does.
    const days = new Map([[order.processed_day, { ...placed }]]);
    for (const ofLine of byLine.values()) {
      for (const [day, measures] of ofLine) {
        const all = days.get(day) ?? noMeasures();
        days.set(day, all);
        addMeasures(all, measures, 1);
        all.returned_orders = all.returned_orders > 0 ? 1 : 0;
      }
    }
    for (const dimension of orderDimensions) {
      if (this.wanted.has(dimension)) {
        for (const value of valuesOfOrder(order, dimension)) {
          for (const [day, measures] of days) {
            addMeasures(this.cell(dimension, day, value), measures, sign);
          }
        }
      }
    }
  }

  private addLines(
    order: OrderFacts,
    lines: readonly LineFacts[],
    byLine: LineDays,
    placed: Measures,
    sign: 1 | -1
  ): void {
    const facts = new Map(lines.map((line) => [line.id, line]));
    for (const dimension of lineDimensions) {
      if (!this.wanted.has(dimension)) {
        continue;
      }
      for (const value of this.valuesOfLines(lines, dimension)) {
        addMeasures(this.cell(dimension, order.processed_day, value), placed, sign);
      }
      // Two lines of one value that are taken back on one day are one order with a return.
      let returned: Set<string> | undefined;
      for (const [lineId, days] of byLine) {
        const line = facts.get(lineId);
        const values = line === undefined ? none : this.valuesOfLine(line, dimension);
        for (const [day, measures] of days) {
          for (const value of values) {
            const cell = this.cell(dimension, day, value);
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
        return found.length === 0 ? [''] : found;
      }
    }
  }

  private cell(dimension: Dimension, day: string, value: string): Measures {
    let days = this.known.get(dimension);
    if (days === undefined) {
      days = new Map();
      this.known.set(dimension, days);
    }
    let values = days.get(day);
    if (values === undefined) {
      values = new Map();
      days.set(day, values);
    }
    let measures = values.get(value);
    if (measures === undefined) {
      measures = noMeasures();
      values.set(value, measures);
      this.held += 1;
    }
    return measures;
  }
}

/** Figures by line item (empty text for sales without one) and day. `returned_orders` is 1 where goods were taken back. */
type LineDays = Map<string, Map<string, Measures>>;

function measuresByLine({ lines, sales }: Family): LineDays {
  const costs = new Map(lines.map(({ id, unit_cost }) => [id, unit_cost]));
  const byLine: LineDays = new Map();
  for (const sale of sales) {
    const line = sale.line_item_id ?? '';
    let days = byLine.get(line);
    if (days === undefined) {
      days = new Map();
      byLine.set(line, days);
    }
    let measures = days.get(sale.happened_day);
    if (measures === undefined) {
      measures = noMeasures();
      days.set(sale.happened_day, measures);
    }
    addSale(measures, sale, costs.get(line) ?? null);
    if (takesBack(sale)) {
      measures.returned_orders = 1;
    }
  }
  return byLine;
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
