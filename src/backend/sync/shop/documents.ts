import type { Entity } from '../entities';

/**
 * The texts that one entity is asked for with. Syncing puts search terms, page and cursor in; which fields are asked for
 * is the documents' own affair.
 */
export interface EntityDocuments {
  /** Query of a bulk operation; `search` filters its root connection, empty text takes everything. */
  bulk(search: string): string;
  /**
   * A query with the variables `$query: String` and `$after: String` (and `$first: Int!`) over the root connection, in
   * order of the time by which changes are found. Its nodes are what the writer's `apply` takes.
   */
  readonly page: string;
  /** Records of one page, so that it costs a few hundred points at most. */
  readonly pageSize: number;
  /** The same nodes by id: a query with the variable `$ids: [ID!]!` over `nodes`. */
  readonly nodes: string;
}

/** Of every entity; undefined where it has none of its own (it comes with another's). */
export type Documents = Readonly<Record<Entity, EntityDocuments | undefined>>;
