import { z } from 'zod';

const graphqlError = z.looseObject({
  message: z.string().default(''),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  locations: z.array(z.looseObject({ line: z.number(), column: z.number() })).optional(),
  extensions: z.looseObject({ code: z.string().optional() }).nullish(),
});

const throttleStatus = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number().positive(),
});

const cost = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: throttleStatus.optional(),
});

/** ShopifyQL's own budget: at the top of an answer, or inside the error that refuses it. */
export const windowCost = z.object({
  requestedQueryCost: z.number(),
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  windowResetAt: z.string().transform((text, context) => {
    const at = Date.parse(text);
    if (Number.isNaN(at)) {
      context.addIssue({ code: 'custom', message: 'not a time' });
      return z.NEVER;
    }
    return at;
  }),
});

const searchWarning = z.looseObject({
  warnings: z.array(z.looseObject({ field: z.string().default(''), message: z.string().default('') })).default([]),
});

/** What the GraphQL endpoint answers, as far as this room reads it. `data` is left as it is. */
export const answerSchema = z.looseObject({
  data: z.unknown().optional(),
  errors: z
    .union([z.array(graphqlError), z.string().transform((message) => [{ message, path: undefined, extensions: null }])])
    .nullish()
    .transform((errors) => errors ?? []),
  extensions: z
    .looseObject({
      cost: cost.nullish().catch(undefined),
      shopifyqlCost: windowCost.nullish().catch(undefined),
      search: z.array(searchWarning).nullish().catch(undefined),
    })
    .nullish(),
});

export type GraphqlError = z.infer<typeof answerSchema>['errors'][number];
export type CostExtension = z.infer<typeof cost>;
export type WindowCost = z.infer<typeof windowCost>;

/** One answer of the GraphQL endpoint with HTTP status 200. */
export interface Answer {
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
  readonly cost: CostExtension | undefined;
  readonly shopifyqlCost: WindowCost | undefined;
  readonly searchWarnings: ReadonlyArray<{ readonly field: string; readonly message: string }>;
  readonly servedVersion: string | undefined;
  readonly deprecatedReason: string | undefined;
  readonly requestId: string | undefined;
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}
