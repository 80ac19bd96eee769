import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Frame } from '../../src/backend/grafana';

const custom = z.looseObject({ cost: z.unknown(), shopifyqlCost: z.unknown() }).partial();

/** A frame as it is kept: times readable, costs left out as they are the shop's to say. */
function readable({ name, meta, fields }: Frame): unknown {
  const parsed = custom.safeParse(meta?.custom);
  const { cost, shopifyqlCost, ...kept } = parsed.success ? parsed.data : {};
  return {
    name,
    meta: {
      ...meta,
      custom: { ...kept, hasCost: cost !== undefined, hasShopifyqlCost: shopifyqlCost !== undefined },
      executedQueryString: meta?.executedQueryString?.split('\n'),
    },
    fields: fields.map(({ values, ...field }) => ({
      ...field,
      values: [...values].map((value: unknown) =>
        typeof value === 'bigint'
          ? field.type === 'time'
            ? new Date(Number(value / 1_000_000n)).toISOString()
            : String(value)
          : value
      ),
    })),
  };
}

/** Compares frames with a kept file; `UPDATE_GOLDEN=1` writes it anew, to be looked at before it is committed. */
export function expectGolden(file: string, frames: readonly Frame[]): void {
  const text = `${JSON.stringify(frames.map(readable), null, 1)}\n`.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:0');
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  expect(existsSync(file), `${file} is missing; make it with UPDATE_GOLDEN=1`).toBe(true);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}
