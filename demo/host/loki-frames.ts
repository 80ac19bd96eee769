import { z } from 'zod';
import type { FrameField, FrameJson } from './frame-json';

const labels = z.record(z.string(), z.string());
const beside = z.object({ structuredMetadata: labels.optional(), parsed: labels.optional() });

/** What Loki answers to a range query that asks for labels by category. */
export const lokiAnswer = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('streams'),
      result: z.array(z.object({ stream: labels, values: z.array(z.tuple([z.string(), z.string(), beside])) })),
    }),
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric: labels, values: z.array(z.tuple([z.number(), z.string()])) })),
    }),
  ]),
});
export type LokiAnswer = z.infer<typeof lokiAnswer>;

export interface Asked {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly stepMs: number;
}

const plain = (name: string, type: FrameField['type'], frame: string): FrameField => ({
  name,
  type,
  typeInfo: { frame },
});

/** One frame of lines as Grafana's Loki data source makes it: labels of every category together, and which is which. */
function lineFrame(streams: Extract<LokiAnswer['data'], { resultType: 'streams' }>['result'], asked: Asked): FrameJson {
  const lines = streams
    .flatMap(({ stream, values }) =>
      values.map(([ns, text, { structuredMetadata = {}, parsed = {} }]) => ({
        ns,
        text,
        labels: { ...stream, ...structuredMetadata, ...parsed },
        types: {
          ...Object.fromEntries(Object.keys(stream).map((name) => [name, 'I'])),
          ...Object.fromEntries(Object.keys(structuredMetadata).map((name) => [name, 'S'])),
          ...Object.fromEntries(Object.keys(parsed).map((name) => [name, 'P'])),
        },
      }))
    )
    .sort((a, b) => (BigInt(a.ns) < BigInt(b.ns) ? 1 : -1));
  return {
    schema: {
      refId: asked.refId,
      meta: {
        custom: { frameType: 'LabeledTimeValues' },
        preferredVisualisationType: 'logs',
        executedQueryString: asked.expr,
      },
      fields: [
        plain('labels', 'other', 'json.RawMessage'),
        plain('Time', 'time', 'time.Time'),
        plain('Line', 'string', 'string'),
        plain('tsNs', 'string', 'string'),
        plain('labelTypes', 'other', 'json.RawMessage'),
        plain('id', 'string', 'string'),
      ],
    },
    data: {
      values: [
        lines.map((each) => each.labels),
        lines.map(({ ns }) => Number(BigInt(ns) / 1_000_000n)),
        lines.map(({ text }) => text),
        lines.map(({ ns }) => ns),
        lines.map(({ types }) => types),
        lines.map(({ ns }, index) => `${ns}_${index}`),
      ],
    },
  };
}

/** A series' name: its legend with labels filled in, else its labels. */
function nameOf(metric: Readonly<Record<string, string>>, legend: string): string {
  const written = Object.entries(metric).map(([name, value]) => `${name}="${value}"`);
  return legend === ''
    ? `{${written.join(', ')}}`
    : legend.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => metric[name] ?? '');
}

/** Frames of an answer as Grafana's Loki data source makes them: one of lines, or one for each series. */
export function lokiFrames({ data }: LokiAnswer, asked: Asked): readonly FrameJson[] {
  if (data.resultType === 'streams') {
    return [lineFrame(data.result, asked)];
  }
  return data.result.map(({ metric, values }) => ({
    schema: {
      refId: asked.refId,
      meta: { type: 'timeseries-multi', typeVersion: [0, 1], executedQueryString: asked.expr },
      fields: [
        { ...plain('Time', 'time', 'time.Time'), config: { interval: asked.stepMs } },
        {
          ...plain('Value', 'number', 'float64'),
          labels: metric,
          config: { displayNameFromDS: nameOf(metric, asked.legendFormat) },
        },
      ],
    },
    data: {
      values: [values.map(([seconds]) => Math.round(seconds * 1000)), values.map(([, value]) => Number(value))],
    },
  }));
}
