import { z } from 'zod';
import { boolField, numberField, stringField, timeField, type Field, type FieldConfig } from '../../grafana';
import { amountConfig, decimal } from '../common/money';
import { parseTime } from '../common/macros';
import { asText } from '../common/text';

/** Pages of the Shopify admin that a record can be opened on, and the column that holds the page's id. */
export type AdminPage =
  | { readonly page: 'order'; readonly id: string }
  | { readonly page: 'product'; readonly id: string }
  | { readonly page: 'variant'; readonly id: string; readonly product: string }
  | { readonly page: 'customer'; readonly id: string }
  | { readonly page: 'checkout'; readonly id: string }
  | { readonly page: 'discount'; readonly id: string };

/** One column of a list of records. */
export interface RecordColumn<Row> {
  /** Name of the field, and of its catalogue entry `queries:column.<name>`. */
  readonly name: string;
  readonly type: 'text' | 'time' | 'count' | 'yes' | 'amount' | 'share';
  readonly value: (row: Row) => unknown;
  /** For amounts: the currency that the row's amount is in. */
  readonly currency?: (row: Row) => string | null | undefined;
  readonly opens?: AdminPage;
  /** Kept for links and joins, not shown in a table. */
  readonly hidden?: true;
}

/** Scopes that were granted. */
export type Has = (scope: string) => boolean;

/** A stretch of time, epoch milliseconds. */
export interface Within {
  readonly from: number;
  readonly to: number;
}

/** How records of one kind are asked for and listed. */
export interface KindSpec<Row> {
  /** Takes `$search: String`; rows are in its first connection. */
  readonly document: (has: Has) => string;
  /** Search terms for records inside a stretch of time. */
  readonly terms: (iso: { readonly from: string; readonly to: string }) => string;
  /** Terms that are always there. */
  readonly always?: string;
  /** Rows of an answer, in its order. */
  readonly rows: (data: unknown) => Row[];
  /** When a row happened, where Shopify's search can't tell; rows outside the stretch of time are left out. */
  readonly happened?: (row: Row) => string;
  /** For records inside others: how many of the parents are enough. Called for each of them. */
  readonly enough?: (limit: number, within: Within | undefined) => (parent: unknown) => boolean;
  readonly columns: ReadonlyArray<RecordColumn<Row>>;
  /** Something that happens, newest first: such a list without a range or search means the latest of them, not all. */
  readonly happenings?: true;
  /** Whether Shopify shows 60 days of it alone to apps without `read_all_orders`. */
  readonly ofOrders?: true;
}

export interface FieldPlace {
  readonly zone: string;
  readonly title: (name: string) => string;
  readonly links: (page: AdminPage) => FieldConfig;
}

export interface KindFields {
  readonly fields: readonly Field[];
  readonly mixed: ReadonlyArray<{ readonly column: string; readonly currencies: readonly string[] }>;
}

/** A kind with its row type closed in. */
export interface RecordKindSource extends Omit<KindSpec<never>, 'rows' | 'happened' | 'columns'> {
  read(
    data: unknown,
    limit: number,
    within: Within | undefined,
    place: FieldPlace
  ): KindFields & { readonly cut: boolean };
  /** Fields of rows out of the copy, whose values bear the columns' names: instants in milliseconds, money in ten-thousandths. */
  owned(rows: readonly OwnedRow[], place: FieldPlace): KindFields;
}

export type OwnedRow = Readonly<Record<string, string | number | null>>;

/** Closes a kind's row type in, so that kinds can stand in one table. */
export function kind<Row>(spec: KindSpec<Row>): RecordKindSource {
  const { rows, happened, columns, ...rest } = spec;
  return {
    ...rest,
    read(data, limit, within, place) {
      const inside = (row: Row) => {
        const time = happened === undefined ? null : Date.parse(happened(row));
        return within === undefined || time === null || (time >= within.from && time < within.to);
      };
      const all = rows(data).filter(inside);
      const listed =
        happened === undefined ? all : all.sort((a, b) => Date.parse(happened(b)) - Date.parse(happened(a)));
      return { ...fieldsOf(columns, listed.slice(0, limit), place), cut: listed.length > limit };
    },
    owned: (rows, place) => fieldsOf(columns.map(ownedColumn), rows, place),
  };
}

/** A column of the live lane, taken from a row of the copy. */
function ownedColumn<Row>({ value: _, currency, ...column }: RecordColumn<Row>): RecordColumn<OwnedRow> {
  return {
    ...column,
    value: (row) => ownedValue(column.type, row[column.name] ?? null),
    ...(currency === undefined ? {} : { currency: (row: OwnedRow) => asText(row['currency']) }),
  };
}

function ownedValue(type: RecordColumn<never>['type'], value: string | number | null): unknown {
  if (typeof value !== 'number') {
    return value;
  }
  switch (type) {
    case 'time':
      return new Date(value).toISOString();
    case 'yes':
      return value === 1;
    case 'amount':
      return value / 10_000;
    default:
      return value;
  }
}

function fieldsOf<Row>(columns: ReadonlyArray<RecordColumn<Row>>, rows: readonly Row[], place: FieldPlace): KindFields {
  const mixed: Array<{ column: string; currencies: readonly string[] }> = [];
  const fields = columns.map((column): Field => {
    const { name, type, opens } = column;
    const values = rows.map((row) => column.value(row) ?? null);
    const config: FieldConfig = {
      displayName: place.title(name),
      ...(opens === undefined ? {} : place.links(opens)),
      ...(column.hidden === undefined
        ? {}
        : { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } }),
    };
    switch (type) {
      case 'time':
        return timeField(
          name,
          values.map((value) => (typeof value === 'string' ? parseTime(value, place.zone) : null)),
          { config }
        );
      case 'count':
        return numberField(name, values.map(decimal), { config: { ...config, decimals: 0 } });
      case 'share':
        return numberField(name, values.map(decimal), { config: { ...config, unit: 'percentunit' } });
      case 'yes':
        return boolField(
          name,
          values.map((value) => (typeof value === 'boolean' ? value : null)),
          { config }
        );
      case 'amount': {
        const of = column.currency ?? (() => null);
        const currencies = [...new Set(rows.flatMap((row) => of(row) ?? []))].sort();
        if (currencies.length > 1) {
          mixed.push({ column: place.title(name), currencies });
        }
        const only = currencies.length === 1 ? currencies[0] : undefined;
        return numberField(name, values.map(decimal), { config: { ...config, ...amountConfig(only) } });
      }
      default:
        return stringField(name, values.map(asText), { config });
    }
  });
  return { fields, mixed };
}

export const money = z.looseObject({ amount: z.string(), currencyCode: z.string() });
export const bag = z.looseObject({ shopMoney: money });
export const bothMoney = z.looseObject({ shopMoney: money, presentmentMoney: money });

/** The bare number of a gid: what the admin's addresses take. */
export function bareId(gid: string): string {
  return gid.split('?')[0]?.split('/').at(-1) ?? gid;
}

/** Nodes of a root connection, each checked; Shopify leaves null where a node could not be read. */
export function nodesOf<Schema extends z.ZodType>(
  root: string,
  schema: Schema,
  data: unknown
): Array<z.output<Schema>> {
  const shape = z.looseObject({ [root]: z.looseObject({ nodes: z.array(z.unknown()) }).nullish() });
  const connection = shape.parse(data ?? {})[root];
  return (connection?.nodes ?? []).flatMap((node) => (node === null ? [] : [schema.parse(node)]));
}
