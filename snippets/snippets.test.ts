import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linesOf, services, whyNot, type Service } from '../scripts/service-lines/run';
import { storefrontBodies } from '../scripts/service-lines/storefront';
import { readLine } from '../src/backend/queries/affected/keys';
import { payload } from '../tests/browser/storefront/faro';

/** What every line has, by the names of docs/logs.md and the levels that the log pipeline knows. */
const lineShape = z.looseObject({
  time: z.iso.datetime(),
  level: z.enum(['debug', 'info', 'warn', 'error', 'critical']),
  message: z.string().min(1),
  request_id: z.string().optional(),
  trace_id: z
    .string()
    .regex(/^[\da-f]{32}$/)
    .optional(),
});

/** The ids that an example's lines bear, as the query `affected` reads them: what a line is about, and its error code. */
const expected: Readonly<Record<Service, ReadonlyArray<readonly [string, string, string | null]>>> = {
  node: [
    ['info', 'checkout', null],
    ['error', 'checkout', 'PSP_TIMEOUT'],
    ['warn', 'order', 'STOCK_LOW'],
    ['critical', 'order', 'DB_GONE'],
  ],
  nextjs: [
    ['warn', 'order', 'WEBHOOK_LATE'],
    ['error', 'cart', 'PSP_TIMEOUT'],
  ],
  hydrogen: [
    ['info', 'order', null],
    ['warn', 'cart', 'MERCHANDISE_NOT_ENOUGH_STOCK'],
    ['error', 'none', 'storefront.query'],
  ],
  lambda: [
    ['info', 'order', null],
    ['error', 'order', 'ORDER_EMPTY'],
  ],
  python: [
    ['info', 'checkout', null],
    ['error', 'checkout', 'PSP_TIMEOUT'],
    ['warn', 'order', 'STOCK_LOW'],
    ['critical', 'order', 'DB_GONE'],
  ],
};

const values: Readonly<Record<string, string>> = {
  order: '5000000000085',
  name: '#1085',
  checkout: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  cart: 'hWN1-a-cart-token',
  customer: '7000000000001',
};

describe.each(services)('the snippet for %s', (service) => {
  const missing = whyNot(service);

  it.skipIf(missing !== undefined)(`writes lines that lead to orders${missing ? ` (${missing})` : ''}`, () => {
    const texts = linesOf(service);
    expect(texts.map((line) => `${line}\n`).join('')).toBe(
      readFileSync(`tests/fixtures/service-lines/${service}.ndjson`, 'utf8')
    );
    const lines = texts.map((text) => {
      const { level } = lineShape.parse(JSON.parse(text));
      const { keys, code } = readLine({ line: text, metadata: {}, parsed: {} });
      for (const [kind, value] of Object.entries(keys)) {
        expect(value, `${kind} of ${text}`).toBe(values[kind]);
      }
      return [level, Object.keys(keys)[0] ?? 'none', code];
    });
    expect(lines).toEqual(expected[service]);
    expect(texts.filter((text) => /dana|@|cart-secret|key=/i.test(text))).toEqual([]);
  });

  it.skipIf(missing !== undefined)('lets every order’s line bear all of its ids', () => {
    const orders = linesOf(service)
      .map((line) => readLine({ line, metadata: {}, parsed: {} }).keys)
      .filter(({ order }) => order !== undefined);
    expect(orders.length).toBeGreaterThan(0);
    for (const keys of orders) {
      expect(keys).toMatchObject({ order: values['order'], name: values['name'], checkout: values['checkout'] });
      expect(keys.customer).toBe(values['customer']);
    }
  });

  it.skipIf(missing !== undefined)('names the request of every line that serves one', () => {
    const named = linesOf(service).map((line) => lineShape.parse(JSON.parse(line)).request_id);
    expect(named.filter((request) => request !== undefined).length).toBeGreaterThanOrEqual(named.length - 1);
  });
});

describe('bodies of snippet and pixel', () => {
  const bodies = storefrontBodies();

  it('stand in the fixtures as they are made; npm run snippets:lines writes them anew', () => {
    expect(bodies.map((line) => `${line}\n`).join('')).toBe(
      readFileSync('tests/fixtures/service-lines/storefront-faro.ndjson', 'utf8')
    );
  });

  it('are what Faro’s receiver decodes', () => {
    expect(bodies.map((body) => payload.safeParse(JSON.parse(body)).error)).toEqual([undefined, undefined]);
    expect(bodies.join('\n')).not.toMatch(/dana|@/);
  });
});
