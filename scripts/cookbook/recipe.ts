import type { SavedQuery } from '../../src/query';

/** One question of the cookbook. */
export interface Recipe {
  /** Anchor on the page, and the name of its test. */
  readonly id: string;
  /** In the words of whoever asks it. */
  readonly question: string;
  readonly query: SavedQuery;
  /** Length of the time range, which ends where the shop stands. */
  readonly days: number;
  /** What to know of it: how to read it, where it goes wrong, what to change. */
  readonly note: string;
  /** Columns that are shown, by their names in the frame; all where left out. */
  readonly columns?: readonly string[];
  /** Rows that are shown; five where left out. */
  readonly rows?: number;
  /** File below docs/img of a bundled panel that asks the same. */
  readonly picture?: string;
}

export interface Chapter {
  readonly title: string;
  readonly recipes: readonly Recipe[];
}
