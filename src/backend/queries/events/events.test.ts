import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../../../../tests/support/golden';
import { fewScopes } from '../../../../tests/support/scopes';
import { stoppedAt, TestShop } from '../../../../tests/support/shop';
import { backendTranslate } from '../../../locales/backend';
import { eventKinds } from '../../../query';
import type { Frame } from '../../grafana';
import { sqlMacros } from '../sql/macros';
import { copiedShop, stopped } from '../testing/copy-ask';
import { actions, subjects } from './frame';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;
const hour = 3_600_000;
const column = ([frame]: readonly Frame[], name: string): unknown[] => [
  ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
];
const notices = ([frame]: readonly Frame[]) => (frame?.meta?.notices ?? []).map(({ text }) => text);
const owned = eventKinds;

describe('events of the copy', () => {
  let shop: Awaited<ReturnType<typeof copiedShop>>;
  beforeAll(async () => {
    const event = (id: string, hoursAgo: number, more: object) => ({
      id,
      created_at: stopped - hoursAgo * hour,
      ...more,
    });
    const change = (field: string, hoursAgo: number, more: object) => ({
      field,
      at: stopped - hoursAgo * hour,
      seen_at: stopped,
      ...more,
    });
    shop = await copiedShop({
      orders: [{ id: '1', name: '#1001', email: 'dana@example.test' }],
      products: [{ id: 'p1', title: 'Cup' }],
      variants: [{ id: 'v1', product_id: 'p1', inventory_item_id: 'i1', title: 'Blue' }],
      discounts: [{ id: 'd1', title: 'Spring' }],
      locations: [{ id: 'w1', name: 'Warehouse' }],
      themes: [
        { id: 't1', name: 'Tideline', role: 'UNPUBLISHED' },
        { id: 't2', name: 'Lantern', role: 'MAIN' },
      ],
      events: [
        event('e1', 1, { subject_type: 'PRODUCT', subject_id: 'p9', action: 'destroy', app_title: 'Sorter' }),
        event('e2', 2, { subject_type: 'ORDER', subject_id: '1', action: 'cancelled' }),
        event('e3', 3, { subject_type: 'PRODUCT', subject_id: 'p1', action: 'update' }),
        event('e4', 4, { subject_type: 'ORDER', subject_id: '1', action: 'placed' }),
        event('e5', 5, { subject_type: 'DISCOUNT_NODE', subject_id: 'd1', action: 'create' }),
        event('e6', 6, { subject_type: 'CUSTOMER', subject_id: '7', action: 'destroy' }),
        event('e7', 900, { subject_type: 'PRODUCT', subject_id: 'p1', action: 'destroy' }),
      ],
      changes: [
        change('price', 1.5, { subject_id: 'v1', before_value: 45_000_000, after_value: 39_000_000 }),
        change('price', 30, { subject_id: 'v1', after_value: 45_000_000 }),
        change('unit_cost', 2.5, { subject_id: 'i1', before_value: null, after_value: 12_000_000, before_text: 'x' }),
        change('available', 3.5, { subject_id: 'i1', location_id: 'w1', before_value: 2, after_value: 0 }),
        change('available', 3.4, { subject_id: 'i1', location_id: 'w1', before_value: 0, after_value: 5 }),
        change('available', 3.3, { subject_id: 'i1', location_id: 'w1', before_value: 5, after_value: 4 }),
        change('main_theme', 100, { subject_id: 't1', after_text: 'Tideline' }),
        change('main_theme', 7, { subject_id: 't2', before_text: 'Tideline', after_text: 'Lantern' }),
        change('theme_edited', 6.5, { subject_id: 't2', before_value: stopped - 9 * hour, after_value: stopped }),
        change('product_status', 4.5, { subject_id: 'p1', before_text: 'DRAFT', after_text: 'ACTIVE' }),
        change('discount_status', 5.5, { subject_id: 'd1', before_text: 'SCHEDULED', after_text: 'ACTIVE' }),
      ],
    });
  });
  afterAll(() => {
    shop.close();
  });

  it('are a table that annotations take as it is', async () => {
    expectGolden(golden('copy'), await shop.query({ queryType: 'events', kinds: owned }));
    expectGolden(golden('copy-ko'), await shop.query({ queryType: 'events', kinds: owned }, { language: 'ko' }));
  });

  it.each([
    ['deletions', ['Product p9 was deleted', 'Customer 7 was deleted']],
    ['cancellations', ['Order #1001 was cancelled']],
    ['product_changes', ['Product Cup was updated', 'Status of Cup changed']],
    ['price_changes', ['Price of Cup – Blue changed']],
    ['stock', ['Cup – Blue is back in stock', 'Cup – Blue is sold out']],
    ['theme_publishes', ['Published theme Lantern was changed', 'Theme Lantern was published']],
    ['discount_changes', ['Discount Spring was created', 'Status of the discount Spring changed']],
  ])('of kind %s', async (kind, titles) => {
    expect(column(await shop.query({ queryType: 'events', kinds: [kind] }), 'title')).toEqual(titles);
  });

  it('end at their limit, and say so', async () => {
    const cut = await shop.query({ queryType: 'events', kinds: owned, limit: 2 });
    expect([column(cut, 'title').length, notices(cut)]).toEqual([
      2,
      ['Cut off at 2 rows, there are more. Raise the limit or choose a shorter time.'],
    ]);
  });
});

