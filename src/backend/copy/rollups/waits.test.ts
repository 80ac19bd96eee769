import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCopy } from '../open';
import { temporaryRoot } from '../testing/temporary';
import { Waits } from './waits';
import type { Family } from './family';

const hour = 3_600_000;
const family = fc
  .record({
    placed: fc.integer({ min: 0, max: 3 }),
    sent: fc.array(fc.integer({ min: 0, max: 7_200 }), { maxLength: 3 }),
  })
  .map(({ placed, sent }): Family => {
    const order = { id: 'o', processed_at: placed * hour, processed_day: '', test: 0, cancelled_at: null };
    return {
      order: {
        ...order,
        ...{ deleted_at: null, customer_id: null, channel: null, shipping_country: null, billing_country: null },
        ...{
          source_name: null,
          utm_source: null,
          utm_medium: null,
          utm_campaign: null,
          tags: '[]',
          discount_codes: '[]',
        },
      },
      lines: [],
      sales: [],
      fulfillments: sent.map((after) => ({
        order_id: 'o',
        status: 'SUCCESS',
        created_at: placed * hour + after * 1_000,
        delivered_at: placed * hour + after * 2_000,
      })),
    };
  });

test('what is taken away and added leaves the rows that adding the rest alone makes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(family), fc.array(family), fc.array(family), async (kept, gone, come) => {
      const rowsAfter = async (steps: ReadonlyArray<ReadonlyArray<readonly [readonly Family[], 1 | -1]>>) => {
        const temporary = temporaryRoot();
        const { engine } = await openCopy({ file: temporary.file, now: 0 });
        for (const step of steps) {
          const waits = new Waits();
          step.forEach(([families, sign]) => {
            families.forEach((each) => {
              waits.add(each, sign);
            });
          });
          await engine.write((transaction) => waits.write(transaction, '1'));
        }
        const rows = await engine.db.selectFrom('order_waits').selectAll().orderBy('kind').orderBy('hour_at').execute();
        await engine.close();
        temporary.remove();
        return rows;
      };
      const changed = await rowsAfter([
        [
          [kept, 1],
          [gone, 1],
        ],
        [
          [gone, -1],
          [come, 1],
        ],
      ]);
      expect(changed).toEqual(await rowsAfter([[[[...kept, ...come], 1]]]));
    }),
    { numRuns: 25, seed: 9 }
  );
});
