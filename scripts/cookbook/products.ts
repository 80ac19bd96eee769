import type { Chapter } from './recipe';

export const products: Chapter = {
  title: 'Products and stock',
  recipes: [
    {
      id: 'best-sellers',
      question: 'What sells best, and how much of it stays with us?',
      query: {
        queryType: 'metrics',
        metrics: ['net_sales', 'units_sold', 'gross_margin'],
        dimensions: ['product'],
        period: 'last_30_days',
        limit: 5,
      },
      days: 30,
      note: 'Margin is of the sales whose cost is known, at the cost of the time of the sale.',
      picture: 'cookbook-best-sellers.png',
    },
    {
      id: 'running-out',
      question: 'What runs out first?',
      query: {
        queryType: 'sql',
        sql: `WITH sold AS (
  SELECT l.variant_id, sum(l.quantity) AS units FROM line_items l JOIN orders o ON o.id = l.order_id
  WHERE $__timeFilter(o.processed_at) AND o.test = 0 GROUP BY l.variant_id
)
SELECT p.title AS product, v.title AS variant, v.inventory_quantity AS available, s.units AS sold,
  v.inventory_quantity * ($__timeTo() - $__timeFrom()) / 86400000.0 / s.units AS days_left
FROM sold s JOIN variants v ON v.id = s.variant_id JOIN products p ON p.id = v.product_id
WHERE v.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.gift_card = 0
ORDER BY days_left, s.units DESC, variant LIMIT 50`,
        format: 'table',
      },
      days: 30,
      note: 'At the pace of the dashboard’s range. The KPI `stock_cover`, which the bundled panel shows, leaves out days on which there was nothing to sell.',
      picture: 'cookbook-running-out.png',
    },
    {
      id: 'together',
      question: 'What is bought together?',
      query: {
        queryType: 'metrics',
        metrics: ['basket_pairs'],
        dimensions: ['product', 'other_product'],
        period: 'last_365_days',
        limit: 5,
      },
      days: 365,
      note: 'Orders that held both. Each pair stands once.',
      picture: 'cookbook-together.png',
    },
    {
      id: 'dead-stock',
      question: 'What lies there and nobody buys?',
      query: {
        queryType: 'sql',
        sql: `SELECT p.title AS product, v.title AS variant, sum(l.on_hand) AS units, sum(l.on_hand) * max(i.unit_cost) AS cost
FROM inventory_levels l
JOIN inventory_items i ON i.id = l.inventory_item_id
JOIN variants v ON v.id = i.variant_id
JOIN products p ON p.id = v.product_id
WHERE l.deleted_at IS NULL AND p.status = 'ACTIVE' AND NOT EXISTS (
  SELECT 1 FROM line_items s JOIN orders o ON o.id = s.order_id
  WHERE s.variant_id = v.id AND o.processed_at >= $__timeFrom() AND o.test = 0)
GROUP BY v.id HAVING sum(l.on_hand) > 0 ORDER BY cost DESC, product, variant LIMIT 50`,
        format: 'table',
      },
      days: 7,
      note: 'Not sold in the dashboard’s range. The KPI `dead_stock` is the sum, over 90 days.',
    },
    {
      id: 'price-changes',
      question: 'Which prices were changed, and what sold out?',
      query: { queryType: 'events', kinds: ['price_changes', 'stock', 'product_changes'], limit: 50 },
      days: 3,
      columns: ['time', 'title', 'kind'],
      note: 'Put it over a chart of sales as an annotation. Prices and stock are known from the copy alone: Shopify keeps no history of them.',
    },
  ],
};
