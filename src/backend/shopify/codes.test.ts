import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import en from '../../locales/en/shopify.json';
import ko from '../../locales/ko/shopify.json';
import { errorCodes, noticeCodes } from './codes';

const catalogues: ReadonlyArray<readonly [string, Readonly<Record<string, string>>]> = [
  ['en', en],
  ['ko', ko],
];
const room = path.dirname(fileURLToPath(import.meta.url));
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('data-'))
  .map((file) => [file, readFileSync(path.join(room, file), 'utf8')] as const);
const code = sources.map(([, text]) => text).join('\n');

function textsOf(catalogue: Readonly<Record<string, string>>, key: string): string[] {
  const keys = Object.keys(catalogue).filter(
    (known) => known === key || known === `${key}_one` || known === `${key}_other`
  );
  return keys.map((known) => catalogue[known] ?? '');
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort();
}

const errorKeys = Object.entries(errorCodes).map(([name, { values, fault }]) => ({
  key: `error.${name}`,
  name,
  values,
  fault,
}));
const noticeKeys = Object.entries(noticeCodes).map(([name, { values }]) => ({ key: `notice.${name}`, name, values }));
const begins: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { shopify: 'Shopify: ', query: 'Query: ', settings: 'Data source settings: ' },
  ko: { shopify: 'Shopify: ', query: '쿼리: ', settings: '데이터 소스 설정: ' },
};

describe.each(catalogues)('catalogue %s', (language, catalogue) => {
  it.each([...errorKeys, ...noticeKeys])('has $key with its placeholders', ({ key, values }) => {
    const texts = textsOf(catalogue, key);
    expect(texts).not.toHaveLength(0);
    for (const text of texts) {
      expect(placeholders(text)).toEqual([...values].sort());
    }
  });

  it.each(errorKeys)('$key begins with whose fault it is', ({ key, fault }) => {
    const [text] = textsOf(catalogue, key);
    expect(text).toMatch(new RegExp(`^${begins[language]?.[fault] ?? '!'}`));
  });

  it('has nothing else', () => {
    const known = new Set([...errorKeys, ...noticeKeys].map(({ key }) => key));
    const odd = Object.keys(catalogue).filter((key) => !known.has(key.replace(/_(?:one|other)$/, '')));
    expect(odd).toEqual([]);
  });
});

describe('codes', () => {
  it('are thrown through the table alone', () => {
    const direct = sources.filter(([, text]) => text.includes('new ShopifyError(')).map(([file]) => file);
    expect(direct).toEqual(['fail.ts']);
  });

  it.each([...errorKeys, ...noticeKeys])('$key is used', ({ name }) => {
    const table = sources.find(([file]) => file === 'codes.ts')?.[1] ?? '';
    const uses = code.replace(table, '').split(`'${name}'`).length - 1;
    expect(uses).toBeGreaterThan(0);
  });
});
