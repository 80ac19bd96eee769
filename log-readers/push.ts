import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** A line on its way to Alloy. */
export interface Line {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Structured metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Where lines go: `url` is that of Loki's push API as Alloy takes it, such as `http://alloy:3501/loki/api/v1/push`. */
export interface Target {
  readonly url: string;
  /** Waits between tries, in milliseconds; as many tries more as there are waits. */
  readonly waits?: readonly number[];
}

/** Alloy could not be reached, or refused lines. The caller has to deliver them again. */
export class PushError extends Error {
  override readonly name = 'PushError';
}

const maxLines = 500;
const maxBytes = 1_000_000;

/**
 * Sends lines by Loki's push API in requests of at most 500 lines or a megabyte, and gives how many were taken. Where
 * Alloy is away or busy (429, 5xx) it tries again.
 *
 * @throws PushError where Alloy refuses the lines (4xx) or stays away.
 */
export async function push(target: Target, lines: AsyncIterable<Line> | Iterable<Line>): Promise<number> {
  let [batch, bytes, sent]: [Line[], number, number] = [[], 0, 0];
  const flush = async () => {
    if (batch.length > 0) {
      await send(target, batch);
      sent += batch.length;
      [batch, bytes] = [[], 0];
    }
  };
  for await (const line of lines) {
    if (batch.length === maxLines || bytes + line.text.length > maxBytes) {
      await flush();
    }
    batch.push(line);
    bytes += line.text.length;
  }
  await flush();
  return sent;
}

async function send({ url, waits = [500, 2_000, 8_000] }: Target, lines: readonly Line[]): Promise<void> {
  const body = bodyOf(lines);
  for (const wait of [...waits, undefined]) {
    const answer = await post(url, body);
    if (answer === undefined) {
      return;
    }
    if (wait === undefined || !answer.again) {
      throw new PushError(`${lines.length} lines could not be sent to Alloy at ${url}: ${answer.reason}`);
    }
    await sleep(wait);
  }
}

async function post(url: string, body: string): Promise<{ reason: string; again: boolean } | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    const again = response.status === 429 || response.status >= 500;
    return response.ok ? undefined : { reason: `${response.status} ${text.slice(0, 200).trim()}`, again };
  } catch (error) {
    return { reason: reasonOf(error), again: true };
  }
}

const withCause = z.object({ cause: z.object({ message: z.string() }) });

function reasonOf(error: unknown): string {
  const { data } = withCause.safeParse(error);
  const said = data?.cause.message ?? '';
  return said !== '' ? said : error instanceof Error ? error.message : 'unknown';
}

function bodyOf(lines: readonly Line[]): string {
  const streams = new Map<string, { stream: Line['labels']; values: unknown[] }>();
  for (const { ns, text, labels, metadata } of lines) {
    const key = JSON.stringify(labels);
    const stream = streams.get(key) ?? { stream: labels, values: [] };
    streams.set(key, stream);
    stream.values.push([String(ns), text, ...(metadata === undefined ? [] : [metadata])]);
  }
  return JSON.stringify({ streams: [...streams.values()] });
}
