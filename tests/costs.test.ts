import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { others, ours, total } from '../scripts/costs/bill';
import { prices, type Price } from '../scripts/costs/prices';

describe('docs/costs.md', () => {
  it('is what prices and assumptions make', () => {
    const { status, stdout } = spawnSync('npx', ['tsx', 'scripts/docs-costs.ts', '--check'], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it.each(Object.entries<Price>(prices))('has a source and a day for %s', (_, { usd, source, stated }) => {
    expect(usd).toBeGreaterThan(0);
    expect(new URL(source).protocol).toBe('https:');
    expect(stated).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(stated <= '2026-11-23').toBe(true);
  });

  it('has no price that no bill needs, but what is paid in any case', () => {
    const used = [ours({ raw: 1, refined: 1 }), ...others({ raw: 1, refined: 1 })].flatMap(({ items }) =>
      items.map(({ price }) => price)
    );
    expect(Object.keys(prices).filter((name) => !used.some((each) => each === name))).toEqual(['ingestion']);
  });

  it('adds up by hand', () => {
    // 100 GB: 10 + 200 million lines at 1.70; 19 + 5 + 50 GB at 0.40.
    const sums = Object.fromEntries(others({ raw: 100, refined: 10 }).map((bill) => [bill.name, total(bill)]));
    expect(sums['Datadog, all lines']).toBe(350);
    expect(sums['Grafana Cloud Pro, all lines']).toBe(44);
  });

  it('never tells less for more', () => {
    const volume = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(volume, volume, (raw, more) => {
        const [less, greater] = [raw, raw + more].map((each) => {
          const volumes = { raw: each, refined: each / 10 };
          return [ours(volumes), ...others(volumes)].map(total);
        });
        expect(less?.every((sum, index) => sum <= (greater?.[index] ?? 0))).toBe(true);
      })
    );
  });
});
