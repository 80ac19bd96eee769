import { day, id, instant, integer, money, optional, text } from './column';
import { table } from './table';

/**
 * The dated ledger from which sales KPIs are computed. Amounts are without tax but for `tax` itself; what is taken back is
 * negative. `gross` = `totalAmount − totalTaxAmount + totalDiscountAmountBeforeTaxes` of the sale.
 */
export const sales = table('sales', {
  source: 'SalesAgreement.sales',
  meaning: 'Sales of the agreements of an order: its placement, edits, returns and refunds, each on its own date.',
  scopes: ['read_orders'],
  columns: {
    id: id('Sale.id', 'The sale'),
    order_id: id('Order.id', 'Its order'),
    agreement_id: id('SalesAgreement.id', 'The agreement it belongs to'),
    reason: text('SalesAgreement.reason', 'ORDER, ORDER_EDIT, REFUND, RETURN'),
    happened_at: instant('SalesAgreement.happenedAt', 'When it was agreed'),
    happened_day: day('SalesAgreement.happenedAt', 'Day of happened_at'),
    action: text('Sale.actionType', 'ORDER, UPDATE, RETURN, UNKNOWN'),
    line_type: text('Sale.lineType', 'PRODUCT, GIFT_CARD, SHIPPING, TIP, DUTY, FEE, ADJUSTMENT, …'),
    line_item_id: optional(id('ProductSale.lineItem.id', 'The line item, for products')),
    quantity: integer('Sale.quantity', 'Units; negative where they are taken back, 0 where Shopify gives none'),
    gross: money('Sale.totalAmount.shopMoney', 'Amount before discounts, without tax'),
    discount: money('Sale.totalDiscountAmountBeforeTaxes.shopMoney', 'Discount, without tax; positive for a sale'),
    tax: money('Sale.totalTaxAmount.shopMoney', 'Taxes'),
    total: money('Sale.totalAmount.shopMoney', 'Amount after discounts and with taxes'),
  },
  key: ['id'],
  indexes: [['order_id'], ['happened_day', 'line_type', 'action']],
});
