import { FieldColorModeId, ThresholdsMode, type Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import type { KpiName, SavedQuery } from '../src/query';
import { panel, type BundledDashboard, type Place } from './model';
import { bars, main, stat, table } from './parts';
import { shell } from './shell';
import { wordsIn, type Words } from './words';

const base = { version: 2, queryType: 'metrics' } as const;

const sold: SavedQuery = { ...base, metrics: ['units_sold', 'net_sales', 'gross_margin'] };
const stock: SavedQuery = { ...base, metrics: ['inventory_value', 'stock_outs', 'dead_stock'] };

const products: SavedQuery = {
  ...base,
  metrics: ['net_sales', 'units_sold', 'return_rate', 'gross_margin'],
  dimensions: ['product'],
  limit: 50,
};

const types: SavedQuery = { ...base, metrics: ['net_sales'], dimensions: ['product_type'], limit: 8 };

/** Every variant: the panel sorts by what runs out first. */
const cover: SavedQuery = {
  ...base,
  metrics: ['inventory_units', 'stock_cover'],
  dimensions: ['variant'],
  limit: 250,
};

const pairs: SavedQuery = { ...base, metrics: ['basket_pairs'], dimensions: ['product', 'other_product'], limit: 15 };

/** None is as it should be. */
const anyIsBad = {
  color: { mode: FieldColorModeId.Thresholds },
  thresholds: {
    mode: ThresholdsMode.Absolute,
    steps: [
      { color: 'green', value: null },
      { color: 'orange', value: 1 },
    ],
  },
};

function figure(
  id: number,
  metric: KpiName & keyof typeof titles,
  query: SavedQuery,
  place: Place,
  words: Words
): Panel {
  return stat({
    id,
    title: words(titles[metric]),
    description: words(`${titles[metric]}.about`),
    place,
    query,
    columns: { [metric]: { displayName: ' ', ...(metric === 'stock_outs' ? anyIsBad : { color: main }) } },
    missing: words('dashboards:needsCopy'),
    narrow: true,
  });
}

const titles = {
  units_sold: 'dashboards:products.units_sold',
  net_sales: 'dashboards:products.net_sales',
  gross_margin: 'dashboards:products.gross_margin',
  inventory_value: 'dashboards:products.inventory_value',
  stock_outs: 'dashboards:products.stock_outs',
  dead_stock: 'dashboards:products.dead_stock',
} as const;

function topProducts(words: Words): Panel {
  return table({
    id: 7,
    title: words('dashboards:products.top'),
    description: words('dashboards:products.top.about'),
    place: [0, 5, 15, 12],
    query: products,
    empty: words('dashboards:empty.orders'),
    columns: {
      product: {},
      net_sales: { 'custom.width': 130 },
      units_sold: { 'custom.width': 100 },
      return_rate: { displayName: words('dashboards:sales.return_rate'), 'custom.width': 100 },
      gross_margin: { 'custom.width': 100 },
    },
  });
}

function runningOut(words: Words): Panel {
  const coverTitle = words('dashboards:products.cover.days');
  return table({
    id: 9,
    title: words('dashboards:products.cover'),
    description: words('dashboards:products.cover.about'),
    place: [0, 17, 12, 12],
    query: cover,
    empty: words('dashboards:needsCopy.what'),
    sortBy: [{ displayName: coverTitle, desc: false }],
    columns: {
      variant: {},
      inventory_units: { 'custom.width': 110 },
      stock_cover: {
        displayName: coverTitle,
        unit: words('dashboards:unit.days'),
        'custom.width': 140,
        decimals: 0,
        'custom.cellOptions': { type: 'color-text' },
        thresholds: {
          mode: ThresholdsMode.Absolute,
          steps: [
            { color: 'red', value: null },
            { color: 'orange', value: 7 },
            { color: 'text', value: 21 },
          ],
        },
      },
    },
  });
}

function boughtTogether(words: Words): Panel {
  return table({
    id: 10,
    title: words('dashboards:products.pairs'),
    description: words('dashboards:products.pairs.about'),
    place: [12, 17, 12, 12],
    query: pairs,
    empty: words('dashboards:empty.pairs'),
    columns: {
      product: {},
      other_product: {},
      basket_pairs: { displayName: words('dashboards:sales.orders'), 'custom.width': 110 },
    },
  });
}

/** What sells, what stands around, and what runs out. */
export function productsAndStock(language: Language): BundledDashboard {
  const words = wordsIn(language);
  const panels = [
    figure(1, 'net_sales', sold, [0, 0, 4, 5], words),
    figure(2, 'units_sold', sold, [4, 0, 4, 5], words),
    figure(3, 'gross_margin', sold, [8, 0, 4, 5], words),
    figure(4, 'inventory_value', stock, [12, 0, 4, 5], words),
    figure(5, 'stock_outs', stock, [16, 0, 4, 5], words),
    figure(6, 'dead_stock', stock, [20, 0, 4, 5], words),
    topProducts(words),
    bars({
      id: 8,
      title: words('dashboards:products.types'),
      description: words('dashboards:products.types.about'),
      place: [15, 5, 9, 12],
      query: types,
      empty: words('dashboards:empty.orders'),
      column: 'net_sales',
      limit: 8,
    }),
    runningOut(words),
    boughtTogether(words),
    panel('text', {
      id: 11,
      title: words('dashboards:help'),
      place: [0, 29, 24, 5],
      options: { mode: 'markdown', content: words('dashboards:products.help') },
    }),
  ];
  const title = words('dashboards:products.title');
  const question = words('dashboards:products.question');
  const description = words('dashboards:products.about');
  const onward = [
    { name: 'fulfillment', title: words('dashboards:fulfillment.title') },
    { name: 'sales-and-customers', title: words('dashboards:sales.title') },
  ];
  return shell(
    { name: 'products-and-stock', onward, language, title, question, description, from: 'now-30d', panels },
    words
  );
}
