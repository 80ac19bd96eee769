/** What is summed up of the facts that fall into one row. */
export interface Group {
  readonly sums: Map<string, number>;
  readonly sets: Map<string, Set<string>>;
  /** Values with their weights, for percentiles. */
  readonly samples: Map<string, Array<[value: number, weight: number]>>;
  /** Per thing, its first and last reading: for stock at the beginning and the end. */
  readonly readings: Map<string, { from: number; first: number; to: number; last: number; worth: number }>;
}

export function newGroup(): Group {
  return { sums: new Map(), sets: new Map(), samples: new Map(), readings: new Map() };
}

export function add(group: Group, name: string, value: number): void {
  group.sums.set(name, (group.sums.get(name) ?? 0) + value);
}

export function note(group: Group, name: string, key: string | null): void {
  if (key === null) {
    return;
  }
  const set = group.sets.get(name) ?? new Set();
  set.add(key);
  group.sets.set(name, set);
}

export function sample(group: Group, name: string, values: readonly number[], weight: number): void {
  const list = group.samples.get(name) ?? [];
  for (const value of values) {
    list.push([value, weight / values.length]);
  }
  group.samples.set(name, list);
}

export const sum = (group: Group, name: string): number => group.sums.get(name) ?? 0;

export const distinct = (group: Group, name: string): number => group.sets.get(name)?.size ?? 0;

/** The smallest sampled value that a share of all weight does not exceed; null where there is none. */
export function percentile(group: Group, name: string, part: number): number | null {
  const list = [...(group.samples.get(name) ?? [])].sort((a, b) => a[0] - b[0]);
  const wanted = list.reduce((total, [, weight]) => total + weight, 0) * part;
  let passed = 0;
  for (const [value, weight] of list) {
    passed += weight;
    if (passed >= wanted && weight > 0) {
      return value;
    }
  }
  return null;
}
