import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import { describe, expect, it } from 'vitest';
import { importsOf } from './architecture/imports';
import { allowed, roomOf } from './architecture/rooms';

const ignore = ['**/node_modules/**', '**/dist/**', '**/dist-*/**', '**/gen/**', '**/data-*.ts'];
const all = globSync(
  '{src,demo,dashboards,alerting,storefront,snippets,log-readers,schema,scripts,tests,bench}/**/*.{ts,tsx}',
  {
    ignore,
    posix: true,
  }
).sort();
const forTests = /\.test\.tsx?$|\/testing\//;
const product = all.filter((file) => !forTests.test(file) && roomOf(file) !== undefined);
const imports = product.flatMap(importsOf);

describe('the house', () => {
  it('has rooms with files in them', () => {
    expect(product.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(product.length);
  });

  it('has no import that points up or sideways', () => {
    const wrong = imports.flatMap(({ from, to }) => {
      const [here, there] = [roomOf(from), to === undefined ? undefined : roomOf(to)];
      return here && there && !allowed(here, there) ? [`${from} → ${to}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('has no import of what is there for tests', () => {
    const wrong = imports.filter(({ from, to }) => to !== undefined && forTests.test(to) && !from.startsWith('demo/'));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('has no relative import that leads nowhere', () => {
    const lost = imports.filter(
      ({ specifier, to }) => specifier.startsWith('.') && !specifier.includes('?') && to === undefined
    );
    expect(lost.map(({ from, specifier }) => `${from} → ${specifier}`)).toEqual([]);
  });

  it('keeps backend runtime modules to the node: prefix and no bun: ones', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        from.startsWith('src/backend/') && /^(bun(:|$)|fs$|http2?$|path$|os$|crypto$)/.test(specifier)
    );
    expect(wrong).toEqual([]);
  });

  it('has no file over 500 lines', () => {
    const long = all.filter((file) => readFileSync(file, 'utf8').split('\n').length > 501);
    expect(long).toEqual([]);
  });
});

describe('the map of rooms', () => {
  it.each([
    ['src/backend/grafana/frame.ts', 'src/backend/shopify/types.ts', false],
    ['src/backend/shopify/types.ts', 'src/backend/grafana/frame.ts', false],
    ['src/backend/queries/orders.ts', 'src/backend/shopify/types.ts', true],
    ['src/backend/shopify/types.ts', 'src/backend/queries/orders.ts', false],
    ['src/datasource/module.ts', 'src/backend/main.ts', false],
    ['src/datasource/module.ts', 'src/query/index.ts', true],
    ['demo/world/index.ts', 'src/query/index.ts', false],
    ['src/backend/main.ts', 'src/backend/queries/index.ts', true],
  ])('%s may import %s: %s', (from, to, expected) => {
    const [here, there] = [roomOf(from), roomOf(to)];
    expect(here !== undefined && there !== undefined && allowed(here, there)).toBe(expected);
  });
});
