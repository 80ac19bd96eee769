import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue';

test('callers take turns, each in its own order', () => {
  const queue = new FairQueue<string>();
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) {
    queue.add(item.charAt(0), item);
  }
  queue.remove('a', 'a2');
  expect(queue.sizeOf('a')).toBe(2);
  expect(Array.from({ length: 6 }, () => queue.take())).toEqual(['a1', 'b1', 'c1', 'a3', 'c2', undefined]);
});

test('nobody waits longer than one turn of every other caller', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), (callers) => {
      const queue = new FairQueue<string>();
      callers.forEach((caller) => queue.add(caller, caller));
      const taken = callers.map(() => queue.take() ?? '');
      expect(queue.size).toBe(0);
      expect(taken.toSorted()).toEqual(callers.toSorted());
      const waiting = new Map(
        ['a', 'b', 'c'].map((caller) => [caller, callers.filter((each) => each === caller).length])
      );
      let before = '';
      for (const caller of taken) {
        const others = [...waiting].some(([each, left]) => each !== caller && left > 0);
        expect(caller === before && others).toBe(false);
        waiting.set(caller, (waiting.get(caller) ?? 0) - 1);
        before = caller;
      }
    })
  );
});
