import { z } from 'zod';
import { RoleError } from '../../roles';
import type { Entity } from '../entities';
import { bareId, placeWithin } from '../shop/node';
import type { Writer } from '../writer/client';
import { entityState, type EntityState, type Job, type WriterState } from '../writer/contract';

interface Row {
  readonly at: number;
  readonly node: unknown;
  readonly deletedAt?: number;
}

/** What outlives a writer: the file. */
export class MemoryCopy {
  readonly rows = new Map<Entity, Map<string, Row>>();
  readonly entities = new Map<Entity, EntityState>();
  readonly jobs = new Map<string, Job>();
  readonly gaps: Array<{ entity: Entity; from: number; to: number; reason: string }> = [];
  readonly settings = new Map<string, unknown>();
  lease: { holder: string; until: number } | undefined;
  /** Records of which results cut a list off, by entity. */
  readonly short = new Map<Entity, readonly string[]>();
  /** Orders that await payment. */
  unsettled: readonly string[] = [];
  /** Results of bulk operations by address. */
  readonly results = new Map<string, readonly unknown[]>();

  of(entity: Entity): Map<string, Row> {
    const rows = this.rows.get(entity) ?? new Map<string, Row>();
    this.rows.set(entity, rows);
    return rows;
  }

  live(entity: Entity): string[] {
    return [...this.of(entity)].filter(([, row]) => row.deletedAt === undefined).map(([id]) => id);
  }
}

const times = ['updatedAt', 'createdAt'];

/** A writer in memory that keeps the contract's promises, as far as syncing rests on them. */
export function memoryWriter(copy: MemoryCopy): Writer {
  const put = (entity: Entity, nodes: readonly unknown[]): number => {
    let written = 0;
    for (const node of nodes) {
      const { id, at } =
        times.map((field) => placeWithin(node, field)).find((place) => place.at > 0) ?? placeWithin(node, '');
      const before = copy.of(entity).get(id);
      if (before === undefined || at >= before.at) {
        copy.of(entity).set(id, { at, node });
        written += 1;
      }
    }
    return written;
  };
  const blank = (entity: Entity): EntityState => ({
    entity,
    state: 'waiting',
    cursor: null,
    rows: 0,
    completeFrom: null,
    checkedAt: null,
    sweptAt: null,
    error: null,
  });
  const change = (entity: Entity, changes: object) =>
    copy.entities.set(entity, { ...(copy.entities.get(entity) ?? blank(entity)), ...changes });
  const sweeping = new Map<Entity, Set<string>>();
  return {
    state: () =>
      Promise.resolve({
        entities: [...copy.entities.values()],
        jobs: [...copy.jobs.values()],
        schemaVersion: 1,
        bytes: 4096,
        asleepSince: z
          .number()
          .nullable()
          .parse(copy.settings.get('asleepSince') ?? null),
        paused: copy.settings.get('paused') === true,
      } satisfies WriterState),
    ingest: ({ job, url }) => {
      const lines = copy.results.get(url);
      if (lines === undefined) {
        return Promise.reject(new RoleError('fetchFailed', 'no such result', { details: { values: {} } }));
      }
      put(job.entity, lines);
      return Promise.resolve({
        objects: lines.length,
        roots: lines.length,
        short: [...(copy.short.get(job.entity) ?? [])],
      });
    },
    apply: ({ entity, nodes, cursor }) => {
      const written = put(entity, nodes);
      if (cursor !== null) {
        change(entity, { cursor });
      }
      return Promise.resolve({ written, unchanged: nodes.length - written });
    },
    markDeleted: ({ entity, ids, at }) => {
      for (const id of ids) {
        const row = copy.of(entity).get(id);
        if (row !== undefined) {
          copy.of(entity).set(id, { ...row, deletedAt: at });
        }
      }
      return Promise.resolve();
    },
    sweepBegin: ({ entity }) => {
      sweeping.set(entity, new Set());
      return Promise.resolve();
    },
    sweepIds: ({ entity, ids }) => {
      ids.forEach((id) => sweeping.get(entity)?.add(bareId(id)));
      return Promise.resolve();
    },
    sweepEnd: ({ entity, before, at }) => {
      const there = sweeping.get(entity) ?? new Set<string>();
      const gone = copy.live(entity).filter((id) => !there.has(id) && (copy.of(entity).get(id)?.at ?? 0) < before);
      for (const id of gone) {
        const row = copy.of(entity).get(id);
        copy.of(entity).set(id, { at: 0, node: undefined, ...row, deletedAt: at });
      }
      const missingHere = [...there].filter((id) => !copy.of(entity).has(id));
      return Promise.resolve({ missingHere, deleted: gone.length });
    },
    unsettled: () => Promise.resolve({ ids: [...copy.unsettled] }),
    saveJobs: ({ jobs }) => {
      jobs.forEach((job) => copy.jobs.set(`${job.entity} ${job.windowFrom}`, job));
      return Promise.resolve();
    },
    saveEntity: ({ entity, ...changes }) => {
      change(entity, entityState.partial().parse(changes));
      return Promise.resolve();
    },
    saveSetting: ({ name, value }) => {
      copy.settings.set(name, value);
      return Promise.resolve();
    },
    saveReconciliations: () => Promise.resolve(),
    addIncidents: () => Promise.resolve(),
    addIncidentNote: () => Promise.resolve(),
    addGap: (gap) => {
      copy.gaps.push(gap);
      return Promise.resolve();
    },
    lease: ({ holder, now, ttl }) => {
      const held = copy.lease === undefined || copy.lease.holder === holder || copy.lease.until < now;
      copy.lease = held ? { holder, until: now + ttl } : copy.lease;
      return Promise.resolve({ held, holder: copy.lease?.holder ?? holder, until: copy.lease?.until ?? 0 });
    },
    wipe: () => Promise.resolve(),
  };
}
