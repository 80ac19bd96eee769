import { dayLength, hour, minute } from './calendar';
import type { Line } from './basket';
import type { Context } from './context';
import { gid } from './ids';
import type { Life, PlannedFulfillment } from './life';
import type { Random } from './random';
import type { Order } from './types';

export interface Shipping {
  readonly order: Life['fulfillmentOrder'];
  readonly fulfillments: readonly PlannedFulfillment[];
  readonly hold: Life['hold'];
  /** When the last parcel left; undefined where none does. */
  readonly doneAt: number | undefined;
}

interface Parcel {
  readonly context: Context;
  readonly key: number;
  readonly name: string;
  readonly at: number;
  readonly source: Order['sourceName'];
  readonly lines: readonly Line[];
  /** Units of a line that are left to send. */
  readonly quantity: (line: number) => number;
  readonly cancelled: boolean;
}

const holds = ['AWAITING_PAYMENT', 'HIGH_RISK_OF_FRAUD', 'INCORRECT_ADDRESS', 'INVENTORY_OUT_OF_STOCK'] as const;

/** When and in how many parcels an order leaves: most within two days, some held back, a few late or lost. */
export function ship({ context, key, name, at, source, lines, quantity, cancelled }: Parcel, draw: Random): Shipping {
  const { profile } = context;
  const atTill = source === 'pos';
  const locationId = profile.locations[atTill ? 1 : 0].id;
  const order = { id: gid('FulfillmentOrder', key), locationId, fulfillAt: at };
  if (cancelled) {
    return { order, fulfillments: [], hold: undefined, doneAt: undefined };
  }
  const held = !atTill && draw.chance(0.03);
  const hold = held
    ? { from: at + 5 * minute, until: at + draw.between(6, 60) * hour, reason: draw.pick(holds) }
    : undefined;
  const immediate = atTill || lines.every((line) => !line.requiresShipping);
  const firstAt = immediate ? at + 2000 : (hold?.until ?? at) + draw.between(4 * 60, 44 * 60) * minute;
  const places = lines.map((_, place) => place).filter((place) => quantity(place) > 0);
  const split = !immediate && places.length > 1 && draw.chance(0.12) ? draw.between(1, places.length - 1) : 0;
  const groups = split > 0 ? [places.slice(0, split), places.slice(split)] : [places];
  const never = !immediate && draw.chance(0.008);
  const fulfillments = groups
    .filter((group) => group.length > 0 && !never)
    .map((group, index): PlannedFulfillment => {
      const id = key * 4 + index;
      const createdAt = index === 0 ? firstAt : firstAt + draw.between(10, 60) * hour;
      const inTransitAt = immediate ? null : createdAt + draw.between(2, 14) * hour;
      const trouble = immediate ? null : draw.chance(0.035) ? 'DELAYED' : draw.chance(0.012) ? 'FAILURE' : null;
      const travel = draw.between(20, 100) * hour + (trouble === 'DELAYED' ? 3 * dayLength : 0);
      const [company, url] = profile.carriers[draw.int(profile.carriers.length)] ?? ['Carrier', ''];
      const number = `DEMO${String(id).padStart(12, '0').slice(-12)}`;
      return {
        id: gid('Fulfillment', id),
        name: `${name}-F${index + 1}`,
        createdAt,
        inTransitAt,
        deliveredAt: inTransitAt === null || trouble === 'FAILURE' ? null : inTransitAt + travel,
        trouble,
        locationId,
        tracking: immediate ? [] : [{ company, number, url: `${url}${number}` }],
        lines: group.flatMap((place) => {
          const line = lines[place];
          return line
            ? [{ id: gid('FulfillmentLineItem', id * 8 + place), lineItemId: line.id, quantity: quantity(place) }]
            : [];
        }),
      };
    });
  return { order, fulfillments, hold, doneAt: never ? undefined : fulfillments.at(-1)?.createdAt };
}
