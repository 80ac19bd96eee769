import type { LedgerLine, World } from '../../world/types';
import { add, distinct, note, sum } from '../group';
import { numberOf, ratio, schema, type Dimension, type Metric, type Schema } from '../schema';

const text = (label: string, of: (line: LedgerLine) => string | null): Dimension<LedgerLine> => ({
  type: 'STRING',
  label,
  of,
});

const identity = (label: string, of: (line: LedgerLine) => string | null): Dimension<LedgerLine> => ({
  type: 'IDENTITY',
  label,
  of,
});

const dimensions: Readonly<Record<string, Dimension<LedgerLine>>> = {
  sales_channel: text('Sales channel', ({ order }) => order.channel.displayName),
  product_title: text('Product title', ({ item }) => item?.title ?? null),
  product_id: identity('Product ID', ({ item }) => numberOf(item?.productId ?? null)),
  product_vendor: text('Product vendor', ({ item }) => item?.vendor ?? null),
  product_type: text('Product type', ({ item }) => item?.productType ?? null),
  product_variant_id: identity('Product variant ID', ({ item }) => numberOf(item?.variantId ?? null)),
  product_variant_title: text('Product variant title', ({ item }) => item?.variantTitle ?? null),
  product_variant_sku: text('Product variant SKU', ({ item }) => item?.sku ?? null),
  discount_code: text('Discount code', ({ order }) => order.discountCodes[0] ?? null),
  billing_country: text('Billing country', ({ order }) => order.billingAddress?.country ?? null),
  billing_region: text('Billing region', ({ order }) => order.billingAddress?.province ?? null),
  billing_city: text('Billing city', ({ order }) => order.billingAddress?.city ?? null),
  shipping_country: text('Shipping country', ({ order }) => order.shippingAddress?.country ?? null),
  shipping_region: text('Shipping region', ({ order }) => order.shippingAddress?.province ?? null),
  shipping_city: text('Shipping city', ({ order }) => order.shippingAddress?.city ?? null),
  order_id: identity('Order ID', ({ order }) => numberOf(order.id)),
  order_name: text('Order name', ({ order }) => order.name),
  customer_id: identity('Customer ID', ({ order }) => numberOf(order.customerId)),
  referring_channel: text('Referring channel', ({ order }) => order.journey?.source ?? null),
  presentment_currency: text('Presentment currency', ({ order }) => order.presentmentCurrency),
  new_or_returning_customer: text('New or returning customer', ({ order }) =>
    order.customerId === null ? null : order.firstOfCustomer ? 'New' : 'Returning'
  ),
  sale_kind: text('Sale kind', ({ kind }) => (kind === 'return' ? 'return' : 'order')),
  is_canceled_order: { type: 'BOOLEAN', label: 'Is canceled order', of: ({ order }) => order.cancelled },
};

const money = (label: string, of: Metric['of']): Metric => ({ type: 'MONEY', label, of });
const count = (label: string, of: Metric['of']): Metric => ({ type: 'INTEGER', label, of });
const percent = (label: string, of: Metric['of']): Metric => ({ type: 'PERCENT', label, of });
const added =
  (name: string): Metric['of'] =>
  (group) =>
    sum(group, name);
const counted =
  (name: string): Metric['of'] =>
  (group) =>
    distinct(group, name);

const metrics: Readonly<Record<string, Metric>> = {
  gross_sales: money('Gross sales', added('gross')),
  discounts: money('Discounts', added('discounts')),
  returns: money('Returns', added('returns')),
  sales_reversals: money('Sales reversals', added('returns')),
  net_sales: money('Net sales', added('net')),
  shipping_charges: money('Shipping charges', added('shipping')),
  taxes: money('Taxes', added('tax')),
  duties: money('Duties', () => 0),
  additional_fees: money('Additional fees', () => 0),
  tips: money('Tips', added('tips')),
  total_sales: money('Total sales', added('total')),
  cost_of_goods_sold: money('Cost of goods sold', added('cost')),
  gross_profit: money('Gross profit', (group) => sum(group, 'net') - sum(group, 'cost')),
  gross_margin: percent('Gross margin', (group) => ratio(sum(group, 'net') - sum(group, 'cost'), sum(group, 'net'))),
  orders: count('Orders', counted('orders')),
  average_order_value: money('Average order value', (group) =>
    ratio(sum(group, 'gross') + sum(group, 'discounts'), distinct(group, 'orders'))
  ),
  net_items_sold: count('Net items sold', (group) => sum(group, 'sold') - sum(group, 'returned')),
  quantity_ordered: count('Quantity ordered', added('sold')),
  quantity_returned: count('Quantity returned', added('returned')),
  returned_quantity_rate: percent('Returned quantity rate', (group) =>
    ratio(sum(group, 'returned'), sum(group, 'sold'))
  ),
  customers: count('Customers', counted('customers')),
  new_customers: count('New customers', counted('newCustomers')),
  returning_customers: count('Returning customers', counted('returningCustomers')),
  orders_first_time: count('Orders (first-time)', counted('firstOrders')),
  orders_returning: count('Orders (returning)', counted('returningOrders')),
  returning_customer_rate: percent('Returning customer rate', (group) =>
    ratio(distinct(group, 'returningCustomers'), distinct(group, 'customers'))
  ),
};

function* rows(world: World, from: number, to: number): Generator<LedgerLine> {
  for (const line of world.ledger(from, to)) {
    if (!line.order.test) {
      yield line;
    }
  }
}

const parts = {
  dimensions,
  metrics,
  at: ({ at }: LedgerLine) => at,
  add: (group: Parameters<typeof add>[0], line: LedgerLine) => {
    const { order, kind, gross, discounts, returns, shipping, tax } = line;
    const net = gross + discounts + returns;
    add(group, 'gross', gross);
    add(group, 'discounts', discounts);
    add(group, 'returns', returns);
    add(group, 'net', net);
    add(group, 'shipping', shipping);
    add(group, 'tax', tax);
    add(group, 'tips', line.tips);
    add(group, 'total', net + shipping + tax);
    add(group, 'cost', line.cost);
    add(group, 'sold', line.sold);
    add(group, 'returned', line.returned);
    if (kind === 'sale') {
      note(group, 'orders', order.id);
      note(group, 'customers', order.customerId);
      note(group, order.firstOfCustomer ? 'newCustomers' : 'returningCustomers', order.customerId);
      note(
        group,
        order.firstOfCustomer ? 'firstOrders' : 'returningOrders',
        order.customerId === null ? null : order.id
      );
    }
  },
};

/** Sales by the date of the event: what is given back counts on the day it is given back. Test orders are left out. */
export const sales: Schema = schema<LedgerLine>({ name: 'sales', rows, ...parts });

/** The same bookings, those of products only. */
export const products: Schema = schema<LedgerLine>({
  name: 'products',
  ...parts,
  *rows(world, from, to) {
    for (const line of rows(world, from, to)) {
      if (line.item) {
        yield line;
      }
    }
  },
});
