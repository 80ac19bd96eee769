import type { Priority } from '../types';

const levels: readonly Priority[] = ['person', 'alert', 'background'];
/** Requests of higher priority that pass before a waiting lower one gets a turn. */
const patience = 8;

interface Held {
  readonly ticket: { readonly caller: string; priority(): Priority };
}

/**
 * Whose turn it is. Inside a priority callers alternate, each with its own first come first served; after eight that
 * passed it, a lower priority has one turn.
 */
export class Turns<Entry extends Held> {
  /** Entries in order of arrival, each with the turn in which it came. */
  readonly #entries = new Map<Entry, number>();
  /** When each caller was last served, by a count of turns. */
  readonly #served = new Map<string, number>();
  readonly #passed = levels.map(() => 0);
  #turn = 0;

  static level(priority: Priority): number {
    return levels.indexOf(priority);
  }

  get size(): number {
    return this.#entries.size;
  }

  all(): readonly Entry[] {
    return [...this.#entries.keys()];
  }

  add(entry: Entry): void {
    this.#entries.set(entry, this.#turn);
  }

  remove(entry: Entry): void {
    this.#entries.delete(entry);
    // Callers are many over a process's life; an empty queue needs no memory of them.
    if (this.#entries.size === 0) {
      this.#served.clear();
    }
  }

  /** Who is next; nothing changes. */
  next(): Entry | undefined {
    const waits = this.#waits();
    const due = waits.findIndex((some, level) => some && (this.#passed[level] ?? 0) >= patience);
    const level = due >= 0 ? due : waits.indexOf(true);
    let best: Entry | undefined;
    let bestTurn = Number.POSITIVE_INFINITY;
    for (const [entry, came] of this.#entries) {
      // One who comes late queues behind those served before, or a stream of new callers would starve an old one.
      const turn = Math.max(came, this.#served.get(entry.ticket.caller) ?? 0);
      if (Turns.level(entry.ticket.priority()) === level && turn < bestTurn) {
        best = entry;
        bestTurn = turn;
      }
    }
    return best;
  }

  /** Takes out the one whose turn it was, and counts whom it passed. */
  take(entry: Entry): void {
    const level = Turns.level(entry.ticket.priority());
    this.#turn += 1;
    this.#served.set(entry.ticket.caller, this.#turn);
    this.remove(entry);
    this.#passed[level] = 0;
    for (const [lower, waits] of this.#waits().entries()) {
      if (lower > level) {
        this.#passed[lower] = waits ? (this.#passed[lower] ?? 0) + 1 : 0;
      }
    }
  }

  /** For each priority: does anybody wait? */
  #waits(): boolean[] {
    const waits = levels.map(() => false);
    for (const { ticket } of this.#entries.keys()) {
      waits[Turns.level(ticket.priority())] = true;
    }
    return waits;
  }
}
