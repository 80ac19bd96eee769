import { LogError } from '../errors';

const day = 86_400_000;

/** What one Loki allows of one query: its defaults, until a refusal tells of less. */
export class Limits {
  /** `max_entries_limit_per_query` */
  entries = 5_000;
  /** `max_query_length`, whose default is 30 days and an hour. */
  rangeMs = 30 * day;
  /** Points of a series; 11,000 are refused. */
  points = 10_000;

  /** Takes a smaller limit from a refusal; false where it tells of none, so that asking again would not help. */
  learn({ code, values }: LogError): boolean {
    switch (code) {
      case 'tooManyLines':
        return this.#lower('entries', Number(values['limit']));
      case 'rangeTooLong':
        return this.#lower('rangeMs', durationMs(String(values['limit'])));
      case 'tooManyPoints':
        return this.#lower('points', Math.floor(this.points / 4));
      default:
        return false;
    }
  }

  #lower(name: 'entries' | 'rangeMs' | 'points', to: number): boolean {
    if (!(to >= 1 && to < this[name])) {
      return false;
    }
    this[name] = to;
    return true;
  }
}

const units: Readonly<Record<string, number>> = { d: day, h: 3_600_000, m: 60_000, s: 1_000, w: 7 * day, y: 365 * day };

/** Milliseconds of a Go or Prometheus duration such as `30d1h` or `721h0m0s`; 0 where it is none. */
export function durationMs(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(w|y|d|h|m(?!s)|s)/g)].reduce(
    (sum, [, amount = '0', unit = 's']) => sum + Number(amount) * (units[unit] ?? 0),
    0
  );
}

/** Asks again with what a refusal taught. */
export async function withinLimits<Answer>(limits: Limits, ask: () => Promise<Answer>): Promise<Answer> {
  for (let turn = 0; ; turn += 1) {
    try {
      return await ask();
    } catch (error) {
      if (turn > 8 || !(error instanceof LogError) || !limits.learn(error)) {
        throw error;
      }
    }
  }
}
