import { z } from 'zod';

const labels = z.record(z.string(), z.string());
const warnings = z.array(z.string()).optional();

/** Seconds, and a number as text. */
const sample = z.tuple([z.number(), z.string()]);

/** Nanoseconds as text, the line, and with `categorize-labels` what belongs to the line alone. */
const entry = z.tuple([
  z.string().regex(/^\d{1,19}$/),
  z.string(),
  z.looseObject({ structuredMetadata: labels.optional(), parsed: labels.optional() }).optional(),
]);

/** Answer of `/query_range` to a query of numbers. */
export const matrixAnswer = z.object({
  status: z.literal('success'),
  warnings,
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(sample) })),
  }),
});
export type MatrixSeries = z.output<typeof matrixAnswer>['data']['result'][number];

/** Answer of `/query_range` to a query of lines. */
export const streamsAnswer = z.object({
  status: z.literal('success'),
  warnings,
  data: z.object({
    resultType: z.literal('streams'),
    encodingFlags: z.array(z.string()).optional(),
    result: z.array(z.object({ stream: labels, values: z.array(entry) })),
  }),
});
export type StreamsAnswer = z.output<typeof streamsAnswer>;

/** Answer of `/query`. */
export const vectorAnswer = z.object({
  status: z.literal('success'),
  warnings,
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: sample })),
  }),
});
export type VectorSample = z.output<typeof vectorAnswer>['data']['result'][number];

/** Answer of `/labels` and `/label/<name>/values`; without `data` where there is none. */
export const namesAnswer = z.object({
  status: z.literal('success'),
  data: z
    .array(z.string())
    .nullish()
    .transform((names) => names ?? []),
});

/** Answer of `/patterns`. */
export const patternsAnswer = z.object({
  status: z.literal('success'),
  data: z
    .array(
      z.object({
        pattern: z.string(),
        level: z.string().optional(),
        samples: z.array(z.tuple([z.number(), z.number()])),
      })
    )
    .nullish()
    .transform((patterns) => patterns ?? []),
});
export type PatternAnswer = z.output<typeof patternsAnswer>['data'][number];

/** Answer of `/index/stats`. */
export const statsAnswer = z.object({
  streams: z.number(),
  chunks: z.number(),
  bytes: z.number(),
  entries: z.number(),
});

/** Answer of `/status/buildinfo`. */
export const buildAnswer = z.object({ version: z.string() });
