import { describe, expect, it } from 'vitest';
import { testShop, applyAll, openTestStore, testInit } from './testing/shop';
import type { Store } from './store';

const at = Date.UTC(2026, 10, 20, 9);
const minute = 60_000;

const theme = (id: number, name: string, updatedAt: number) => ({
  id: `gid://shopify/OnlineStoreTheme/${id}`,
  name,
  role: 'MAIN',
  updatedAt: new Date(updatedAt).toISOString(),
});

const changes = async (store: Store) =>
  await store.engine.db
    .selectFrom('changes')
    .select(['field', 'subject_id', 'at', 'seen_at', 'before_text', 'after_text'])
    .orderBy('seen_at')
    .execute();
const roles = async (store: Store) =>
  await store.engine.db.selectFrom('themes').select(['id', 'role']).orderBy('id').execute();

describe('the published theme', () => {
  it('has a row for each publication and each change, and one theme is published', async () => {
    const store = await openTestStore(testInit());
    await applyAll(store, 'themes', [theme(1, 'Tideline', at - 9 * minute)], at);
    await applyAll(store, 'themes', [theme(1, 'Tideline', at - 9 * minute)], at + minute);
    await applyAll(store, 'themes', [theme(1, 'Tideline', at + minute + 1_000)], at + 2 * minute);
    await applyAll(store, 'themes', [theme(2, 'Lantern', at + 2 * minute + 5_000)], at + 3 * minute);
    const row = (field: string, subject_id: string, when: number, seen_at: number, texts: object = {}) => ({
      field,
      subject_id,
      at: when,
      seen_at,
      before_text: null,
      after_text: null,
      ...texts,
    });
    expect(await changes(store)).toEqual([
      row('main_theme', '1', at - 9 * minute, at, { after_text: 'Tideline' }),
      row('theme_edited', '1', at + minute + 1_000, at + 2 * minute),
      row('main_theme', '2', at + 2 * minute + 5_000, at + 3 * minute, {
        before_text: 'Tideline',
        after_text: 'Lantern',
      }),
    ]);
    expect(await roles(store)).toEqual([
      { id: '1', role: 'UNPUBLISHED' },
      { id: '2', role: 'MAIN' },
    ]);
  });

  it('that is published without being changed has the time at which that was noticed', async () => {
    const store = await openTestStore(testInit());
    await applyAll(store, 'themes', [theme(2, 'Lantern', at - 60 * minute)], at);
    await applyAll(store, 'themes', [theme(1, 'Lantern', at - 90 * minute)], at + minute);
    expect((await changes(store)).at(-1)).toMatchObject({
      field: 'main_theme',
      at: at + minute,
      before_text: 'Lantern (2)',
      after_text: 'Lantern',
    });
    await applyAll(store, 'themes', [theme(2, 'Lantern', at - 60 * minute)], at + 2 * minute);
    expect(await roles(store)).toEqual([
      { id: '1', role: 'UNPUBLISHED' },
      { id: '2', role: 'MAIN' },
    ]);
  });

  it('is read from the shop as it is', { timeout: 60_000 }, async () => {
    const shop = await testShop({ ordersPerDay: 5 }, false);
    try {
      const nodes = await shop.nodes('themes');
      expect(nodes).toHaveLength(1);
      const store = await openTestStore(testInit());
      await applyAll(store, 'themes', nodes, shop.api.now());
      const stored = await store.engine.db.selectFrom('themes').select(['name', 'role', 'updated_at']).execute();
      const [main] = shop.world.themes();
      expect(stored).toEqual([{ name: main?.name, role: 'MAIN', updated_at: main?.updatedAt }]);
    } finally {
      await shop.close();
    }
  });
});
