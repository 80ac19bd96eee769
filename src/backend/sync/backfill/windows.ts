/** A stretch of created time: from inclusive, to exclusive, epoch milliseconds at whole seconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const second = 1_000;
/** A window is not cut below this. */
export const smallest = 60 * second;

/**
 * Cuts a stretch of time into windows of at most `objects` records, newest first. `count` gives the records of a window,
 * undefined for "very many". Windows touch and cover the stretch whole.
 */
export async function planWindows(
  count: (window: Window) => Promise<number | undefined>,
  stretch: Window,
  objects: number
): Promise<Window[]> {
  const whole = { from: down(stretch.from), to: upToSecond(stretch.to) };
  const open = [whole];
  const done: Window[] = [];
  for (let window = open.pop(); window !== undefined; window = open.pop()) {
    const found = (await count(window)) ?? Number.POSITIVE_INFINITY;
    const parts = found > objects ? halves(window) : undefined;
    if (parts === undefined) {
      done.push(window);
    } else {
      open.push(parts[0], parts[1]);
    }
  }
  return done;
}

/** The newest part of a stretch and the rest, if there is one. */
export function newestFirst({ from, to }: Window, length: number): Window[] {
  const seam = down(to - length);
  return seam <= from
    ? [{ from, to }]
    : [
        { from: seam, to },
        { from, to: seam },
      ];
}

/** Two windows in place of one, older first; undefined where it is too small to cut. */
export function halves({ from, to }: Window): readonly [Window, Window] | undefined {
  const middle = down((from + to) / 2);
  return to - from < 2 * smallest
    ? undefined
    : [
        { from, to: middle },
        { from: middle, to },
      ];
}

/** Search terms of a window. */
export function searchOf({ from, to }: Window): string {
  return `created_at:>='${stamp(from)}' AND created_at:<'${stamp(to)}'`;
}

/** ISO-8601 without fractions, as Shopify's search takes it. */
export function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function down(at: number): number {
  return Math.floor(at / second) * second;
}

/** The next whole second. */
export function upToSecond(at: number): number {
  return Math.ceil(at / second) * second;
}
