import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { KpiName } from '../../../query';
import type { Read, Scope, Span } from '../definition';
import { dayEnd, dayStart } from '../days';
import { evaluate } from '../evaluate';
import { kpiDefinition } from '../list';
import { ledger } from '../sources/ledger';
import { explain, type OrderDifference, type ReasonCode } from './explain';

/** KPIs that are compared: those that both lanes define alike. */
export const reconciledKpis = [
  'gross_sales',
  'discounts',
  'returns',
  'net_sales',
  'taxes',
  'shipping',
  'total_sales',
  'orders',
] as const satisfies readonly KpiName[];
export type ReconciledKpi = (typeof reconciledKpis)[number];

/** Shopify, as reconciliation asks it: slowly, in the background. */
export interface ReconcileShop {
  shopifyql(text: string): Promise<{
    readonly columns: ReadonlyArray<{ readonly name: string }>;
    readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
  }>;
  graphql(document: string, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface ReconcileParts {
  readonly read: Read;
  readonly shop: ReconcileShop;
  readonly shopId: string;
  readonly shopZone: string;
  readonly currency: string;
  readonly now: number;
  /** The first instant whose orders Shopify shows this app; undefined where all are. */
  readonly horizon?: number;
}

export interface Reason {
  readonly code: ReasonCode;
  /** Copy less Shopify, decimal. */
  readonly amount: string;
  readonly records: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

/** A row of `reconciliations` without its shop. */
export interface Reconciliation {
  readonly day: string;
  readonly kpi: ReconciledKpi;
  readonly copy_value: string;
  readonly shopify_value: string;
  readonly difference: string;
  readonly reasons: readonly Reason[];
  readonly unexplained: string;
  readonly checked_at: number;
}

const pageSize = 250;
const mostOrders = 10_000;

type Figures = Readonly<Record<ReconciledKpi, Decimal>>;

/**
 * Compares one day of the copy with ShopifyQL. Where they differ, the orders of that day are compared one by one, so that
 * faults which make up for each other in a KPI are named all the same.
 */
export async function reconcileDay(parts: ReconcileParts, day: string): Promise<Reconciliation[]> {
  const span = { from: dayStart(day, parts.shopZone), to: dayEnd(dayStart(day, parts.shopZone), parts.shopZone) };
  const copy = await fromCopy(parts, span);
  const shopify = figuresOf((await fromShopify(parts, day, []))[0]?.values ?? new Map());
  const differing = reconciledKpis.some((kpi) => !copy[kpi].eq(shopify[kpi]));
  const reasons = differing ? await reasonsOf(parts, day, span) : [];
  return reconciledKpis.map((kpi) => {
    const difference = copy[kpi].minus(shopify[kpi]);
    const known = reasonsFor(kpi, difference, reasons);
    const explained = known
      .filter(({ code }) => code !== 'unknown')
      .reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
    return {
      day,
      kpi,
      copy_value: copy[kpi].toFixed(),
      shopify_value: shopify[kpi].toFixed(),
      difference: difference.toFixed(),
      reasons: known,
      unexplained: difference.minus(explained).toFixed(),
      checked_at: parts.now,
    };
  });
}

type Difference = OrderDifference | { readonly whole: 'openDay' | 'beyondHorizon' };

async function reasonsOf(parts: ReconcileParts, day: string, span: Span): Promise<readonly Difference[]> {
  if (span.to > parts.now) {
    return [{ whole: 'openDay' }];
  }
  if (parts.horizon !== undefined && span.from < parts.horizon) {
    return [{ whole: 'beyondHorizon' }];
  }
  const here = await ordersInCopy(parts, span);
  const there = new Map(
    (await fromShopify(parts, day, ['order_id'])).map(({ id, values }) => [id, figuresOf(values)] as const)
  );
  const differing = [...new Set([...here.keys(), ...there.keys()])].flatMap((id) => {
    const [one, other] = [here.get(id), there.get(id)];
    const amounts = new Map(
      reconciledKpis.map((kpi) => [kpi, (one?.[kpi] ?? new Decimal(0)).minus(other?.[kpi] ?? 0)] as const)
    );
    return [...amounts.values()].every((amount) => amount.isZero())
      ? []
      : [{ id, amounts, inCopy: one !== undefined, inShopify: other !== undefined }];
  });
  return await explain(parts, differing);
}

function reasonsFor(kpi: ReconciledKpi, difference: Decimal, found: readonly Difference[]): Reason[] {
  const reasons = new Map<ReasonCode, { amount: Decimal; records: Array<{ id: string; name: string }> }>();
  for (const each of found) {
    if ('whole' in each) {
      return difference.isZero() ? [] : [{ code: each.whole, amount: difference.toFixed(), records: [] }];
    }
    const amount = each.amounts.get(kpi) ?? new Decimal(0);
    if (!amount.isZero()) {
      const known = reasons.get(each.code) ?? { amount: new Decimal(0), records: [] };
      known.amount = known.amount.plus(amount);
      known.records.push({ id: each.id, name: each.name });
      reasons.set(each.code, known);
    }
  }
  return [...reasons].map(([code, { amount, records }]) => ({ code, amount: amount.toFixed(), records }));
}

function scopeOf({ shopId, shopZone, now }: ReconcileParts, span: Span): Scope {
  return {
    shopId,
    shopZone,
    now,
    range: span,
    bucket: 'none',
    buckets: [span],
    dimensions: [],
    filters: [],
    definition: { orderDate: 'processed', returnDate: 'returned', cancelled: 'counted' },
  };
}

async function fromCopy(parts: ReconcileParts, span: Span): Promise<Figures> {
  const [row] = await evaluate(parts.read, reconciledKpis, scopeOf(parts, span));
  return decimals((kpi) => row?.figures[kpi] ?? 0);
}

async function ordersInCopy(parts: ReconcileParts, span: Span): Promise<Map<string, Figures>> {
  const measures = new Set(reconciledKpis.flatMap((kpi) => kpiDefinition(kpi)?.owned?.measures ?? []));
  const rows = (await ledger.records?.read(parts.read, scopeOf(parts, span), measures)) ?? [];
  return new Map(
    rows.map((row) => [row.values.at(-1) ?? '', decimals((kpi) => kpiDefinition(kpi)?.owned?.of(row.measures) ?? 0)])
  );
}

/** Figures are whole in the smallest unit that money is kept in; a float of one is its decimal. */
function decimals(of: (kpi: ReconciledKpi) => number): Figures {
  const value = (kpi: ReconciledKpi) => new Decimal(of(kpi)).toDecimalPlaces(4);
  return {
    gross_sales: value('gross_sales'),
    discounts: value('discounts'),
    returns: value('returns'),
    net_sales: value('net_sales'),
    taxes: value('taxes'),
    shipping: value('shipping'),
    total_sales: value('total_sales'),
    orders: value('orders'),
  };
}

function figuresOf(values: ReadonlyMap<string, number>): Figures {
  return decimals((kpi) => {
    const live = kpiDefinition(kpi)?.live;
    return live?.of(live.shows.map((name) => values.get(name) ?? 0)) ?? 0;
  });
}

const amount = z.string().nullable();

async function fromShopify(
  { shop, shopZone }: ReconcileParts,
  day: string,
  by: readonly string[]
): Promise<Array<{ readonly id: string; readonly values: ReadonlyMap<string, number> }>> {
  const shows = [...new Set(reconciledKpis.flatMap((kpi) => kpiDefinition(kpi)?.live?.shows ?? []))];
  const found: Array<{ id: string; values: Map<string, number> }> = [];
  for (let offset = 0; offset < mostOrders; offset += pageSize) {
    const { columns, rows } = await shop.shopifyql(
      [
        'FROM sales',
        `SHOW ${shows.join(', ')}`,
        ...(by.length === 0 ? [] : [`GROUP BY ${by.join(', ')}`]),
        `SINCE ${day} UNTIL ${day}`,
        ...(by.length === 0 ? [] : [`ORDER BY ${by[0] ?? ''}`, `LIMIT ${String(pageSize)} OFFSET ${String(offset)}`]),
        `WITH TIMEZONE '${shopZone}'`,
      ].join('\n')
    );
    const place = new Map(columns.map(({ name }, index) => [name, index]));
    const cell = (row: ReadonlyArray<string | null>, name: string) => amount.parse(row[place.get(name) ?? -1] ?? null);
    for (const row of rows) {
      found.push({
        id: cell(row, 'order_id') ?? '',
        values: new Map(shows.map((name) => [name, Number(cell(row, name) ?? 0)])),
      });
    }
    if (by.length === 0 || rows.length < pageSize) {
      break;
    }
  }
  return found;
}
