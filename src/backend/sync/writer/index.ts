/** The role `copy-writer`: the one process that writes a copy. */
export { copyWriter, methodsOf, openStore, type WriterWorld } from './role';
export { WriterError, type WriterFailure } from './failure';
export type { ReadLines } from './ingest';
