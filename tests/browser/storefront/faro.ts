import { z } from 'zod';

const texts = z.record(z.string(), z.string());
/** Times as Go's `time.Time` reads them. */
const time = z.iso.datetime();
const int = z.int32();
const context = z.strictObject({ trace_id: z.string(), span_id: z.string() }).optional();

/**
 * The body that Alloy's `faro.receiver` decodes: names and types of the structs in its internal/payload/payload.go.
 * Stricter than Go's decoder, which lets unknown names pass and then leaves them out.
 */
export const payload = z.strictObject({
  meta: z.strictObject({
    sdk: z.strictObject({ name: z.string(), version: z.string() }).partial(),
    app: z
      .strictObject({
        name: z.string(),
        namespace: z.string(),
        release: z.string(),
        version: z.string(),
        environment: z.string(),
      })
      .partial(),
    page: z.strictObject({ id: z.string(), url: z.string(), attributes: texts }).partial(),
    browser: z
      .strictObject({
        name: z.string(),
        version: z.string(),
        os: z.string(),
        mobile: z.boolean(),
        userAgent: z.string(),
        language: z.string(),
      })
      .partial(),
  }),
  logs: z.array(
    z.strictObject({
      message: z.string(),
      level: z.enum(['trace', 'debug', 'info', 'warning', 'error']),
      context: texts,
      timestamp: time,
      trace: context,
    })
  ),
  exceptions: z.array(
    z.strictObject({
      type: z.string(),
      value: z.string(),
      stacktrace: z.strictObject({
        frames: z.array(z.strictObject({ function: z.string(), filename: z.string(), lineno: int, colno: int })),
      }),
      context: texts,
      timestamp: time,
      trace: context,
    })
  ),
});

export type Payload = z.infer<typeof payload>;

/** A line as it leaves the receiver: the fields of a log or an exception, its context behind `context_`. */
export interface Told {
  readonly kind: 'log' | 'exception';
  readonly text: string;
  readonly context: Readonly<Record<string, string>>;
}

export function told({ logs, exceptions }: Payload): Told[] {
  return [
    ...logs.map(({ message, context }) => ({ kind: 'log' as const, text: message, context })),
    ...exceptions.map(({ value, context }) => ({ kind: 'exception' as const, text: value, context })),
  ];
}
