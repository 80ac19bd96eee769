import { dashboard, type RuleGroup } from '../model';

/** Variants that are out of stock among the twenty that sold most in the last thirty days. */
const topStockOuts = `SELECT p.title || CASE WHEN v.title = 'Default Title' THEN '' ELSE ' - ' || v.title END AS variant,
  1.0 AS out_of_stock
FROM (
  SELECT value AS variant_id, SUM(units_sold) AS units FROM daily_sales
  WHERE dimension = 'variant' AND day >= date('now', '-30 days')
  GROUP BY value ORDER BY units DESC LIMIT 20
) AS top
JOIN variants AS v ON v.id = top.variant_id AND v.deleted_at IS NULL
JOIN products AS p ON p.id = v.product_id AND p.status = 'ACTIVE'
JOIN inventory_items AS i ON i.id = v.inventory_item_id AND i.tracked = 1
JOIN (
  SELECT inventory_item_id, SUM(COALESCE(available, 0)) AS available FROM inventory_levels
  WHERE deleted_at IS NULL GROUP BY inventory_item_id
) AS stock ON stock.inventory_item_id = i.id
WHERE top.units > 0 AND stock.available <= 0`;

/** What the people of the shop want to know. */
export const shop: RuleGroup = {
  name: 'shopscope-shop',
  rules: [
    {
      uid: 'shopscope-stock-out',
      title: 'top product out of stock',
      query: { queryType: 'sql', format: 'numeric', sql: topStockOuts },
      lookBack: 3600,
      evaluator: { type: 'gt', params: [0.5] },
      minutes: 10,
      summary: 'alerts:stockOut.summary',
      description: 'alerts:stockOut.description',
      severity: 'ticket',
      audience: 'shop',
      onward: dashboard('products-and-stock', 'now-30d'),
    },
    {
      uid: 'shopscope-morning',
      title: 'morning summary',
      query: { queryType: 'status', part: 'morning', hour: 8 },
      lookBack: 3600,
      evaluator: { type: 'gt', params: [0.5] },
      minutes: 0,
      summary: 'alerts:morning.summary',
      description: 'alerts:morning.description',
      severity: 'info',
      audience: 'everyone',
      onward: dashboard('store-today', 'now-2d'),
    },
  ],
};
