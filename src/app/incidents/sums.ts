import type { Incident } from '../../query/resources';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Incidents that have something in common, summed up. */
export interface Sum {
  /** Error code or quarter; empty where incidents have none. */
  readonly key: string;
  /** Words for an error code. */
  readonly words: string | undefined;
  readonly incidents: number;
  readonly milliseconds: number;
  /** Bounds of the single intervals, added up; undefined where none of the incidents has one. */
  readonly missing: Range | undefined;
  readonly risk: Range | undefined;
}

function plus(one: Range | undefined, other: Range | undefined): Range | undefined {
  if (one === undefined || other === undefined) {
    return one ?? other;
  }
  return { low: one.low + other.low, high: one.high + other.high };
}

function positive(range: Range | undefined): Range | undefined {
  return range && { low: Math.max(0, range.low), high: Math.max(0, range.high) };
}

/** How long an incident lasted; one that goes on: until now. */
export function durationOf({ startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>, now: number): number {
  return Math.max(0, (endedAt ?? now) - startedAt);
}

function sumsBy(incidents: readonly Incident[], now: number, keyOf: (incident: Incident) => string): Sum[] {
  const sums = new Map<string, Sum>();
  for (const incident of incidents) {
    const key = keyOf(incident);
    const sum = sums.get(key);
    sums.set(key, {
      key,
      words: sum?.words ?? incident.codeWords,
      incidents: (sum?.incidents ?? 0) + 1,
      milliseconds: (sum?.milliseconds ?? 0) + durationOf(incident, now),
      missing: plus(sum?.missing, positive(incident.shortfall)),
      risk: plus(sum?.risk, positive(incident.revenueAtRisk)),
    });
  }
  return [...sums.values()];
}

/** By error code, what cost most first. */
export function byCode(incidents: readonly Incident[], now: number): Sum[] {
  const cost = ({ risk, milliseconds }: Sum) => [risk?.high ?? 0, milliseconds] as const;
  return sumsBy(incidents, now, ({ errorCode }) => errorCode ?? '').sort((one, other) => {
    const [mine, theirs] = [cost(one), cost(other)];
    return theirs[0] - mine[0] || theirs[1] - mine[1];
  });
}

/** The quarter that an instant lies in by the clock of a zone, e.g. `2026 Q4`. */
export function quarterOf(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric' }).formatToParts(at);
  const part = (type: 'year' | 'month') => Number(parts.find((each) => each.type === type)?.value);
  return `${part('year')} Q${Math.ceil(part('month') / 3)}`;
}

/** By the quarter in which they began, in the store's zone; newest first. */
export function byQuarter(incidents: readonly Incident[], now: number, zone: string): Sum[] {
  return sumsBy(incidents, now, ({ startedAt }) => quarterOf(startedAt, zone)).sort((one, other) =>
    other.key.localeCompare(one.key)
  );
}
