/** What `extensions.shopifyqlCost` says. */
export interface WindowStatus {
  readonly requestedQueryCost: number;
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** ISO time of the next minute, with `+00:00` as Shopify writes it. */
  readonly windowResetAt: string;
}

const minute = 60_000;

/** ShopifyQL's own budget: points for one clock minute, refilled whole at its end. */
export class WindowBudget {
  readonly maximum: number;
  readonly #clock: () => number;
  #window = -1;
  #spent = 0;

  constructor(maximum: number, clock: () => number) {
    this.maximum = maximum;
    this.#clock = clock;
  }

  /** Takes points and says true, or takes nothing where this minute has too few. */
  take(points: number): boolean {
    this.#turn();
    if (this.#spent + points > this.maximum) {
      return false;
    }
    this.#spent += points;
    return true;
  }

  drain(): void {
    this.#turn();
    this.#spent = this.maximum;
  }

  status(requested: number): WindowStatus {
    this.#turn();
    const reset = new Date((this.#window + 1) * minute).toISOString().replace('.000Z', '+00:00');
    return {
      requestedQueryCost: requested,
      maximumAvailable: this.maximum,
      currentlyAvailable: this.maximum - this.#spent,
      windowResetAt: reset,
    };
  }

  #turn(): void {
    const window = Math.floor(this.#clock() / minute);
    if (window !== this.#window) {
      this.#window = window;
      this.#spent = 0;
    }
  }
}
