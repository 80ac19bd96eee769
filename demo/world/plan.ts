import { hour, minute } from './calendar';
import type { Context } from './context';
import { incidentsOfDay } from './incidents';
import { demandOf, promotionsOn, type Promotion } from './promotions';
import { hash, random, type Random } from './random';
import type { Incident } from './types';

const slot = 5 * minute;

/** One order to come: when, through which channel, from which customer. */
export interface PlannedOrder {
  readonly at: number;
  readonly source: 'web' | 'pos' | 'shopify_draft_order';
  /** The day on which the customer first ordered and the place of that order; undefined for a guest at the till. */
  readonly customer: { readonly day: number; readonly seq: number } | undefined;
  readonly promotion: Promotion | undefined;
  readonly test: boolean;
  /** Minutes between leaving the checkout and coming back to pay; undefined where it was not left. */
  readonly recoveredAfter: number | undefined;
}

export interface PlannedCheckout {
  readonly at: number;
  readonly incident: Incident | undefined;
}

/** A local day in outline: cheap enough to draw for every day since the opening. */
export interface Plan {
  readonly day: number;
  readonly orders: readonly PlannedOrder[];
  readonly checkouts: readonly PlannedCheckout[];
}

export interface Planner {
  count(day: number): number;
  /** Orders before this day since the opening. */
  before(day: number): number;
  plan(day: number): Plan;
}

interface Curve {
  /** Running sums over five-minute slots, of what comes through and of what incidents stop. */
  readonly passed: readonly number[];
  readonly lost: readonly number[];
  readonly starts: readonly number[];
}

function curve(context: Context, day: number): Curve {
  const incidents = [...incidentsOfDay(context, day - 1), ...incidentsOfDay(context, day)];
  const weights = context.profile.hourWeights;
  const passed: number[] = [];
  const lost: number[] = [];
  const starts: number[] = [];
  let passedSum = 0;
  let lostSum = 0;
  for (const local of context.calendar.hours(day)) {
    const here = weights[local.hour] ?? 1;
    const next = weights[(local.hour + 1) % 24] ?? 1;
    for (let part = 0; part < hour / slot; part++) {
      const start = local.start + part * slot;
      const weight = (here * (12 - part) + next * part) / 12;
      const stopped = incidents.find((incident) => incident.start <= start && start < incident.end)?.lostShare ?? 0;
      passedSum += weight * (1 - stopped);
      lostSum += weight * stopped;
      passed.push(passedSum);
      lost.push(lostSum);
      starts.push(start);
    }
  }
  return { passed, lost, starts };
}

/** A moment drawn in proportion to the curve, in whole seconds. */
function moment(sums: readonly number[], starts: readonly number[], draw: Random): number {
  const target = draw.next() * (sums.at(-1) ?? 0);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) <= target) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return (starts[low] ?? 0) + draw.int(slot / 1000) * 1000;
}

/** Checkouts that an incident meets at least: also in a small shop somebody notices. */
const fewestMet = 6;

/** How far back a returning customer's first order may lie. */
export const longestLag = 60;

