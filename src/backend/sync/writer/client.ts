import type { z } from 'zod';
import type { RoleCaller, RoleProcess } from '../../roles';
import * as contract from './contract';

const minute = 60_000;

type In<Schema extends z.ZodType> = z.input<Schema>;
type Progress = z.infer<typeof contract.ingestProgress>;

/** The process that writes a copy, as functions. Failures are `RoleError`; answers are checked. */
export interface Writer {
  state(): Promise<contract.WriterState>;
  ingest(
    request: In<typeof contract.ingest>,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void
  ): Promise<z.infer<typeof contract.ingested>>;
  apply(request: In<typeof contract.apply>): Promise<z.infer<typeof contract.applied>>;
  markDeleted(request: In<typeof contract.markDeleted>): Promise<void>;
  sweepBegin(request: In<typeof contract.sweepBegin>): Promise<void>;
  sweepIds(request: In<typeof contract.sweepIds>): Promise<void>;
  sweepEnd(request: In<typeof contract.sweepEnd>): Promise<z.infer<typeof contract.swept>>;
  unsettled(request: In<typeof contract.unsettled>): Promise<z.infer<typeof contract.unsettledIds>>;
  saveJobs(request: In<typeof contract.saveJobs>): Promise<void>;
  saveEntity(request: In<typeof contract.saveEntity>): Promise<void>;
  saveSetting(request: In<typeof contract.saveSetting>): Promise<void>;
  addGap(request: In<typeof contract.addGap>): Promise<void>;
  saveReconciliations(request: In<typeof contract.saveReconciliations>): Promise<void>;
  addIncidents(request: In<typeof contract.addIncidents>): Promise<void>;
  addIncidentNote(request: In<typeof contract.addIncidentNote>): Promise<void>;
  lease(request: In<typeof contract.lease>): Promise<z.infer<typeof contract.leased>>;
  wipe(request: In<typeof contract.wipe>): Promise<void>;
}

/** Speaks to a process in the role `copy-writer`. `now` is the clock of deadlines; `closed` aborts every call. */
export function writerOf(
  process: Pick<RoleProcess, 'call'> | RoleCaller,
  now: () => number,
  closed: AbortSignal
): Writer {
  const call = async (name: string, params: unknown, limit = 2 * minute): Promise<unknown> =>
    await process.call(name, params, { signal: closed, deadline: now() + limit });
  const done = async (name: string, params: unknown, limit?: number): Promise<void> => {
    await call(name, params, limit);
  };
  return {
    state: async () => contract.writerState.parse(await call('state', {})),
    ingest: async (request, signal, onProgress) =>
      contract.ingested.parse(
        await process.call('ingest', request, {
          signal: AbortSignal.any([signal, closed]),
          deadline: now() + 24 * 60 * minute,
          onEvent: (event) => onProgress(contract.ingestProgress.parse(event)),
        })
      ),
    apply: async (request) => contract.applied.parse(await call('apply', request, 10 * minute)),
    markDeleted: (request) => done('markDeleted', request),
    sweepBegin: (request) => done('sweepBegin', request),
    sweepIds: (request) => done('sweepIds', request),
    sweepEnd: async (request) => contract.swept.parse(await call('sweepEnd', request, 10 * minute)),
    unsettled: async (request) => contract.unsettledIds.parse(await call('unsettled', request)),
    saveJobs: (request) => done('saveJobs', request),
    saveEntity: (request) => done('saveEntity', request),
    saveSetting: (request) => done('saveSetting', request),
    addGap: (request) => done('addGap', request),
    saveReconciliations: (request) => done('saveReconciliations', request),
    addIncidents: (request) => done('addIncidents', request),
    addIncidentNote: (request) => done('addIncidentNote', request),
    lease: async (request) => contract.leased.parse(await call('lease', request)),
    wipe: (request) => done('wipe', request, 60 * minute),
  };
}
