import type { Context } from './context';
import { gid } from './ids';
import { minus, nothing, plus, times, type Exchange } from './money';
import type { Promotion } from './promotions';
import type { Random } from './random';
import { isSoldOut, priceAt, type Ware, type WareVariant } from './stock';
import type { Bag, LineItem, ShippingLine } from './types';

/** The parts of a line item that never change. */
export type Line = Omit<LineItem, 'currentQuantity' | 'refundableQuantity' | 'unfulfilledQuantity'>;

export interface BasketRules {
  readonly exchange: Exchange;
  readonly taxRate: number;
  readonly promotion: Promotion | undefined;
  readonly at: number;
}

const round = (bag: Bag, factor: number): Bag => ({
  shop: Math.round(bag.shop * factor),
  presentment: Math.round(bag.presentment * factor),
});

/** The tax of an amount: on top of it, or within it where prices include tax. */
export function taxOf(context: Context, amount: Bag, rate: number): Bag {
  return round(amount, context.profile.info.taxesIncluded ? rate / (1 + rate) : rate);
}

/** A line's value after its discounts, as the buyer reads it (with tax where prices include it). */
export function lineNet(line: Pick<Line, 'unitPrice' | 'quantity' | 'totalDiscount'>): Bag {
  return minus(times(line.unitPrice, line.quantity), line.totalDiscount);
}

/** What a line adds to the order's total. */
export function lineTotal(context: Context, line: Line): Bag {
  return context.profile.info.taxesIncluded ? lineNet(line) : plus(lineNet(line), line.tax);
}

/** Something on the shelf at that time, by how well it sells; undefined if the draw hit an empty shelf. */
export function choose(
  context: Context,
  wares: readonly Ware[],
  at: number,
  draw: Random
): { ware: Ware; variant: WareVariant } | undefined {
  const ware = wares[draw.weighted(wares.map(({ weight, createdAt }) => (createdAt <= at ? weight : 0)))];
  const variant = ware?.variants[draw.int(ware.variants.length)];
  return ware && variant && !isSoldOut(context, variant, at) ? { ware, variant } : undefined;
}

export function makeLine(
  context: Context,
  id: LineItem['id'],
  choice: { ware: Ware; variant: WareVariant },
  quantity: number,
  rules: BasketRules,
  addedByEdit: boolean
): Line {
  const product = context.catalogue[choice.ware.index];
  if (!product) {
    throw new Error(`no product ${choice.ware.index}`);
  }
  const isGiftCard = product.giftCard === true;
  const unitPrice = rules.exchange.bag(priceAt(context, choice.ware.index, choice.variant.price, rules.at));
  const percentage = isGiftCard || addedByEdit ? null : (rules.promotion?.percentage ?? null);
  const totalDiscount = percentage === null ? nothing : round(times(unitPrice, quantity), percentage);
  const taxable = !isGiftCard && rules.taxRate > 0;
  const net = minus(times(unitPrice, quantity), totalDiscount);
  return {
    id,
    productId: choice.ware.productId,
    variantId: choice.variant.id,
    title: product.title,
    variantTitle: choice.variant.label,
    name: `${product.title} - ${choice.variant.label}`,
    sku: choice.variant.sku,
    vendor: product.vendor,
    productType: product.type,
    isGiftCard,
    requiresShipping: !isGiftCard,
    taxable,
    quantity,
    unitPrice,
    unitCost: choice.variant.cost,
    discounts:
      percentage === null || !rules.promotion
        ? []
        : [{ code: rules.promotion.code, title: rules.promotion.title, amount: totalDiscount }],
    totalDiscount,
    tax: taxable ? taxOf(context, net, rules.taxRate) : nothing,
    taxRate: taxable ? rules.taxRate : 0,
    taxTitle: taxable ? context.profile.taxTitle : null,
    addedByEdit,
    addedAt: rules.at,
  };
}

const lineCounts = [58, 27, 11, 4];
const quantities = [82, 13, 4, 1];

/** One to four different variants; never empty. */
export function drawLines(
  context: Context,
  wares: readonly Ware[],
  lineId: (place: number) => LineItem['id'],
  rules: BasketRules,
  draw: Random
): readonly Line[] {
  const wanted = 1 + draw.weighted(lineCounts);
  const chosen = new Map<number, { ware: Ware; variant: WareVariant }>();
  for (let attempt = 0; attempt < 40 && chosen.size < wanted; attempt++) {
    const choice = choose(context, wares, rules.at, draw);
    if (choice) {
      chosen.set(choice.variant.key, choice);
    }
  }
  return [...chosen.values()].map((choice, place) =>
    makeLine(context, lineId(place), choice, 1 + draw.weighted(quantities), rules, false)
  );
}

/** How the goods travel; undefined where nothing has to. */
export function drawShipping(
  context: Context,
  key: number,
  lines: readonly Line[],
  rules: BasketRules,
  draw: Random
): ShippingLine | undefined {
  const { profile } = context;
  const [title, code, price] = profile.shipping[draw.weighted(profile.shipping.map((each) => each[3]))] ?? [];
  if (
    title === undefined ||
    code === undefined ||
    price === undefined ||
    !lines.some((line) => line.requiresShipping)
  ) {
    return undefined;
  }
  const worth = plus(...lines.map(lineNet)).shop;
  const free =
    rules.promotion?.type === 'DiscountCodeFreeShipping' || (code === 'STANDARD' && worth >= profile.freeShippingFrom);
  const charged = free ? nothing : rules.exchange.bag(price);
  return {
    id: gid('ShippingLine', key),
    title,
    code,
    price: charged,
    tax: profile.info.taxesIncluded ? taxOf(context, charged, rules.taxRate) : nothing,
  };
}
