import { z } from 'zod';
import { fail } from '../fail';
import type { ShopifyqlColumn } from '../types';

const column = z.looseObject({
  name: z.string(),
  displayName: z.string().nullish(),
  dataType: z.string().nullish(),
  subType: z.string().nullish(),
  columnOrigin: z.string().nullish(),
});

const table = z.looseObject({
  columns: z.array(column),
  rows: z.union([z.array(z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])), z.string()]),
});

/** `data` of a document that asks for `shopifyqlQuery`. */
export const shopifyqlData = z.looseObject({
  shopifyqlQuery: z
    .looseObject({
      parseErrors: z.array(z.unknown()).nullish(),
      parseWarnings: z.array(z.string()).nullish(),
      tableData: table.nullish(),
    })
    .nullish(),
});

export type TableData = z.infer<typeof table>;

/** Columns and cells in column order. Shopify documents rows as objects keyed by column name, and tests them as arrays. */
export function readTable({ columns, rows }: TableData): {
  readonly columns: readonly ShopifyqlColumn[];
  readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
} {
  if (typeof rows === 'string') {
    const parsed = table.shape.rows.safeParse(JSON.parse(rows));
    if (!parsed.success || typeof parsed.data === 'string') {
      throw fail('unexpectedAnswer', { reason: 'rows' });
    }
    return readTable({ columns, rows: parsed.data });
  }
  return {
    columns: columns.map(({ name, displayName, dataType, subType, columnOrigin }) => ({
      name,
      displayName: displayName ?? name,
      dataType: dataType ?? 'UNSPECIFIED',
      ...(subType ? { subType } : {}),
      ...(columnOrigin ? { origin: columnOrigin } : {}),
    })),
    rows: rows.map((row) => columns.map(({ name }, at) => cell(Array.isArray(row) ? row[at] : row[name]))),
  };
}

function cell(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
