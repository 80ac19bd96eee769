import { LRUCache } from 'lru-cache';
import type { Entity } from '../entities';
import type { Cursor } from '../writer/contract';

/** Which records were written as they stood at their last change; forgets the oldest. */
export class Seen {
  readonly #known: LRUCache<string, number>;

  constructor(max = 50_000) {
    this.#known = new LRUCache({ max });
  }

  has(entity: Entity, place: Cursor | undefined): boolean {
    return place !== undefined && place.at > 0 && this.#known.get(`${entity} ${place.id}`) === place.at;
  }

  add(entity: Entity, { id, at }: Cursor): void {
    this.#known.set(`${entity} ${id}`, at);
  }

  clear(): void {
    this.#known.clear();
  }
}
