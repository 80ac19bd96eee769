import { finishWipe, openCopy, wipePersonal, type PersonalEntity } from '../../copy';
import { method, type Role, type RoleMethods } from '../../roles';
import { readBulkLines } from '../../shopify';
import * as contract from './contract';
import { applyNodes } from './apply';
import { keepIncidentNote, keepIncidents } from './incidents';
import { beginSweep, endSweep, gatherIds, markRecords } from './deletions';
import { ingestResult, type ReadLines } from './ingest';
import {
  keepEntity,
  keepGap,
  keepJobs,
  keepReconciliations,
  keepSetting,
  readState,
  setting,
  takeLease,
} from './state';
import { Store } from './store';
import { unsettledOrders } from './unsettled';
import { moveDays } from './zone';

/** What the writer needs of the world around it; tests put their own in. */
export interface WriterWorld {
  readonly now: () => number;
  readonly read: ReadLines;
}

const world: WriterWorld = {
  now: () => Date.now(),
  read: (url, { from, size, signal }) =>
    readBulkLines(new URL(url), { fetch, signal, from, ...(size === undefined ? {} : { size }) }),
};

/** The one process that writes a copy; its methods are those of `contract.ts`. */
export function copyWriter(given: WriterWorld = world): Role {
  let store: Store | undefined;
  return {
    name: 'copy-writer',
    start: async (init) => {
      const read = contract.init.parse(init);
      store = await openStore(read, given);
      return methodsOf(store, given);
    },
    stop: async () => {
      await store?.engine.close();
    },
  };
}

/** Opens the copy of a shop, and brings it in line with switches and time zone that changed since. */
export async function openStore(init: contract.WriterInit, { now }: WriterWorld): Promise<Store> {
  const { engine, migrated } = await openCopy({ file: init.file, now: now() });
  try {
    const store = new Store(engine, init, migrated.to, now);
    const { id: shop_id, ...shop } = init.shop;
    const before = await engine.db.selectFrom('shops').selectAll().where('shop_id', '=', shop_id).executeTakeFirst();
    if (before !== undefined && before.timezone !== shop.timezone) {
      await engine.analyze();
    }
    await engine.write(async (transaction) => {
      await transaction.upsert('shops', [{ shop_id, ...shop, updated_at: now() }]);
      if (before !== undefined && before.timezone !== shop.timezone) {
        await moveDays(store, transaction, shop.timezone);
      }
    });
    const off = (['orders', 'customers'] as const).filter((entity) => !store.personal.has(entity));
    const wiped = new Set(asList(await setting(store, 'personalOff')));
    const turnedOff: PersonalEntity[] = off.filter((entity) => !wiped.has(entity));
    if (before !== undefined && turnedOff.length > 0) {
      await wipePersonal(engine, { file: init.file, entities: turnedOff, now: now() });
    }
    await finishWipe(engine, init.file);
    await keepSetting(store, 'personalOff', off);
    return store;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function methodsOf(store: Store, { now, read }: WriterWorld): RoleMethods {
  return {
    state: () => readState(store),
    ingest: method(contract.ingest, (request, { signal, emit }) =>
      ingestResult(store, request, { read, now, emit, signal })
    ),
    apply: method(contract.apply, (request) => applyNodes(store, request)),
    markDeleted: method(contract.markDeleted, (request) => markRecords(store, request)),
    sweepBegin: method(contract.sweepBegin, (request) => beginSweep(store, request)),
    sweepIds: method(contract.sweepIds, (request) => gatherIds(store, request)),
    sweepEnd: method(contract.sweepEnd, (request) => endSweep(store, request)),
    unsettled: method(contract.unsettled, (request) => unsettledOrders(store, request)),
    saveJobs: method(contract.saveJobs, ({ jobs }) => keepJobs(store, jobs, now())),
    saveEntity: method(contract.saveEntity, (change) => keepEntity(store, change)),
    saveSetting: method(contract.saveSetting, ({ name, value }) => keepSetting(store, name, value)),
    addGap: method(contract.addGap, (gap) => keepGap(store, gap)),
    saveReconciliations: method(contract.saveReconciliations, ({ rows }) => keepReconciliations(store, rows)),
    addIncidents: method(contract.addIncidents, ({ rows }) => keepIncidents(store, rows)),
    addIncidentNote: method(contract.addIncidentNote, (note) => keepIncidentNote(store, note)),
    lease: method(contract.lease, (request) => takeLease(store, request)),
    wipe: method(contract.wipe, ({ entities }) =>
      wipePersonal(store.engine, { file: store.file, entities, now: now() })
    ),
  };
}
