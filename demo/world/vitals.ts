import { LRUCache } from 'lru-cache';

import { hour } from './calendar';
import type { Context } from './context';
import { incidentsBetween } from './incidents';
import { demandOf } from './promotions';
import { hash, random } from './random';
import type { VitalsCell } from './types';

const pages = [
  { type: 'home', share: 0.24, slow: 1 },
  { type: 'product', share: 0.38, slow: 1.15 },
  { type: 'collection', share: 0.22, slow: 1.08 },
  { type: 'cart', share: 0.1, slow: 0.9 },
  { type: 'blog', share: 0.06, slow: 0.8 },
];

const devices = [
  { type: 'mobile', share: 0.64, slow: 1.35 },
  { type: 'desktop', share: 0.36, slow: 0.8 },
];

const sampleCount = 6;

/** Page loads and their Core Web Vitals by hour; servers answer slowly during outages. */
export function vitals(context: Context): { readonly ofDay: (day: number) => readonly VitalsCell[] } {
  const { profile, seed, calendar, ordersPerDay } = context;
  const wholeDay = profile.hourWeights.reduce((sum, weight) => sum + weight, 0);
  const make = (day: number): readonly VitalsCell[] => {
    const draw = random(hash(seed, profile.info.key, 'vitals', day));
    const loads = (ordersPerDay * 110 * demandOf(context, day)) / wholeDay;
    const release = 1 + 0.12 * Math.sin(Math.floor(day / 6) * 1.7);
    return calendar.hours(day).flatMap(({ start, hour: local }) => {
      const hurt = incidentsBetween(context, start, start + hour).length > 0 ? 1.6 : 1;
      return pages.flatMap((page) =>
        devices.map((device): VitalsCell => {
          const slow = page.slow * device.slow * release;
          const product = context.catalogue[draw.int(context.catalogue.length)];
          const samples = (median: number, spread: number): number[] =>
            Array.from({ length: sampleCount }, () => median * Math.exp(spread * draw.normal()));
          const whole = (values: number[]): number[] => values.map(Math.round);
          return {
            at: start,
            pageType: page.type,
            pagePath:
              page.type === 'product'
                ? `/products/${product?.handle ?? ''}`
                : page.type === 'home'
                  ? '/'
                  : `/${page.type}`,
            deviceType: device.type,
            pageLoads: Math.round(
              loads * (profile.hourWeights[local] ?? 1) * page.share * device.share * (0.9 + 0.2 * draw.next())
            ),
            lcp: whole(samples(1650 * slow * hurt, 0.4)),
            fcp: whole(samples(950 * slow * hurt, 0.35)),
            ttfb: whole(samples(310 * release * hurt * hurt, 0.45)),
            inp: whole(samples(105 * slow, 0.5)),
            cls: samples(0.045 * slow, 0.7).map((value) => Number(value.toFixed(3))),
          };
        })
      );
    });
  };
  const cache = new LRUCache<number, readonly VitalsCell[]>({ max: 100 });
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
