import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openCopy } from '../open';
import { rowOf } from '../testing/rows';
import { temporaryRoot } from '../testing/temporary';
import { bytesPerRow, forecast, spaceOf } from './space';

test('a row takes about what the forecast takes it for', async () => {
  const place = temporaryRoot();
  const { engine } = await openCopy({ file: place.file, now: 0 });
  await engine.checkpoint();
  const empty = statSync(place.file).size;
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    rowOf('sales', {
      shop_id: '6512345678901',
      id: String(20_000_000_000_000 + at * 32_768),
      order_id: String(5_600_000_000_000 + at),
      agreement_id: String(5_600_000_000_000 + at),
      line_item_id: String(14_000_000_000_000 + at),
      reason: 'ORDER',
      action: 'ORDER',
      line_type: 'PRODUCT',
      happened_at: 1_600_000_000_000 + at,
      gross: 1_000_000_000,
      tax: 1_000_000_000,
      total: 1_000_000_000,
    })
  );
  await engine.write(({ upsert }) => upsert('sales', rows));
  await engine.checkpoint();
  const each = (statSync(place.file).size - empty) / rows.length;
  expect(each / bytesPerRow.sales).toBeGreaterThan(0.7);
  expect(each / bytesPerRow.sales).toBeLessThan(1.3);
  await engine.close();
  place.remove();
});

test('the forecast grows with what there is', () => {
  const thousand = forecast({ orders: 1_000 });
  const million = forecast({ orders: 1_000_000 });
  expect(million / 1_000_000).toBeGreaterThan(3_500);
  expect(million / 1_000_000).toBeLessThan(6_000);
  expect(forecast({ orders: 1_000, variants: 50_000, locations: 20 })).toBeGreaterThan(thousand + 50_000 * 20 * 150);
});

test('space is told of the file system that a directory lies on', () => {
  const { free, total } = spaceOf(process.cwd());
  expect(free).toBeGreaterThan(0);
  expect(total).toBeGreaterThan(free);
});
