import { hour, minute } from './calendar';
import type { Context } from './context';
import { hash, random } from './random';
import type { Incident } from './types';

const causes = [
  { cause: 'PAYMENT_TIMEOUT', service: 'payments-gateway', title: 'Payment provider answers too late', weight: 5 },
  { cause: 'CHECKOUT_500', service: 'checkout-api', title: 'Checkout answers with server errors', weight: 3 },
  { cause: 'SHIPPING_RATES_FAILED', service: 'shipping-rates', title: 'No shipping rates at checkout', weight: 2 },
  { cause: 'DB_POOL_EXHAUSTED', service: 'order-service', title: 'Order service runs out of connections', weight: 2 },
] as const;

interface Drawn {
  readonly name: string;
  readonly start: number;
  /** Minutes that it lasts, from and to. */
  readonly lasts: readonly [number, number];
}

function make(context: Context, { name, start, lasts }: Drawn): Incident {
  const draw = random(hash(context.seed, context.profile.info.key, 'incident', name));
  const kind = causes[draw.weighted(causes.map(({ weight }) => weight))] ?? causes[0];
  return {
    id: `inc-${name}`,
    cause: kind.cause,
    service: kind.service,
    title: kind.title,
    start,
    end: start + draw.between(...lasts) * minute,
    lostShare: draw.between(60, 95) / 100,
  };
}

/** The outages that begin on a local day: one about every other day, between 08:00 and 22:00. */
export function incidentsOfDay(context: Context, day: number): readonly Incident[] {
  const found: Incident[] = [];
  const draw = random(hash(context.seed, context.profile.info.key, 'incidents', day));
  if (draw.chance(0.45)) {
    const start = context.calendar.start(day) + draw.between(8 * 12, 22 * 12) * 5 * minute;
    found.push(make(context, { name: context.calendar.date(day), start, lasts: [25, 50] }));
  }
  const { anchor } = context;
  if (anchor !== undefined) {
    // Long enough to go on while somebody who has just opened the demo looks at it.
    const start = Math.floor((anchor - 45 * minute) / (5 * minute)) * 5 * minute;
    if (context.calendar.dayOf(start) === day) {
      // It takes the place of those that were to come close to it: whoever opens the demo finds one outage going on.
      const apart = found.filter((other) => other.end < start - hour || other.start > start + 2 * hour);
      return [...apart, make(context, { name: `${context.calendar.date(day)}-recent`, start, lasts: [60, 75] })].sort(
        (a, b) => a.start - b.start
      );
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Incidents that overlap [from, to), oldest first. */
export function incidentsBetween(context: Context, from: number, to: number): readonly Incident[] {
  const found: Incident[] = [];
  const last = context.calendar.dayOf(to);
  for (let day = Math.max(context.openDay, context.calendar.dayOf(from) - 1); day <= last; day++) {
    found.push(...incidentsOfDay(context, day).filter(({ start, end }) => start < to && end > from));
  }
  return found;
}
