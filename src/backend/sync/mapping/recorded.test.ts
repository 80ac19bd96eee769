import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineOf, type Line } from './line';
import { tenThousandths } from './money';
import { idOfGid, isNode } from './node';
import { instantOf } from './time';

const recorded = path.resolve('../shared/fixtures/shopify-payloads');
const here = existsSync(recorded);
const title = here ? '' : ' (left out: no recorded answers beside this project)';

function filesOf(folder: string, end: string): string[] {
  return here
    ? readdirSync(path.join(recorded, folder))
        .filter((name) => name.endsWith(end))
        .map((name) => path.join(recorded, folder, name))
    : [];
}

/** Gids of records that a copy keeps. */
const kept =
  /^gid:\/\/shopify\/(Order|LineItem|Product|ProductVariant|Customer|Refund|OrderTransaction|Fulfillment|FulfillmentOrder|InventoryItem|InventoryLevel|Location|Collection|Discount\w*Node|DiscountRedeemCode|Return|ReturnLineItem|BasicEvent)\//;

/** Every value in an answer, with the field that it stands in. */
function* fields(value: unknown, key = ''): Generator<readonly [string, unknown]> {
  yield [key, value];
  if (Array.isArray(value)) {
    for (const each of value) {
      yield* fields(each, key);
    }
  } else if (isNode(value)) {
    for (const [name, each] of Object.entries(value)) {
      yield* fields(each, name);
    }
  }
}

describe.skipIf(!here)(`answers that real shops gave${title}`, () => {
  it('have ids, times and amounts as they are read here', () => {
    const counts = { ids: 0, times: 0, amounts: 0 };
    for (const file of filesOf('graphql-recorded', '.json')) {
      for (const [key, value] of fields(JSON.parse(readFileSync(file, 'utf8')))) {
        if (typeof value !== 'string') {
          continue;
        }
        if (kept.test(value)) {
          expect([file, value, idOfGid(value) !== undefined]).toEqual([file, value, true]);
          counts.ids += 1;
        } else if (/^(created|updated|processed|cancelled|closed|happened)At$/.test(key) && /^\d/.test(value)) {
          expect([file, key, value, instantOf(value)]).toEqual([file, key, value, Date.parse(value)]);
          counts.times += 1;
        } else if (key === 'amount' && /^-?\d/.test(value)) {
          expect([file, value, tenThousandths(value)]).toEqual([file, value, Math.round(Number(value) * 10_000)]);
          counts.amounts += 1;
        }
      }
    }
    expect(counts.ids).toBeGreaterThan(100);
    expect(counts.times).toBeGreaterThan(20);
    expect(counts.amounts).toBeGreaterThan(20);
  });

  it('are lines with parents where they are results of bulk operations', () => {
    for (const file of filesOf('bulk', '.jsonl')) {
      const lines = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((text): Line | undefined => lineOf(JSON.parse(text)));
      const ids = new Set(lines.map((line) => line?.node['id']));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toBeDefined();
        expect(line?.parent === undefined || ids.has(line.parent)).toBe(true);
        expect(line?.parent === undefined || idOfGid(line.parent) !== undefined).toBe(true);
      }
    }
  });
});