describe('events without a copy', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start();
  });
  afterAll(() => shop.close());

  it('are Shopify’s own list, without its texts', async () => {
    const range = { from: stoppedAt - 90 * 24 * hour, to: stoppedAt };
    const found = await shop.query({ queryType: 'events', kinds: ['deletions'] }, range);
    expect(column(found, 'title').length).toBeGreaterThan(0);
    expect(column(found, 'title').every((title) => String(title).endsWith('was deleted'))).toBe(true);
    expect(found[0]?.meta?.executedQueryString).not.toContain('message');
    const times = column(found, 'time').map((time) => BigInt(String(time)));
    expect(times).toEqual([...times].sort((a, b) => (a < b ? 1 : -1)));
    const several = await shop.query(
      { queryType: 'events', kinds: ['deletions', 'product_changes', 'discount_changes'] },
      range
    );
    expect(new Set(column(several, 'kind')).size).toBe(3);
  });

  it('tell when the published theme last changed, and no more', async () => {
    const range = { from: stoppedAt - 90 * 24 * hour, to: stoppedAt };
    const found = await shop.query({ queryType: 'events', kinds: ['theme_publishes'] }, range);
    expect(column(found, 'title')).toEqual([expect.stringMatching(/^Published theme .+ was changed$/)]);
    expect(notices(found)).toEqual([]);
  });

  it('say what only a copy knows, and what a scope is missing for', async () => {
    const limited = await TestShop.start({ scopes: fewScopes });
    const found = await limited.query({
      queryType: 'events',
      kinds: ['price_changes', 'stock', 'theme_publishes'],
      lane: 'owned',
    });
    expect(column(found, 'title')).toEqual([]);
    expect(notices(found)).toEqual([
      expect.stringContaining('there is no copy'),
      "Only a copy of the store's data knows of: Price changes, Stock.",
      'The app lacks the scope read_themes, so nothing of themes is in here.',
    ]);
    await limited.close();
  });
});

describe('texts of events and macros', () => {
  const translates = { en: backendTranslate('en'), ko: backendTranslate('ko') };
  const keys = [
    ...eventKinds.map((kind) => `queries:events.kind.${kind}`),
    ...[...actions, 'other'].map((action) => `queries:events.action.${action}`),
    ...[...subjects].map((subject) => `queries:events.subject.${subject}`),
    ...sqlMacros.map(({ name }) => `queries:sql.macro.${name.slice(3)}`),
    ...['', 'At', 'Nearest', 'AtNearest'].map((ending) => `queries:sql.wrong${ending}`),
    ...['', 'Nearest'].map((ending) => `queries:sql.problem${ending}`),
  ];

  it.each(['en', 'ko'] as const)('are all there: %s', (language) => {
    expect(keys.filter((key) => translates[language](key).includes(key.slice('queries:'.length)))).toEqual([]);
  });
});
