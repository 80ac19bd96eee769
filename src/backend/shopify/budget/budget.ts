/** What a request is believed to need before it is sent. */
export interface Need {
  /** Points that have to be there. */
  readonly cost: number;
  /** Points more that it may turn out to take; zero once the document's cost is known. */
  readonly doubt: number;
  /** Points it is likely to take in the end, for telling how long a queue will be. */
  readonly expected: number;
}

/** Points set aside for a request that is under way. */
export interface Booking {
  readonly need: Need;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Points taken by requests that overlapped this one and have been answered since. */
  overlapped: number;
  /** Points those requests gave back. */
  refunded: number;
}

/** A budget of points that requests are booked on and settled with. Times are epoch milliseconds. */
export interface Budget<Told> {
  /** Milliseconds until the need can be met; infinite while only an answer under way can bring it. */
  delay(need: Need, now: number): number;
  /** Milliseconds until that many points are likely to be there; zero while nothing is known. */
  project(points: number, now: number): number;
  book(need: Need, now: number): Booking;
  /** An answer came: what it took, and what Shopify says is left. */
  settle(booking: Booking, told: Told | undefined, now: number): void;
}
