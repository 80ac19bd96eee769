import { z } from 'zod';
import type { Line } from '../push';

const record = z.looseObject({
  timestamp: z.number().positive(),
  projectName: z.string().optional().catch(undefined),
  projectId: z.string().optional().catch(undefined),
});

/** Lines of a delivery, and how many of its records were none. */
export interface Delivery {
  readonly lines: readonly Line[];
  readonly bad: number;
}

/** A delivery of Vercel: a JSON array or NDJSON. A bad record costs only itself. */
export function linesOf(body: string): Delivery {
  const lines: Line[] = [];
  const records = recordsOf(body);
  for (const each of records) {
    const { data } = record.safeParse(each);
    if (data !== undefined) {
      lines.push({
        ns: BigInt(Math.trunc(data.timestamp)) * 1_000_000n + BigInt(lines.length % 1_000_000),
        text: JSON.stringify(data),
        labels: { service_name: data.projectName ?? data.projectId ?? 'vercel' },
      });
    }
  }
  return { lines, bad: records.length - lines.length };
}

function recordsOf(body: string): readonly unknown[] {
  const whole = parsed(body);
  if (Array.isArray(whole)) {
    return whole;
  }
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsed);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
