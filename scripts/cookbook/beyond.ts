import type { Chapter } from './recipe';

export const beyond: Chapter = {
  title: 'Visitors, and the rest',
  recipes: [
    {
      id: 'conversion',
      question: 'How many visitors become buyers, and where do they leave?',
      query: {
        queryType: 'metrics',
        metrics: ['sessions', 'cart_rate', 'checkout_rate', 'conversion_rate'],
        dimensions: ['device'],
        period: 'last_30_days',
      },
      days: 30,
      note: 'Visitors are known to Shopify alone: this asks ShopifyQL and needs the scope `read_reports`. `referrer` and `session_country` ask alike.',
    },
    {
      id: 'shopify-report',
      question: 'What does Shopify’s own report say?',
      query: {
        queryType: 'shopifyql',
        text: 'FROM sales\nSHOW gross_sales, discounts, returns, net_sales, orders\nTIMESERIES day\nSINCE $__timeFrom UNTIL $__timeTo\nORDER BY day',
      },
      days: 5,
      note: 'The same engine as the reports of the admin. Where a figure of the copy differs, `status` with `part: "drift"` says by how much.',
    },
    {
      id: 'price-range',
      question: 'What does Shopify know that has no column here?',
      query: {
        queryType: 'graphql',
        document:
          '{ products(first: 5, sortKey: TITLE) { nodes { title hasOutOfStockVariants priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount } } } } }',
        limit: 5,
      },
      days: 1,
      note: 'Any read-only document of the Admin API; the first list is paged up to `limit`, objects become columns.',
    },
    {
      id: 'trust',
      question: 'May the app see all that it needs to?',
      query: { queryType: 'status', part: 'scopes' },
      days: 1,
      note: '`part: "sync"` tells how far the copy is behind, `drift` how far it is from Shopify’s reports. Both can be alerted on.',
    },
  ],
};
