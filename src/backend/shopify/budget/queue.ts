import { cancellation, type Environment } from '../environment';
import type { ShopifyError } from '../errors';
import { fail, seconds } from '../fail';
import type { Priority } from '../types';
import type { Booking, Budget, Need } from './budget';
import { Turns } from './turns';

/** Someone who waits for points. Deadline and priority are asked when they matter: equal requests share one ticket. */
export interface Ticket {
  /** Callers of one priority take turns. */
  readonly caller: string;
  priority(): Priority;
  /** Epoch milliseconds. */
  deadline(): number;
  readonly signal: AbortSignal;
  readonly need: Need;
}

/** The right to send one request. Has to be settled exactly once. */
export interface Lease<Told> {
  settle(told: Told | undefined): void;
}

interface Waiting<Told> {
  readonly ticket: Ticket;
  readonly admit: (lease: Lease<Told>) => void;
  readonly refuse: (error: Error) => void;
}

/** Requests to one shop that are under way at one time. */
const parallel = 20;

/**
 * Lets requests go as the budget allows: people before alerts before background work (which still gets its turn), callers
 * in turn, and nobody waits for an answer that would come too late.
 */
export class FairQueue<Told> {
  readonly #environment: Environment;
  readonly #budget: Budget<Told>;
  readonly #turns = new Turns<Waiting<Told>>();
  #running = 0;
  #pausedUntil = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(environment: Environment, budget: Budget<Told>) {
    this.#environment = environment;
    this.#budget = budget;
  }

  get waiting(): number {
    return this.#turns.size;
  }

  /** Waits for the points; throws `wouldWait` at once where they cannot come in time, and the signal's reason. */
  acquire(ticket: Ticket): Promise<Lease<Told>> {
    return new Promise((resolve, reject) => {
      if (ticket.signal.aborted) {
        reject(cancellation(ticket.signal));
        return;
      }
      const stop = () => {
        this.#turns.remove(entry);
        reject(cancellation(ticket.signal));
        this.#pump();
      };
      const leave = () => ticket.signal.removeEventListener('abort', stop);
      const entry: Waiting<Told> = {
        ticket,
        admit: (lease) => {
          leave();
          resolve(lease);
        },
        refuse: (error) => {
          leave();
          this.#turns.remove(entry);
          reject(error);
        },
      };
      const late = this.#tooLate(ticket, this.#ahead(ticket));
      if (late !== undefined) {
        reject(late);
        return;
      }
      ticket.signal.addEventListener('abort', stop, { once: true });
      this.#turns.add(entry);
      this.#pump();
    });
  }

  /** Nobody goes before that time: Shopify has said `Retry-After`. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
    for (const { ticket, refuse } of this.#turns.all()) {
      const late = this.#tooLate(ticket, 0);
      if (late !== undefined) {
        refuse(late);
      }
    }
    this.#pump();
  }

  /** How long a request with that need would wait if it came now, in milliseconds. */
  wait(need: Need): number {
    const now = this.#environment.clock.now();
    let ahead = 0;
    for (const { ticket } of this.#turns.all()) {
      ahead += ticket.need.expected;
    }
    return Math.max(this.#pausedUntil - now, this.#budget.project(need.cost + ahead, now), 0);
  }

  #ahead(ticket: Ticket): number {
    const level = Turns.level(ticket.priority());
    let points = 0;
    for (const other of this.#turns.all()) {
      points += Turns.level(other.ticket.priority()) <= level ? other.ticket.need.expected : 0;
    }
    return points;
  }

  #tooLate(ticket: Ticket, ahead: number): ShopifyError | undefined {
    const now = this.#environment.clock.now();
    const wait = Math.max(this.#pausedUntil - now, this.#budget.project(ticket.need.cost + ahead, now));
    const left = ticket.deadline() - now;
    return wait > 0 && wait >= left
      ? fail('wouldWait', { needed: seconds(wait), have: seconds(left) }, { retryAfter: wait })
      : undefined;
  }

  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const { clock, timers } = this.#environment;
    for (let next = this.#turns.next(); next !== undefined && this.#running < parallel; next = this.#turns.next()) {
      const now = clock.now();
      const wait = Math.max(this.#pausedUntil - now, this.#budget.delay(next.ticket.need, now));
      if (wait > 0) {
        if (Number.isFinite(wait)) {
          this.#cancelTimer = timers.after(wait, () => this.#pump());
        }
        return;
      }
      this.#turns.take(next);
      this.#running += 1;
      next.admit(this.#lease(this.#budget.book(next.ticket.need, now)));
    }
  }

  #lease(booking: Booking): Lease<Told> {
    let open = true;
    return {
      settle: (told) => {
        if (open) {
          open = false;
          this.#running -= 1;
          this.#budget.settle(booking, told, this.#environment.clock.now());
          this.#pump();
        }
      },
    };
  }
}
