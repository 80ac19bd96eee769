import type { Checkouts } from './checkouts';
import type { Context } from './context';
import { token } from './ids';
import type { Life } from './life';
import { hash, random } from './random';
import type { ErrorLog, Incident } from './types';

/** Somebody whose purchase an incident met. */
export interface Hurt {
  readonly incidentId: string;
  /** When it was met first. */
  readonly at: number;
  readonly tokenKey: number;
  /** Where it was bought after all. */
  readonly life?: Life;
}

type Ids = Partial<Pick<ErrorLog, 'orderId' | 'orderName' | 'checkoutToken' | 'cartToken' | 'customerId'>>;

interface StormLine {
  readonly at: number;
  readonly ids: Ids;
}

/** Services before the order know the cart, those after the payment the order. */
const knowsCart = new Set(['checkout-api', 'shipping-rates']);

/** Share of a failing service's lines that are about somebody who is buying; the others are about its own checks. */
const aboutSomebody = 0.65;
/** Whoever was met lately tries again. */
const trying = 8;

/** Everybody whom a day's incidents met, first ones first. */
export function hurtOn(checkouts: ReturnType<Checkouts['ofDay']>, lives: readonly Life[]): readonly Hurt[] {
  const left = checkouts.flatMap(({ incidentId, createdAt, tokenKey, life }): Hurt[] =>
    incidentId === undefined ? [] : [{ incidentId, at: createdAt, tokenKey, ...(life === undefined ? {} : { life }) }]
  );
  const bought = lives.flatMap((life): Hurt[] => {
    const failed = life.transactions.find(({ errorCode }) => errorCode !== null);
    return failed === undefined || life.incidentId === undefined
      ? []
      : [{ incidentId: life.incidentId, at: failed.processedAt, tokenKey: life.key, life }];
  });
  return [...left, ...bought].sort((a, b) => a.at - b.at);
}

/** What a service that fails says until it is well again, with the ids of those whom it fails. */
export function stormOf({ seed, profile }: Context, incident: Incident, hurt: readonly Hurt[]): readonly StormLine[] {
  const draw = random(hash(seed, profile.info.key, 'storm', incident.id));
  const met = hurt.filter(({ incidentId }) => incidentId === incident.id);
  const idsOf = ({ tokenKey, life }: Hurt, at: number): Ids => ({
    checkoutToken: token('checkout', seed, tokenKey),
    cartToken: knowsCart.has(incident.service) ? token('cart', seed, tokenKey) : null,
    ...(life !== undefined && life.facts.createdAt <= at
      ? { orderId: life.facts.id, orderName: life.facts.name, customerId: life.facts.customerId }
      : {}),
  });
  const lines: StormLine[] = [];
  for (let at = incident.start + 3000; at < incident.end; at += draw.between(4, 40) * 1000) {
    const isAbout = draw.chance(aboutSomebody);
    const place = draw.next();
    const known = met.filter((each) => each.at <= at).slice(-trying);
    const one = isAbout ? known[Math.floor(place * known.length)] : undefined;
    lines.push({ at, ids: one === undefined ? {} : idsOf(one, at) });
  }
  return lines;
}
