import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Arrived } from './sink';

const names = z.record(z.string(), z.string());
const kept = z.object({ line: z.string(), labels: names, metadata: names, times: z.number().optional() });
const counts = z.record(z.string(), z.number());

/** What becomes of an input: what Alloy answers, which lines arrive, how many are dropped, by reason. */
const outcome = z.object({ status: z.number(), sent: z.number(), dropped: counts, lines: z.array(kept) });
export type Outcome = z.infer<typeof outcome>;
type Kept = z.infer<typeof kept>;

const folder = 'tests/pipeline/expected';
const longest = 600;

/** An OTLP record as JSON with its keys in order: versions of Alloy write them in different ones. */
function byKey(line: string): string {
  const inOrder = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? sorted({ ...value }) : value;
  try {
    return JSON.stringify(JSON.parse(line), inOrder);
  } catch {
    return line;
  }
}

/** A line as expected files have it: long ones by their beginning and a hash, times that are told anew left out. */
function shown({ line, labels, metadata }: Arrived): Kept {
  const plain = (labels['source'] === 'otlp' ? byKey(line) : line).replace(/"timestamp":\d{13}\b/, '"timestamp":0');
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  // Loki's own guess; the label `level` is the pipeline's.
  const { detected_level: _, ...own } = metadata;
  return {
    line: plain.length > longest ? `${plain.slice(0, longest)}… (${plain.length} characters, ${hash})` : plain,
    labels: sorted(labels),
    metadata: sorted(own),
  };
}

const sorted = <V>(all: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Lines as expected files have them, equal ones together. */
export function linesOf(arrived: readonly Arrived[]): Kept[] {
  const unique = new Map<string, Kept>();
  for (const each of arrived.map(shown)) {
    const key = JSON.stringify(each);
    const before = unique.get(key);
    unique.set(key, before ? { ...before, times: (before.times ?? 1) + 1 } : each);
  }
  return [...unique.values()];
}

const fileOf = (name: string): string => `${folder}/${name}.json`;

export function expectedOf(name: string): Outcome | undefined {
  return existsSync(fileOf(name)) ? outcome.parse(JSON.parse(readFileSync(fileOf(name), 'utf8'))) : undefined;
}

export function expect(name: string, { status, sent, dropped, lines }: Outcome): void {
  writeFileSync(fileOf(name), `${JSON.stringify({ status, sent, dropped: sorted(dropped), lines }, null, 2)}\n`);
}

const isInfo = ({ labels }: Kept): boolean => labels['level'] === 'info';
const total = (lines: readonly Kept[]): number => lines.reduce((sum, { times }) => sum + (times ?? 1), 0);

/** How many lines come to an end, kept or dropped, whatever sampling does. */
export const endsOf = ({ lines, dropped }: Outcome): number =>
  total(lines) + Object.values(dropped).reduce((sum, n) => sum + n, 0);

/**
 * What differs from what is expected. Expected files have every line of level info; of these any may be sampled out, none
 * may come that is not among them, and those that came and those that were sampled out have to be as many.
 */
export function differences(expected: Outcome, seen: Outcome): readonly string[] {
  const wrong: string[] = [];
  const key = ({ line, labels, metadata }: Kept) => JSON.stringify([line, labels, metadata]);
  const left = new Map(expected.lines.map((each) => [key(each), each.times ?? 1]));
  for (const each of seen.lines) {
    const rest = (left.get(key(each)) ?? 0) - (each.times ?? 1);
    left.set(key(each), Math.max(0, rest));
    if (rest < 0) {
      wrong.push(`not expected: ${JSON.stringify(each)}`);
    }
  }
  for (const each of expected.lines) {
    if ((left.get(key(each)) ?? 0) > 0 && !isInfo(each)) {
      wrong.push(`missing: ${JSON.stringify(each)}`);
    }
  }
  const info = (lines: readonly Kept[]) => total(lines.filter(isInfo));
  const sampled = info(expected.lines) - info(seen.lines);
  const dropped: Record<string, number> = { ...expected.dropped, ...(sampled > 0 && { info_sampled: sampled }) };
  for (const reason of new Set([...Object.keys(dropped), ...Object.keys(seen.dropped)])) {
    if ((dropped[reason] ?? 0) !== (seen.dropped[reason] ?? 0)) {
      wrong.push(`dropped for ${reason}: ${seen.dropped[reason] ?? 0}, expected ${dropped[reason] ?? 0}`);
    }
  }
  if (expected.status !== seen.status || expected.sent !== seen.sent) {
    wrong.push(`answered ${seen.status} to ${seen.sent}, expected ${expected.status} to ${expected.sent}`);
  }
  return wrong;
}