export function planner(context: Context): Planner {
  const { seed, profile, calendar, openDay, ordersPerDay } = context;
  const key = profile.info.key;
  const wholeDay = profile.hourWeights.reduce((sum, weight) => sum + weight, 0) * 12;
  const counts: number[] = [];
  const sums: number[] = [0];
  const plans = new Map<number, Plan>();

  const poisson = (mean: number, draw: Random): number =>
    Math.max(0, Math.round(mean + Math.sqrt(mean) * 0.8 * draw.normal()));

  const count = (day: number): number => {
    if (day < openDay) {
      return 0;
    }
    const known = counts[day - openDay];
    if (known !== undefined) {
      return known;
    }
    const through = (curve(context, day).passed.at(-1) ?? 0) / wholeDay;
    const drawn = poisson(ordersPerDay * demandOf(context, day) * through, random(hash(seed, key, 'count', day)));
    counts[day - openDay] = drawn;
    return drawn;
  };

  const before = (day: number): number => {
    for (let known = sums.length; known <= day - openDay; known++) {
      sums[known] = (sums[known - 1] ?? 0) + count(openDay + known - 1);
    }
    return sums[day - openDay] ?? 0;
  };

  /** Whether an order is its customer's first: decided apart from all else, so that looking back does not recurse. */
  const isFirst = (day: number, seq: number): boolean =>
    day < openDay + 7 || hash(seed, key, 'first', day, seq) % 100 < 62;

  const returning = (day: number, draw: Random): { day: number; seq: number } | undefined => {
    for (let attempt = 0; attempt < 8; attempt++) {
      const lag = Math.min(longestLag, 1 + Math.floor(-Math.log(1 - draw.next()) * 18));
      const from = Math.max(openDay, day - lag);
      const seq = draw.int(Math.max(1, count(from)));
      if (from < day && isFirst(from, seq) && seq < count(from)) {
        return { day: from, seq };
      }
    }
    return undefined;
  };

  const make = (day: number): Plan => {
    const draw = random(hash(seed, key, 'plan', day));
    const { passed, lost, starts } = curve(context, day);
    const promotions = promotionsOn(context, day);
    const times = Array.from({ length: count(day) }, () => moment(passed, starts, draw)).sort((a, b) => a - b);
    const hourAt = (at: number): number => calendar.hours(day).findLast(({ start }) => start <= at)?.hour ?? 0;
    const orders = times.map((at, seq): PlannedOrder => {
      const open = hourAt(at) >= 10 && hourAt(at) < 20;
      const drawn = draw.next();
      const source = drawn < 0.045 ? 'shopify_draft_order' : open && drawn < 0.17 ? 'pos' : 'web';
      const first = isFirst(day, seq);
      const back = first ? { day, seq } : returning(day, draw);
      const guest = source === 'pos' && !first && draw.chance(0.6);
      const promotion =
        source === 'web'
          ? promotions.find((each) => draw.chance(each.uptake) && (first || !each.newCustomersOnly))
          : undefined;
      return {
        at,
        source,
        customer: guest ? undefined : back,
        promotion,
        test: source === 'web' && draw.chance(0.006),
        recoveredAfter: source === 'web' && draw.chance(0.07) ? draw.between(25, 300) : undefined,
      };
    });
    const abandoned = poisson(times.length * 0.75, draw);
    const stopped = poisson(((lost.at(-1) ?? 0) / wholeDay) * ordersPerDay * demandOf(context, day) * 0.9, draw);
    const incidents = [...incidentsOfDay(context, day - 1), ...incidentsOfDay(context, day)];
    const whole = passed.map((sum, index) => sum + (lost[index] ?? 0));
    const checkouts: PlannedCheckout[] = [
      ...Array.from({ length: abandoned }, () => ({ at: moment(whole, starts, draw), incident: undefined })),
      ...Array.from({ length: (lost.at(-1) ?? 0) > 0 ? stopped : 0 }, () => {
        const at = moment(lost, starts, draw);
        return { at, incident: incidents.find(({ start, end }) => start - slot < at && at < end + slot) };
      }),
    ];
    for (const incident of incidentsOfDay(context, day)) {
      const tries = random(hash(seed, key, 'tries', incident.id));
      for (let met = checkouts.filter((each) => each.incident?.id === incident.id).length; met < fewestMet; met++) {
        const seconds = Math.floor((incident.end - incident.start) / 1000);
        checkouts.push({ at: incident.start + tries.int(seconds) * 1000, incident });
      }
    }
    checkouts.sort((a, b) => a.at - b.at);
    return { day, orders, checkouts };
  };

  return {
    count,
    before,
    plan: (day) => {
      let known = plans.get(day);
      if (!known) {
        known = day < openDay ? { day, orders: [], checkouts: [] } : make(day);
        plans.set(day, known);
        if (plans.size > 240) {
          plans.delete(plans.keys().next().value ?? day);
        }
      }
      return known;
    },
  };
}
