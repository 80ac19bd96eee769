/** State of a bucket as `extensions.cost.throttleStatus` tells it. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** Points that leak back at a steady rate: one per app and shop, as Shopify meters GraphQL. */
export class LeakyBucket {
  readonly maximum: number;
  readonly restoreRate: number;
  readonly #clock: () => number;
  #available: number;
  #at: number;

  /** `maximum` in points, `restoreRate` in points a second, `clock` in epoch milliseconds. */
  constructor(maximum: number, restoreRate: number, clock: () => number) {
    this.maximum = maximum;
    this.restoreRate = restoreRate;
    this.#clock = clock;
    this.#available = maximum;
    this.#at = clock();
  }

  /** Takes points and says true, or takes nothing where they are not there. */
  take(points: number): boolean {
    this.#restore();
    if (this.#available < points) {
      return false;
    }
    this.#available -= points;
    return true;
  }

  /** Gives back what an answer did not use. */
  refund(points: number): void {
    this.#restore();
    this.#available = Math.min(this.maximum, this.#available + points);
  }

  drain(): void {
    this.#restore();
    this.#available = 0;
  }

  status(): ThrottleStatus {
    this.#restore();
    return {
      maximumAvailable: this.maximum,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.restoreRate,
    };
  }

  #restore(): void {
    const now = this.#clock();
    const restored = (Math.max(0, now - this.#at) / 1000) * this.restoreRate;
    this.#available = Math.min(this.maximum, this.#available + restored);
    this.#at = now;
  }
}
