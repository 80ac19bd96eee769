import { LRUCache } from 'lru-cache';

import { minute } from './calendar';
import type { Checkouts } from './checkouts';
import type { Context } from './context';
import { referrers } from './journey';
import type { Lives } from './lives';
import { demandOf } from './promotions';
import { hash, random } from './random';
import type { SessionCell } from './types';

export const quarter = 15 * minute;
/** Share of human sessions that end in an order on an ordinary day, outages aside. */
const usualConversion = 0.024;

const devices = [
  { type: 'mobile', share: 0.62 },
  { type: 'desktop', share: 0.33 },
  { type: 'tablet', share: 0.05 },
];

interface Tally {
  sessions: number;
  visitors: number;
  pageviews: number;
  bounces: number;
  cartAdditions: number;
  reachedCheckout: number;
  completedCheckout: number;
}

export interface Sessions {
  /** All quarter hours of a local day, past and to come. */
  readonly ofDay: (day: number) => readonly SessionCell[];
}

function perQuarter(times: readonly number[], start: number, slots: number): number[] {
  const counts = Array.from({ length: slots }, () => 0);
  for (const time of times) {
    const place = Math.floor((time - start) / quarter);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** Visits that fit the day's orders and abandoned checkouts: outages lower what completes, not what comes. */
export function sessions(context: Context, lives: Lives, checkouts: Checkouts): Sessions {
  const { profile, seed, calendar, ordersPerDay } = context;
  const wholeDay = profile.hourWeights.reduce((sum, weight) => sum + weight, 0);
  const foreign = Object.values(profile.places)
    .flat()
    .find(({ countryCode }) => countryCode !== profile.info.countryCode);
  const home = profile.places[profile.info.currency]?.[0];
  const countries = [home?.country ?? '', foreign?.country ?? ''];

  const make = (day: number): readonly SessionCell[] => {
    const draw = random(hash(seed, profile.info.key, 'sessions', day));
    const hours = calendar.hours(day);
    const start = calendar.start(day);
    const slots = hours.length * 4;
    const web = lives.ofDay(day).filter(({ facts }) => facts.sourceName === 'web' && !facts.test);
    const completed = perQuarter(
      web.map(({ facts }) => facts.createdAt),
      start,
      slots
    );
    const left = perQuarter(
      checkouts.ofDay(day).map(({ createdAt }) => createdAt),
      start,
      slots
    );
    const expected = (ordersPerDay * 0.85 * demandOf(context, day)) / usualConversion / wholeDay / 4;
    const cells: SessionCell[] = [];
    for (let slot = 0; slot < slots; slot++) {
      const weight = profile.hourWeights[hours[slot >> 2]?.hour ?? 0] ?? 1;
      const done = completed[slot] ?? 0;
      const reached = done + (left[slot] ?? 0);
      const carts = reached + Math.round(reached * 0.7 + draw.next() * 2);
      const mean = expected * weight;
      const people = Math.max(carts, Math.round(mean + Math.sqrt(mean) * draw.normal()));
      const bots = Math.round(people * 0.07 * draw.next());
      const tallies = new Map<number, Tally>();
      for (let visit = 0; visit < people + bots; visit++) {
        const bot = visit >= people;
        const referrer = bot ? 0 : draw.weighted(referrers.map(({ share }) => share));
        const device = bot ? 1 : draw.weighted(devices.map(({ share }) => share));
        const country = !bot && draw.chance(0.88) ? 0 : 1;
        const kind = ((referrer * 3 + device) * 2 + country) * 2 + (bot ? 1 : 0);
        const tally = tallies.get(kind) ?? {
          sessions: 0,
          visitors: 0,
          pageviews: 0,
          bounces: 0,
          cartAdditions: 0,
          reachedCheckout: 0,
          completedCheckout: 0,
        };
        const cart = visit < carts;
        const views = cart ? draw.between(3, 9) : draw.chance(0.48) ? 1 : draw.between(2, 6);
        tally.sessions += 1;
        tally.visitors += draw.chance(0.86) ? 1 : 0;
        tally.pageviews += views;
        tally.bounces += views === 1 ? 1 : 0;
        tally.cartAdditions += cart ? 1 : 0;
        tally.reachedCheckout += visit < reached ? 1 : 0;
        tally.completedCheckout += visit < done ? 1 : 0;
        tallies.set(kind, tally);
      }
      for (const [kind, tally] of tallies) {
        cells.push({
          at: start + slot * quarter,
          referrerSource: referrers[Math.floor(kind / 12)]?.source ?? 'unknown',
          deviceType: devices[Math.floor(kind / 4) % 3]?.type ?? 'other',
          country: countries[Math.floor(kind / 2) % 2] ?? '',
          humanOrBot: kind % 2 === 1 ? 'bot' : 'human',
          ...tally,
        });
      }
    }
    return cells;
  };

  const cache = new LRUCache<number, readonly SessionCell[]>({ max: 70 });
  return {
    ofDay: (day) => {
      let known = cache.get(day);
      if (!known) {
        known = day < context.openDay ? [] : make(day);
        cache.set(day, known);
      }
      return known;
    },
  };
}
