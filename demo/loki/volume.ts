import type { Line } from './line';

/** Bytes of lines by the value of one label, most first. */
function bytesBy(lines: readonly Line[], label: string): ReadonlyArray<readonly [string, readonly Line[]]> {
  const by = new Map<string, Line[]>();
  for (const line of lines) {
    const value = line.labels[label];
    if (value !== undefined) {
      const there = by.get(value);
      if (there === undefined) {
        by.set(value, [line]);
      } else {
        there.push(line);
      }
    }
  }
  return [...by].sort(([, a], [, b]) => bytesOf(b) - bytesOf(a));
}

const bytesOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { text }) => sum + Buffer.byteLength(text, 'utf8'), 0);

const answered = (resultType: string, result: unknown): unknown => ({
  status: 'success',
  data: { resultType, result },
});

/** `/index/volume`: one sum by value of a label, at the end of the range (nanoseconds). */
export function volume(lines: readonly Line[], label: string, to: bigint): unknown {
  const at = Number(to / 1_000_000_000n);
  const result = bytesBy(lines, label).map(([value, found]) => ({
    metric: { [label]: value },
    value: [at, String(bytesOf(found))],
  }));
  return answered('vector', result);
}

/**
 * `/index/volume_range`: sums by step (milliseconds). As in Loki, each stands at the last millisecond of its step, and the
 * last one at the end of the range (nanoseconds).
 */
export function volumeRange(lines: readonly Line[], label: string, { to, step }: VolumeSteps): unknown {
  const end = Number(to / 1_000_000n);
  const result = bytesBy(lines, label).map(([value, found]) => {
    const steps = new Map<number, Line[]>();
    for (const line of found) {
      const at = Math.min((Math.floor(Number(line.ns / 1_000_000n) / step) + 1) * step - 1, end);
      const there = steps.get(at);
      if (there === undefined) {
        steps.set(at, [line]);
      } else {
        there.push(line);
      }
    }
    return {
      metric: { [label]: value },
      values: [...steps].sort(([a], [b]) => a - b).map(([at, each]) => [at / 1000, String(bytesOf(each))]),
    };
  });
  return answered('matrix', result);
}

export interface VolumeSteps {
  readonly to: bigint;
  readonly step: number;
}
