import type { Booking, Budget, Need } from './budget';

/** What an answer says of the bucket. */
export interface BucketTold {
  /** Points taken; undefined where nothing was said, zero where the request was refused. */
  readonly taken: number | undefined;
  readonly status:
    | { readonly maximumAvailable: number; readonly currentlyAvailable: number; readonly restoreRate: number }
    | undefined;
  /** Shopify refused the request although its cost was known here. */
  readonly surprised: boolean;
}

/**
 * Shopify's leaky bucket of GraphQL cost, modelled so that it never believes in more points than there are: points are
 * taken when a request leaves, given back when its answer is here, and restored only up to what Shopify can hold beside
 * the requests under way. What Shopify tells corrects the model, as others may use the same app.
 */
export class Bucket implements Budget<BucketTold> {
  #maximum = 1000;
  #rate = 100;
  #available = 1000;
  #at: number;
  #told = false;
  /** Held back after a surprise, as for shops that restore in steps. */
  #margin = 0;
  readonly #underWay = new Set<Booking>();

  constructor(now: number) {
    this.#at = now;
  }

  /** As last told, with what has been restored since. Undefined before the first answer. */
  state(now: number): { available: number; maximum: number; restoreRate: number } | undefined {
    this.#restore(now);
    const available = Math.max(0, Math.floor(this.#available));
    return this.#told ? { available, maximum: this.#maximum, restoreRate: this.#rate } : undefined;
  }

  delay({ cost, doubt }: Need, now: number): number {
    this.#restore(now);
    const others = this.#booked();
    const doubts = doubt > 0 ? 0 : this.#doubts();
    const wanted = Math.min(cost + this.#margin, this.#maximum) + doubts;
    if (wanted <= this.#available) {
      return 0;
    }
    if (wanted > this.#maximum - others) {
      return Number.POSITIVE_INFINITY;
    }
    return Math.ceil(((wanted - this.#available) / this.#rate) * 1000);
  }

  project(points: number, now: number): number {
    if (!this.#told) {
      return 0;
    }
    this.#restore(now);
    const back = sum(this.#underWay, ({ need }) => need.cost - need.expected);
    return Math.max(0, Math.ceil(((points - this.#available - back) / this.#rate) * 1000));
  }

  book(need: Need, now: number): Booking {
    this.#restore(now);
    const booking = { need, at: now, overlapped: 0, refunded: 0 };
    this.#available -= need.cost;
    this.#underWay.add(booking);
    return booking;
  }

  settle(booking: Booking, told: BucketTold | undefined, now: number): void {
    this.#restore(now);
    this.#underWay.delete(booking);
    const taken = told?.taken ?? booking.need.cost;
    this.#available += booking.need.cost - taken;
    for (const other of this.#underWay) {
      other.overlapped += Math.max(taken, booking.need.cost);
      other.refunded += Math.max(0, booking.need.cost - taken);
    }
    if (told?.status !== undefined) {
      this.#correct(booking, told.status, now);
    }
    if (told?.surprised === true) {
      this.#margin = Math.min(this.#rate, this.#maximum / 4);
    }
  }

  /** What Shopify says bounds the model from both sides: it may be a round trip and the neighbours' changes old. */
  #correct(booking: Booking, status: NonNullable<BucketTold['status']>, now: number): void {
    this.#maximum = status.maximumAvailable;
    this.#rate = status.restoreRate;
    const told = status.currentlyAvailable;
    const atLeast = told - this.#booked() - booking.overlapped;
    const atMost = told + booking.refunded + ((now - booking.at) * this.#rate) / 1000;
    this.#available = this.#told ? Math.max(atLeast, Math.min(this.#available, atMost)) : atLeast;
    this.#told = true;
  }

  #restore(now: number): void {
    const elapsed = Math.max(0, now - this.#at);
    this.#at = now;
    const ceiling = Math.max(this.#available, this.#maximum - this.#booked());
    this.#available = Math.min(ceiling, this.#available + (elapsed * this.#rate) / 1000);
  }

  #booked(): number {
    return sum(this.#underWay, ({ need }) => need.cost);
  }

  #doubts(): number {
    return sum(this.#underWay, ({ need }) => need.doubt);
  }
}

function sum(bookings: ReadonlySet<Booking>, points: (booking: Booking) => number): number {
  let total = 0;
  for (const booking of bookings) {
    total += points(booking);
  }
  return total;
}
