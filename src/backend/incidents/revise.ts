import type { Episode, Intervals } from '../impact';
import type { StoredIncident } from './stored';

/** Of the formulas and rules by which incidents are found; counts up when these change. */
export const definition = 'impact-2';

const minute = 60_000;

/** Episodes that begin so soon after an incident's end are the same one. */
const gap = 15 * minute;
/** While it goes on, figures are kept anew after so long, if they have moved by this share. */
const steady = { ms: 15 * minute, share: 0.2 };

/** The service with most error lines of a stretch, and its most frequent code. */
export interface Worst {
  readonly service: string;
  readonly code?: string;
}

/** A revision to be kept, as the writer takes it. */
export interface Revision {
  readonly id: string;
  readonly revision: number;
  readonly started_at: number;
  readonly detected_at: number;
  readonly ended_at: number | null;
  readonly state: number;
  readonly orders: number;
  readonly expected: number;
  readonly shortfall_low: number | null;
  readonly shortfall_high: number | null;
  readonly revenue_at_risk_low: number | null;
  readonly revenue_at_risk_high: number | null;
  readonly recovered_low: number | null;
  readonly recovered_high: number | null;
  readonly errors: number | null;
  readonly errors_usual: number | null;
  readonly service: string | null;
  readonly error_code: string | null;
  readonly definition: string;
  readonly evidence: Record<string, unknown>;
  readonly kept_at: number;
}

export interface Reviewed {
  readonly episodes: readonly Episode[];
  readonly stored: readonly StoredIncident[];
  readonly now: number;
  /** The stretch that was judged. What ended before it is left as it is. */
  readonly from: number;
  /** What an episode was judged by, kept with it. */
  readonly basis: Record<string, unknown>;
  /** False where logs are missing: an episode of errors that is not there may go on all the same. */
  readonly hasErrors: boolean;
  readonly worst: (from: number, to: number) => Promise<Worst | undefined>;
}

/**
 * What has to be added to what is kept. An episode and an incident are the same where they overlap. The first revision
 * gives the incident its id; later ones tell what came to be known: a graver state, its end, what came late, figures that
 * moved. Where an incident that goes on is no longer found in what it was found in, it is told as over since then.
 */
export async function revisions(reviewed: Reviewed): Promise<Revision[]> {
  const { episodes, stored, now, worst, hasErrors } = reviewed;
  const added: Revision[] = [];
  const met = new Set<string>();
  for (const episode of episodes) {
    const known = stored.find(
      ({ id, startedAt, endedAt }) =>
        !met.has(id) && startedAt < (episode.end ?? Infinity) + gap && (endedAt ?? Infinity) + gap > episode.start
    );
    if (known !== undefined) {
      met.add(known.id);
    }
    if (known === undefined || isNews(known, episode, now, hasErrors)) {
      const hit = hasErrors ? await worst(episode.start, episode.end ?? now) : undefined;
      const taken = new Set([...stored, ...added].map(({ id }) => id));
      added.push(revisionOf(episode, known, hit, reviewed, known?.id ?? freeId(episode.start, taken)));
    }
  }
  const gone = stored.filter(({ id, endedAt }) => endedAt === null && !met.has(id));
  return [...added, ...(hasErrors ? gone.map((incident) => closed(incident, now)) : [])];
}

function isNews(known: StoredIncident, episode: Episode, now: number, hasErrors: boolean): boolean {
  if (!hasErrors && known.errors !== null) {
    // What is known with errors is not told anew without them.
    return false;
  }
  const isOver = episode.end !== undefined;
  if (episode.state > known.state || (isOver && known.endedAt !== episode.end)) {
    return true;
  }
  if (isOver) {
    return recoveryMoved(known, episode);
  }
  const moved = (before: number | null, value: number | undefined) =>
    value !== undefined && Math.abs(value - (before ?? 0)) > Math.max(1, steady.share * Math.abs(before ?? 0));
  return (
    now - known.keptAt >= steady.ms &&
    (moved(known.expected - known.orders, episode.expected - episode.orders) || moved(known.errors, episode.errors))
  );
}

function recoveryMoved({ recoveredHigh, endedAt }: StoredIncident, { recovery, start, end = start }: Episode): boolean {
  // Told when the stretch of equal length after the end is over, once.
  return recoveredHigh === null && recovery !== undefined && endedAt !== null && recovery.to >= end + (end - start);
}

/** The start in milliseconds; a later one where another incident has it. */
function freeId(start: number, taken: ReadonlySet<string>): string {
  return taken.has(String(start)) ? freeId(start + 1, taken) : String(start);
}

const whole = (value: number | undefined) =>
  value === undefined || !Number.isFinite(value) ? null : Math.round(value);

function revisionOf(
  episode: Episode,
  known: StoredIncident | undefined,
  worst: Worst | undefined,
  { now, basis, from }: Reviewed,
  id: string
): Revision {
  const { start, detected, end, state, orders, expected, shortfall, revenueAtRisk, recovery } = episode;
  const isWhole = recovery !== undefined && end !== undefined && recovery.to >= end + (end - start);
  return {
    id,
    revision: (known?.revision ?? 0) + 1,
    // What began before the stretch that is judged is known from when it was judged whole.
    started_at: known !== undefined && start <= from ? known.startedAt : start,
    detected_at: known?.detectedAt ?? detected,
    ended_at: end ?? null,
    state: Math.max(state, known?.state ?? 0),
    orders: Math.round(orders),
    expected: Math.round(expected),
    shortfall_low: whole(shortfall.interval80.low),
    shortfall_high: whole(shortfall.interval80.high),
    revenue_at_risk_low: whole(revenueAtRisk?.interval80.low),
    revenue_at_risk_high: whole(revenueAtRisk?.interval80.high),
    recovered_low: isWhole ? whole(recovery.recovered.interval80.low) : null,
    recovered_high: isWhole ? whole(recovery.recovered.interval80.high) : null,
    errors: whole(episode.errors),
    errors_usual: whole(episode.errorsUsual),
    service: worst?.service ?? known?.service ?? null,
    error_code: worst?.code ?? known?.errorCode ?? null,
    definition,
    evidence: {
      ...basis,
      expected,
      shortfall,
      noMeasurableLoss: episode.noMeasurableLoss,
      ...risk('revenueAtRisk', revenueAtRisk),
      ...risk('recovered', recovery?.recovered),
    },
    kept_at: now,
  };
}

const risk = (name: string, value: Intervals | undefined) => (value === undefined ? {} : { [name]: value });

/** Over since it was last seen. */
function closed(incident: StoredIncident, now: number): Revision {
  return {
    id: incident.id,
    revision: incident.revision + 1,
    started_at: incident.startedAt,
    detected_at: incident.detectedAt,
    ended_at: Math.max(incident.keptAt, incident.detectedAt),
    state: incident.state,
    orders: incident.orders,
    expected: incident.expected,
    shortfall_low: incident.shortfallLow,
    shortfall_high: incident.shortfallHigh,
    revenue_at_risk_low: incident.riskLow,
    revenue_at_risk_high: incident.riskHigh,
    recovered_low: incident.recoveredLow,
    recovered_high: incident.recoveredHigh,
    errors: incident.errors,
    errors_usual: incident.errorsUsual,
    service: incident.service,
    error_code: incident.errorCode,
    definition,
    evidence: { lastSeen: incident.keptAt },
    kept_at: now,
  };
}
