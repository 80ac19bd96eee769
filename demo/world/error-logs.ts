import { LRUCache } from 'lru-cache';

import { dayLength } from './calendar';
import type { Checkouts } from './checkouts';
import type { Context } from './context';
import { token } from './ids';
import { incidentsBetween } from './incidents';
import type { Life } from './life';
import type { Lives } from './lives';
import { hash, random } from './random';
import { hurtOn, stormOf } from './storms';
import type { ErrorLog, Incident } from './types';

const everyday = [
  { level: 'warn', service: 'storefront', code: 'IMAGE_SLOW', message: 'Product image took 4.2 s to load' },
  { level: 'error', service: 'email', code: 'SMTP_TEMPFAIL', message: 'Order confirmation deferred, will retry' },
  { level: 'error', service: 'inventory-sync', code: 'STALE_LEVEL', message: 'Inventory level changed while syncing' },
  { level: 'warn', service: 'search', code: 'SLOW_QUERY', message: 'Search answered in 2.8 s' },
  {
    level: 'error',
    service: 'storefront',
    code: 'TYPE_ERROR',
    message: "Cannot read properties of undefined (reading 'price')",
  },
] as const;

const words: Readonly<Record<string, string>> = {
  PAYMENT_TIMEOUT: 'Payment provider did not answer within 10 s',
  CHECKOUT_500: 'Checkout completion failed with status 500',
  SHIPPING_RATES_FAILED: 'No shipping rate could be calculated',
  DB_POOL_EXHAUSTED: 'Timed out waiting for a database connection',
};

/** The error lines a day's systems would have written: an even trickle, declined payments, and storms in outages. */
export function errorLogs(
  context: Context,
  lives: Lives,
  checkouts: Checkouts
): { readonly ofDay: (day: number) => readonly ErrorLog[] } {
  const { calendar, seed, profile } = context;
  const make = (day: number): readonly ErrorLog[] => {
    const draw = random(hash(seed, profile.info.key, 'logs', day));
    const trace = (): string => [0, 1, 2, 3].map(() => draw.int(0xffffffff).toString(16).padStart(8, '0')).join('');
    const start = calendar.start(day);
    const found: ErrorLog[] = [];
    const plain = {
      orderId: null,
      orderName: null,
      checkoutToken: null,
      cartToken: null,
      customerId: null,
      incidentId: null,
    };
    for (let count = draw.between(18, 34); count > 0; count--) {
      const kind = draw.pick(everyday);
      found.push({ ...plain, ...kind, at: start + draw.int(dayLength), traceId: trace() });
    }
    const incidents = new Map(
      incidentsBetween(context, start - dayLength, start + 2 * dayLength).map((each): [string, Incident] => [
        each.id,
        each,
      ])
    );
    const ofIncident = (incident: Incident, at: number, part: Partial<ErrorLog>): ErrorLog => ({
      ...plain,
      at,
      level: draw.chance(0.05) ? 'fatal' : 'error',
      service: incident.service,
      code: incident.cause,
      message: words[incident.cause] ?? incident.title,
      traceId: trace(),
      ...part,
      incidentId: incident.id,
    });
    for (const left of checkouts.ofDay(day)) {
      const incident = left.incidentId === undefined ? undefined : incidents.get(left.incidentId);
      for (let tries = incident ? draw.between(1, 3) : 0; incident && tries > 0; tries--) {
        const at = left.createdAt + draw.between(5, 150) * 1000;
        found.push(ofIncident(incident, at, { checkoutToken: token('checkout', seed, left.tokenKey) }));
      }
    }
    // A service that fails says so again and again: of whoever is buying, and to its own checks.
    const hurt = hurtOn(checkouts.ofDay(day), lives.ofDay(day));
    for (const incident of incidents.values()) {
      for (const { at, ids } of stormOf(context, incident, hurt)) {
        if (at >= start && at < start + dayLength) {
          found.push(ofIncident(incident, at, ids));
        }
      }
    }
    const failure = (life: Life, at: number, code: string): ErrorLog => {
      const { checkoutToken, customerId, name } = life.facts;
      const incident = life.incidentId === undefined ? undefined : incidents.get(life.incidentId);
      const about = { checkoutToken, customerId, orderName: draw.chance(0.4) ? name : null };
      if (incident) {
        return ofIncident(incident, at, about);
      }
      const message = `Payment was declined: ${code}`;
      return { ...plain, ...about, at, level: 'warn', service: 'checkout-api', code, message, traceId: trace() };
    };
    for (const life of lives.ofDay(day)) {
      for (const { errorCode, processedAt } of life.transactions) {
        if (errorCode !== null) {
          found.push(failure(life, processedAt, errorCode));
        }
      }
    }
    return found.sort((a, b) => a.at - b.at);
  };
  const cache = new LRUCache<number, readonly ErrorLog[]>({ max: 60 });
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
