import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ShopifyError } from './errors';
import { partialNotices, refuseEmpty } from './judge';
import { answerSchema, type Answer } from './transport/answer';

const fixtures = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../tests/fixtures/shopify/errors');

function read<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  return schema.parse(JSON.parse(readFileSync(path.join(fixtures, name), 'utf8')));
}

function answerOf(response: unknown): Answer {
  const { data, errors, extensions } = answerSchema.parse(response);
  return {
    data,
    errors,
    cost: extensions?.cost ?? undefined,
    shopifyqlCost: undefined,
    searchWarnings: extensions?.search?.flatMap(({ warnings }) => warnings) ?? [],
    servedVersion: undefined,
    deprecatedReason: undefined,
    requestId: undefined,
    bytes: 0,
    fetchedAt: 0,
  };
}

/** Responses recorded at development stores, one of each kind of error. */
const catalog = read(
  'graphql-errors-catalog.json',
  z.array(z.looseObject({ code: z.string().nullable(), response: z.looseObject({ data: z.unknown().optional() }) }))
);

describe('recorded answers', () => {
  it.each(catalog.map(({ code, response }, at) => ({ at, code: code ?? 'none', response })))(
    '$at $code is an error without data, a notice with some',
    ({ code, response }) => {
      const answer = answerOf(response);
      const some =
        typeof response.data === 'object' &&
        response.data !== null &&
        Object.values(response.data).some((value) => value !== null);
      let thrown: unknown;
      try {
        refuseEmpty(answer, 'demo-shop.myshopify.com');
      } catch (error) {
        thrown = error;
      }
      if (some) {
        expect(thrown).toBeUndefined();
        expect(partialNotices(answer)).toHaveLength(answer.errors.length);
        return;
      }
      expect(thrown).toBeInstanceOf(ShopifyError);
      const expected: Readonly<Record<string, string>> = {
        ACCESS_DENIED: 'accessDenied',
        INTERNAL_SERVER_ERROR: 'internalError',
        MAX_COST_EXCEEDED: 'tooCostly',
      };
      expect(thrown).toMatchObject({ code: expected[code] ?? 'queryRejected' });
    }
  );

  it('have costs that are read, in every shape', () => {
    const costs = read(
      'cost-extensions.json',
      z.array(z.looseObject({ cost: z.looseObject({ requestedQueryCost: z.number() }) }))
    );
    for (const { cost } of costs) {
      expect(answerOf({ data: {}, extensions: { cost } }).cost?.requestedQueryCost).toBe(cost.requestedQueryCost);
    }
    expect(answerOf(read('documented-throttled.json', z.unknown())).cost).toMatchObject({
      requestedQueryCost: 752,
      throttleStatus: { currentlyAvailable: 666 },
    });
  });

  it('have search warnings that are told', () => {
    const warned = read('search-warnings.json', z.array(z.looseObject({ search: z.array(z.unknown()) })));
    for (const extensions of warned) {
      const notices = partialNotices(answerOf({ data: {}, extensions }));
      expect(notices.length).toBeGreaterThan(0);
      expect(notices.every(({ code }) => code === 'searchWarning')).toBe(true);
    }
  });

  it('with errors as one text are read too', () => {
    expect(answerOf({ errors: '[API] Invalid API key' }).errors[0]?.message).toBe('[API] Invalid API key');
  });
});
