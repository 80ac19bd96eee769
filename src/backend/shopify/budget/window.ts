import type { Booking, Budget, Need } from './budget';

/** What an answer says of ShopifyQL's window. `resetsAt` is epoch milliseconds. */
export interface WindowTold {
  /** Points taken; undefined where nothing was said, zero where the request was refused. */
  readonly taken: number | undefined;
  readonly status: { readonly maximum: number; readonly available: number; readonly resetsAt: number } | undefined;
  /** Whatever is said to be left, nothing goes before the window is new. */
  readonly refused: boolean;
}

const minute = 60_000;
/** Shopify's clock may be a little behind ours. */
const slack = 500;

/** ShopifyQL's budget: it does not trickle, it is refilled whole at each turn of the minute. */
export class Window implements Budget<WindowTold> {
  #maximum = 1000;
  #available = 1000;
  #resetsAt: number | undefined;
  #told = false;
  readonly #underWay = new Set<Booking>();

  /** As last told. Undefined before the first answer. */
  state(now: number): { available: number; maximum: number; resetsAt: number } | undefined {
    this.#restore(now);
    return this.#told
      ? { available: Math.max(0, this.#available), maximum: this.#maximum, resetsAt: this.#nextReset(now) }
      : undefined;
  }

  delay({ cost }: Need, now: number): number {
    this.#restore(now);
    return Math.min(cost, this.#maximum) <= this.#available ? 0 : this.#nextReset(now) + slack - now;
  }

  project(points: number, now: number): number {
    this.#restore(now);
    if (!this.#told || points <= this.#available) {
      return 0;
    }
    const windows = Math.max(1, Math.ceil((points - this.#available) / this.#maximum));
    return this.#nextReset(now) + slack - now + (windows - 1) * minute;
  }

  book(need: Need, now: number): Booking {
    this.#restore(now);
    const booking = { need, at: now, overlapped: 0, refunded: 0 };
    this.#available -= need.cost;
    this.#underWay.add(booking);
    return booking;
  }

  settle(booking: Booking, told: WindowTold | undefined, now: number): void {
    this.#underWay.delete(booking);
    this.#available += booking.need.cost - (told?.taken ?? booking.need.cost);
    const status = told?.status;
    if (status === undefined) {
      return;
    }
    let booked = 0;
    for (const { need } of this.#underWay) {
      booked += need.cost;
    }
    this.#maximum = status.maximum;
    const left = told?.refused === true ? 0 : status.available;
    // Clocks differ, but a window lasts a minute, and one that refuses is not over.
    const resetsAt = Math.min(Math.max(status.resetsAt, told?.refused === true ? now + slack : 0), now + minute);
    if (this.#resetsAt === undefined || resetsAt > this.#resetsAt) {
      this.#resetsAt = resetsAt;
      this.#available = left - booked;
    } else if (resetsAt === this.#resetsAt) {
      this.#available = Math.min(this.#available, left);
    }
    this.#told = true;
    this.#restore(now);
  }

  #nextReset(now: number): number {
    return this.#resetsAt ?? Math.floor(now / minute) * minute + minute;
  }

  #restore(now: number): void {
    if (this.#resetsAt !== undefined && now >= this.#resetsAt + slack) {
      this.#resetsAt = undefined;
      this.#available = this.#maximum;
      for (const { need } of this.#underWay) {
        this.#available -= need.cost;
      }
    }
  }
}
