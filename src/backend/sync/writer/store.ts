import { CopyError, finishWipe, type CopyEngine } from '../../copy';
import { loadProducts, type Products } from '../../copy/rollups';
import type { CopyDatabase } from '../../copy/schema';
import type { Kysely } from 'kysely';
import { LocalDays } from '../mapping/days';
import { Costs } from './costs';
import type { WriterInit } from './contract';

/** Between two tries to write the copy anew where another program keeps its file from it. */
const rewriteAgain = 10 * 60_000;

/** A copy that is open for writing, with what is asked of it again and again. */
export class Store {
  readonly engine: CopyEngine;
  readonly file: string;
  readonly shopId: string;
  readonly personal: ReadonlySet<string>;
  readonly rawDocuments: boolean;
  readonly schemaVersion: number;
  days: LocalDays;
  private costs: Costs | undefined;
  private products: Products | undefined;
  private readonly now: () => number;
  private rewriteAt = 0;

  constructor(engine: CopyEngine, init: WriterInit, schemaVersion: number, now: () => number) {
    this.now = now;
    this.engine = engine;
    this.file = init.file;
    this.shopId = init.shop.id;
    this.personal = new Set(init.personal);
    this.rawDocuments = init.rawDocuments;
    this.schemaVersion = schemaVersion;
    this.days = new LocalDays(init.shop.timezone);
  }

  async costsIn(db: Kysely<CopyDatabase>): Promise<Costs> {
    this.costs ??= await Costs.load(db, this.shopId);
    return this.costs;
  }

  async productsIn(db: Kysely<CopyDatabase>): Promise<Products> {
    this.products ??= await loadProducts(db, this.shopId);
    return this.products;
  }

  /**
   * Clears freed pages of what was wiped, where that is still to be done. A file that another program holds is tried again
   * later, and when the copy is opened: rows are wiped by then, and syncing goes on.
   */
  async finishWipe(): Promise<void> {
    if (this.personal.size === 0 || this.now() < this.rewriteAt) {
      return;
    }
    try {
      await finishWipe(this.engine, this.file);
    } catch (error) {
      if (!(error instanceof CopyError) || error.code !== 'locked') {
        throw error;
      }
      this.rewriteAt = this.now() + rewriteAgain;
    }
  }

  /** To be called whenever the rows that these are read from change, or may not have changed after all. */
  forget(): void {
    this.costs = undefined;
    this.products = undefined;
  }
}
