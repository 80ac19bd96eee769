import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LineBatch } from '../../shopify';
import { Tail } from '../../shopify/bulk/tail';
import { gathered } from './gather';

/** The result's bytes in parts of a size, as a connection gives them. */
function* batches(bytes: Uint8Array, from: number, size: number): Generator<LineBatch> {
  const tail = new Tail(from);
  for (let at = from; at < bytes.length; at += size) {
    tail.add(bytes.subarray(at, Math.min(bytes.length, at + size)));
    yield* tail.take();
  }
}

async function* later(all: Iterable<LineBatch>): AsyncGenerator<LineBatch> {
  for (const each of all) {
    yield await Promise.resolve(each);
  }
}

const name = fc.constantFrom('cup', '머그컵', 'чашка', '☕️', '');
const family = fc.tuple(name, fc.array(name, { maxLength: 4 }));
const result = fc.array(fc.tuple(family, fc.boolean()), { minLength: 1, maxLength: 40 }).map((all) => {
  const lines = all.flatMap(([[own, children], blank], index) => [
    { id: `o${String(index)}`, own },
    ...children.map((child, at) => ({ id: `l${String(index)}-${String(at)}`, child, __parentId: `o${String(index)}` })),
    ...(blank ? [undefined] : []),
  ]);
  return lines.map((line) => (line === undefined ? '' : JSON.stringify(line)));
});

async function textsOf(bytes: Uint8Array, from: number, size: number, enough: number) {
  const found: Array<{ readonly ids: string[]; readonly end: number }> = [];
  for await (const { lines, end } of gathered(later(batches(bytes, from, size)), { from, enough, entity: 'orders' })) {
    found.push({ ids: lines.map(({ node }) => String(node['id'])), end });
  }
  return found;
}

test('every line comes once, in order, and reading on from any end gives the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      result,
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 12 }),
      async (lines, size, enough) => {
        const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
        const all = lines.flatMap((line) => (line === '' ? [] : [/"id":"([^"]*)"/.exec(line)?.[1] ?? '']));
        const found = await textsOf(bytes, 0, size, enough);
        expect(found.flatMap(({ ids }) => ids)).toEqual(all);
        let done = 0;
        for (const { ids, end } of found) {
          done += ids.length;
          const rest = await textsOf(bytes, end, size, enough);
          expect(rest.flatMap((each) => each.ids)).toEqual(all.slice(done));
        }
      }
    ),
    { seed: 11 }
  );
});

test('records stay with the lines below them', async () => {
  const lines = Array.from({ length: 50 }, (_, order) => [
    { id: `o${String(order)}` },
    ...[0, 1, 2].map((at) => ({ id: `l${String(order)}-${String(at)}`, __parentId: `o${String(order)}` })),
  ]).flat();
  const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const found = await textsOf(bytes, 0, 97, 10);
  expect(found.length).toBeGreaterThan(10);
  expect(found.every(({ ids }) => ids[0]?.startsWith('o') === true && ids.length <= 20)).toBe(true);
});
