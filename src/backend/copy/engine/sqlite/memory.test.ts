import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCopy } from '../../open';
import { rowOf } from '../../testing/rows';
import { temporaryRoot } from '../../testing/temporary';

let place: ReturnType<typeof temporaryRoot>;
beforeEach(() => {
  place = temporaryRoot();
});
afterEach(() => {
  place.remove();
});

/** The most memory that this process has ever had, megabytes. */
const most = () => process.resourceUsage().maxRSS / 1024;

test('writing a file anew and making its indexes take a little memory, whatever its size', async () => {
  const { engine } = await openCopy({ file: place.file, now: 0 });
  await engine.dropIndexes();
  for (let at = 0; at < 60; at += 1) {
    const rows = Array.from({ length: 1_000 }, (_, index) =>
      rowOf('orders', {
        shop_id: '1',
        id: String(at * 1_000 + index),
        checkout_token: `${String(index)}-${'token'.repeat(80)}`,
        landing_page: 'a'.repeat(2_000),
      })
    );
    await engine.write(({ upsert }) => upsert('orders', rows));
  }
  const before = most();
  await engine.createIndexes();
  await engine.rewrite();
  expect(engine.bytes()).toBeGreaterThan(160e6);
  expect(most() - before).toBeLessThan(70);
  await engine.close();
});
