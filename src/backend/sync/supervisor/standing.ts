import type { Entity } from '../entities';
import { entities } from '../entities';
import type { Writer } from '../writer/client';
import type { Cursor, EntityState, Job } from '../writer/contract';

/** How far each entity is, as it is stored: a change is stored before anything rests on it. */
export class Standing {
  readonly #writer: Pick<Writer, 'saveEntity'>;
  readonly #states = new Map<Entity, EntityState>();
  /** Earliest created time that this app can see of an entity; 0 for all. */
  readonly #horizon: (entity: Entity) => number;

  constructor(writer: Pick<Writer, 'saveEntity'>, stored: readonly EntityState[], horizon: (entity: Entity) => number) {
    this.#writer = writer;
    this.#horizon = horizon;
    entities.forEach((entity) => this.#states.set(entity, unknown(entity)));
    stored.forEach((state) => this.#states.set(state.entity, state));
  }

  all(): readonly EntityState[] {
    return [...this.#states.values()];
  }

  of(entity: Entity): EntityState {
    return this.#states.get(entity) ?? unknown(entity);
  }

  async change(entity: Entity, changes: Partial<EntityState>): Promise<void> {
    await this.#writer.saveEntity({ ...changes, entity });
    this.note(entity, changes);
  }

  /** What the writer has stored by itself, or what need not be. */
  note(entity: Entity, changes: Partial<EntityState>): void {
    this.#states.set(entity, { ...this.of(entity), ...changes });
  }

  /** The first operation of a backfill began at that time, by Shopify's clock: changes are looked for from there. */
  async asked(entity: Entity, at: number): Promise<void> {
    if (this.of(entity).cursor === null) {
      const cursor: Cursor = { at, id: '' };
      await this.change(entity, { cursor });
    }
  }

  /** A job of the entity is done. Complete is what lies after the newest window that is not. */
  async backfilled(entity: Entity, jobs: readonly Job[]): Promise<void> {
    const newestFirst = [...jobs].sort((a, b) => b.windowFrom - a.windowFrom);
    const open = newestFirst.find(({ status }) => status !== 'done');
    if (open === undefined) {
      const { cursor, checkedAt } = this.of(entity);
      await this.change(entity, {
        state: 'current',
        completeFrom: this.#horizon(entity),
        sweptAt: cursor?.at ?? null,
        // What was changed before the first operation began is in the copy; a cursor with an id is that of a page.
        checkedAt: cursor?.id === '' ? cursor.at : checkedAt,
        error: null,
      });
    } else if (open.windowTo > 0 && open !== newestFirst[0]) {
      await this.change(entity, { completeFrom: open.windowTo });
    }
  }
}

function unknown(entity: Entity): EntityState {
  return {
    entity,
    state: 'waiting',
    cursor: null,
    rows: 0,
    completeFrom: null,
    checkedAt: null,
    sweptAt: null,
    error: null,
  };
}
