import type { Entity } from '../entities';
import type { DocumentOptions } from './options';
import type { Selection } from './selection';

/** How an entity is asked for: one list of fields, from which all its documents are printed. */
export interface EntitySelection {
  readonly entity: Entity;
  readonly root: {
    /** Field of the query: a connection, or `shop`. */
    readonly field: string;
    /** Type of its nodes. */
    readonly type: string;
    /** Left out where Shopify can't sort by the time of the last change. */
    readonly sortKey?: string;
    /** More arguments of the root, as GraphQL text. */
    readonly args?: string;
    /** False for connections without a search argument. */
    readonly searchable?: boolean;
  };
  /** Nodes of a page that stay well below the cost of one query. */
  readonly pageSize: number;
  /** Whether a bulk operation can read it. */
  readonly bulk: boolean;
  select(options: DocumentOptions): readonly Selection[];
}
