import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestShop } from '../../tests/support/shop';
import en from '../locales/en/queries.json';
import ko from '../locales/ko/queries.json';
import { PluginError } from './grafana';
import { faultNames } from './queries/common/faults';
import { usefulScopes } from './queries/status/connection';

describe('an instance', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start({ jsonData: { language: 'ko' } });
  });
  afterAll(() => shop.close());

  const failure = async (model: object, headers: Record<string, string> = {}): Promise<PluginError> => {
    try {
      await shop.query(model, { headers });
    } catch (error) {
      if (error instanceof PluginError) {
        return error;
      }
    }
    throw new Error('no PluginError');
  };

  it('speaks the viewer’s language, to alert rules and strangers the data source’s', async () => {
    const model = { queryType: 'weather', language: 'en-GB' };
    expect((await failure(model)).message).toContain('has no query type “weather”');
    expect((await failure(model, { fromalert: 'true' })).message).toContain('쿼리 유형이 없습니다');
    expect((await failure({ queryType: 'weather' })).message).toContain('쿼리 유형이 없습니다');
    expect((await failure({ queryType: 'records', limit: 'x', language: 'ko' })).message).toMatch(/[가-힣].*[가-힣]/);
  });

  it('blames the query for the query and Shopify for Shopify', async () => {
    expect(await failure({ queryType: 'graphql', document: 'mutation { x }' })).toMatchObject({
      source: 'plugin',
      status: 403,
    });
    shop.api.faults.add({ kind: 'locked', count: 1 });
    expect(await failure({ queryType: 'graphql', document: '{ shop { name id } }' })).toMatchObject({
      source: 'downstream',
      status: 423,
    });
  });

  it('answers health in the data source’s language', async () => {
    const health = await shop.health();
    expect(health?.message).toContain('에 연결되었습니다');
    shop.api.faults.add({ kind: 'frozen', count: 1 });
    expect(await shop.health()).toMatchObject({ status: 'error' });
    expect(await shop.health()).toMatchObject({ status: 'ok' });
  });

  it('puts cost and freshness on every frame', async () => {
    const model = { queryType: 'records', limit: 5 };
    const [first] = await shop.query(model);
    const [again] = await shop.query(model);
    expect(first?.meta?.custom).toMatchObject({
      lane: 'live',
      cached: false,
      requests: 1,
      servedVersion: '2026-07',
      fetchedAt: shop.now,
    });
    expect(again?.meta?.custom).toMatchObject({ cached: true, requests: 0 });
  });
});

describe('the catalogue of queries', () => {
  const keys = Object.keys(en);

  it('has every key in both languages, with the same placeholders', () => {
    const holes = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(([hole]) => hole).sort();
    expect(Object.keys(ko)).toEqual(keys);
    const korean = new Map(Object.entries(ko));
    for (const [key, text] of Object.entries(en)) {
      expect([key, holes(korean.get(key) ?? '')]).toEqual([key, holes(text)]);
    }
  });

  it('has what code asks for, and nothing else', () => {
    const files = ['queries', 'resources', '.'].flatMap((folder) =>
      readdirSync(path.join('src/backend', folder), { recursive: folder !== '.', encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => readFileSync(path.join('src/backend', folder, file), 'utf8'))
    );
    const asked = new Set(
      files.flatMap((text) => [...text.matchAll(/queries:([a-z]+\.[A-Za-z_]+)(?=['`])/g)].map(([, key]) => key))
    );
    const columns = files.flatMap((text) =>
      [
        ...text.matchAll(
          /name: '([a-z_]+)',\s+type: '|titled\('([a-z]+)'\)|\['([a-z_]+)', (?:graphql|shopifyql|waiting|throttled)/g
        ),
      ].flatMap(([, ...found]) => found.filter(Boolean).map((name) => `column.${name}`))
    );
    const dynamic =
      /^(?:metric\.(?!weekAgo)|status\.|scope\.|fault\.|error\.(?:type|version|field|client|access)[A-Z]|sql\.(?:wrong|problem|macro\.)|events\.(?:kind|column|subject|action)\.)/;
    const missing = [...asked, ...columns].filter((key) => !keys.includes(key ?? ''));
    const unused = keys.filter((key) => !asked.has(key) && !columns.includes(key) && !dynamic.test(key));
    expect({ missing, unused }).toEqual({ missing: [], unused: [] });
    expect(usefulScopes.every((scope) => keys.includes(`scope.${scope}`))).toBe(true);
    expect(keys.filter((key) => key.startsWith('fault.'))).toEqual(faultNames.map((fault) => `fault.${fault}`));
  });
});
