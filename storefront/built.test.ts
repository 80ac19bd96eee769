import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { builtFiles } from '../scripts/storefront/build';

const built = await builtFiles();

describe('what shops paste', () => {
  it('is both the snippet and the pixel', () => {
    expect(built.map(({ file }) => file)).toEqual([
      'storefront/built/shopscope.liquid',
      'storefront/built/shopscope-pixel.js',
    ]);
  });

  it.each(built)('$file is what the sources make; npm run storefront writes it anew', ({ file, text }) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each(built)('$file is at most 4,000 bytes gzipped', ({ file }) => {
    expect(gzipSync(readFileSync(file), { level: 9 }).length).toBeLessThanOrEqual(4_000);
  });

  it.each(built)('$file ends neither the script nor the raw block that it stands in', ({ text }) => {
    const script = text.split('{% raw %}').at(-1)?.split('{% endraw %}')[0] ?? '';
    expect(script.length).toBeGreaterThan(3_000);
    expect(script).not.toMatch(/<\/script|<!--|\{%/i);
  });
});
