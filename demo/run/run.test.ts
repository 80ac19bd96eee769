import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStale } from './newest';
import { settingFrom } from './shops';
import en from './strings/en.json';
import ko from './strings/ko.json';
import { languageFrom, wordsIn } from './words';

describe('isStale', () => {
  let root: string;
  const artifact = { sources: ['src/**'], ignore: ['**/*.test.ts'], outputs: ['dist/a.js', 'dist/b.js'] };
  const write = (name: string, second: number) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), '');
    utimesSync(path.join(root, name), second, second);
  };
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'shopscope-stale-'));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('tells a missing, a fresh and an old artifact apart', () => {
    write('src/deep/x.ts', 100);
    write('dist/a.js', 200);
    expect(isStale(artifact, root)).toBe(true);
    write('dist/b.js', 200);
    expect(isStale(artifact, root)).toBe(false);
    write('src/x.test.ts', 300);
    expect(isStale(artifact, root)).toBe(false);
    write('src/y.ts', 300);
    expect(isStale(artifact, root)).toBe(true);
  });
});

describe('settingFrom', () => {
  it('shows the demo shops where no store is named', () => {
    expect(settingFrom({ SHOPSCOPE_TOKEN: 'x' }, 'no')).toEqual({ kind: 'demo' });
  });

  it('takes a token, or client id and secret', () => {
    const token = settingFrom({ SHOPSCOPE_SHOP: 's.myshopify.com', SHOPSCOPE_TOKEN: 't' }, 'no');
    expect(token).toMatchObject({ source: { name: 's', secureJsonData: { accessToken: 't' } } });
    const client = { SHOPSCOPE_CLIENT_ID: 'i', SHOPSCOPE_CLIENT_SECRET: 'c' };
    expect(settingFrom({ SHOPSCOPE_SHOP: 's.myshopify.com', ...client }, 'no')).toMatchObject({
      source: { jsonData: { authMethod: 'client', clientId: 'i' }, secureJsonData: { clientSecret: 'c' } },
    });
  });

  it('says that credentials are missing', () => {
    expect(() => settingFrom({ SHOPSCOPE_SHOP: 's', SHOPSCOPE_CLIENT_ID: 'i' }, 'what is missing')).toThrow(
      'what is missing'
    );
  });
});

describe('words', () => {
  it('takes the language of the flag before that of the environment', () => {
    expect(languageFrom(undefined, { LANG: 'ko_KR.UTF-8' })).toBe('ko');
    expect(languageFrom('en', { LANG: 'ko_KR.UTF-8' })).toBe('en');
    expect(languageFrom(undefined, { LC_ALL: 'C', LANG: 'ko_KR.UTF-8' })).toBe('en');
  });

  it('counts in both languages', () => {
    const values = { name: 'N', time: 'T', zone: 'Z', sales: 'S', average: 'A' };
    expect(wordsIn('en')('now.orders', { ...values, count: 1 })).toContain('1 order today');
    expect(wordsIn('ko')('now.orders', { ...values, count: 1 })).toContain('주문 1건');
  });

  it('has the same messages in both', () => {
    const stems = (catalogue: object) => new Set(Object.keys(catalogue).map((key) => key.replace(/_(one|other)$/, '')));
    expect(stems(ko)).toEqual(stems(en));
  });
});
