import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { framesOf } from './stack';

const recorded = '../shared/fixtures/storefront-errors/tracekit-captured-errors.json';
const whyNot = existsSync(recorded) ? undefined : `no ${recorded}`;

describe('frames', () => {
  it('are read from Chrome, Firefox and Safari alike, without what stands behind a question mark', () => {
    const frames = [{ function: 'add', filename: 'https://shop.example/assets/cart.js', lineno: 12, colno: 34 }];
    expect(framesOf('TypeError: no\n    at add (https://shop.example/assets/cart.js?v=9:12:34)')).toEqual(frames);
    expect(framesOf('add@https://shop.example/assets/cart.js?v=9:12:34')).toEqual(frames);
    expect(framesOf('    at async add (https://shop.example/assets/cart.js:12:34)')).toEqual(frames);
    expect(framesOf('    at https://shop.example/search?q=dana:5:6')).toEqual([
      { function: '?', filename: 'https://shop.example/search', lineno: 5, colno: 6 },
    ]);
  });

  it('are at most eight, and whole numbers', () => {
    const frames = framesOf('f@https://shop.example/a.js:99999999999999999999:1\n'.repeat(50));
    expect(frames.length).toBe(8);
    expect(frames.every(({ lineno }) => Number.isSafeInteger(lineno) && lineno < 2 ** 31)).toBe(true);
  });

  it.skipIf(whyNot !== undefined)(`are found in stacks that browsers made${whyNot ? ` (${whyNot})` : ''}`, () => {
    const errors = z
      .record(z.string(), z.looseObject({ stack: z.string().nullish() }))
      .parse(JSON.parse(readFileSync(recorded, 'utf8')));
    const stacks = Object.entries(errors).flatMap(([name, { stack }]) =>
      stack?.includes('http') ? [[name, stack]] : []
    );
    const read = stacks.filter(([, stack]) => framesOf(stack ?? '').length > 0).map(([name]) => name);
    expect(stacks.length).toBeGreaterThan(15);
    expect(stacks.map(([name]) => name).filter((name) => !read.includes(name))).toEqual([]);
  });
});
