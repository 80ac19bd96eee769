import { id, instant, optional, type Column, type ValueOf } from './column';

export type Columns = Readonly<Record<string, Column>>;

/** One table of the copy. `shop_id` leads its columns, its key and every index. */
export interface Table<Name extends string = string, Cols extends Columns = Columns> {
  readonly name: Name;
  /** Shopify's type, or `–` for what is worked out here. */
  readonly source: string;
  readonly meaning: string;
  /** Any one of these scopes lets it be read; none where no scope is needed. */
  readonly scopes: readonly string[];
  readonly columns: Cols;
  /** Without `shop_id`, which leads it. */
  readonly key: readonly string[];
  /** Without `shop_id`, which leads each. */
  readonly indexes: ReadonlyArray<readonly string[]>;
  /** Whether analysts see it, as a view of the same name. */
  readonly public: boolean;
}

export type RowOf<T> = T extends Table<string, infer Cols> ? { [Name in keyof Cols]: ValueOf<Cols[Name]> } : never;

interface Definition<Cols extends Columns> {
  readonly source?: string;
  readonly meaning: string;
  readonly scopes?: readonly string[];
  readonly columns: Cols;
  readonly key: ReadonlyArray<keyof Cols & string>;
  readonly indexes?: ReadonlyArray<ReadonlyArray<keyof Cols & string>>;
  readonly public?: boolean;
}

const shop = { shop_id: id('Shop.id', 'The shop') };

/** When a row was last read, and since when it is gone at Shopify. Rows that are deleted there stay here, marked. */
const seen = {
  synced_at: instant('–', 'When this row was last read from Shopify'),
  deleted_at: optional(instant('–', 'Since when the record is known to be gone at Shopify')),
};

/** A table that is worked out here, or whose rows live and die with their parent's. */
export function table<Name extends string, Cols extends Columns>(
  name: Name,
  definition: Definition<Cols>
): Table<Name, typeof shop & Cols> {
  const { source = '–', meaning, scopes = [], columns, key, indexes = [], public: shown = true } = definition;
  return { name, source, meaning, scopes, columns: { ...shop, ...columns }, key, indexes, public: shown };
}

/** A table of records that Shopify has under an id of their own: it knows when each was read, and which are gone. */
export function records<Name extends string, Cols extends Columns>(
  name: Name,
  definition: Definition<Cols>
): Table<Name, typeof shop & Cols & typeof seen> {
  return table(name, { ...definition, columns: { ...definition.columns, ...seen } });
}
