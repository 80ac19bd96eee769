import { boolField, jsonField, numberField, stringField, timeField, type Field } from '../../grafana';
import { parseTime } from '../common/macros';
import { amountConfig, currencyConfig, decimal } from '../common/money';
import { asText } from '../common/text';
import { at, itemsIn, type PlacedColumn } from './rows';

/** What columns need to know of the query. */
export interface Place {
  readonly zone: string;
  /** The shop's own currency. */
  readonly currency: string;
  /** True for tables, whose amounts are written in full. */
  readonly exact: boolean;
}

export interface MadeFields {
  readonly fields: readonly Field[];
  /** Money columns whose rows are in several currencies. */
  readonly mixed: ReadonlyArray<{ readonly column: string; readonly currencies: readonly string[] }>;
}

/** Fields of the columns, in their order. */
export function fieldsOf(columns: readonly PlacedColumn[], rows: readonly unknown[], place: Place): MadeFields {
  const mixed: Array<{ column: string; currencies: readonly string[] }> = [];
  const fields = columns.flatMap((placed) => {
    const keys = [...placed.path, ...placed.column.path];
    const values = rows.map((row) => at(row, keys) ?? null);
    if (placed.column.kind !== 'money') {
      return plainFields(placed, values, place);
    }
    const { field, currencies } = moneyField(placed, values, rows, place);
    if (currencies.length > 1) {
      mixed.push({ column: field.name, currencies });
    }
    return [field];
  });
  return { fields, mixed };
}

function plainFields({ name, column }: PlacedColumn, values: readonly unknown[], { zone }: Place): Field[] {
  switch (column.kind) {
    case 'number':
      return [
        isId(column.path.at(-1), column.type)
          ? stringField(name, values.map(asText))
          : numberField(name, values.map(decimal)),
      ];
    case 'boolean':
      return [
        boolField(
          name,
          values.map((value) => (typeof value === 'boolean' ? value : null))
        ),
      ];
    case 'time':
      return [
        timeField(
          name,
          values.map((value) => (typeof value === 'string' ? parseTime(value, zone) : null))
        ),
      ];
    case 'json':
      return [jsonField(name, values)];
    case 'list':
      return listFields(name, column.items, values);
    default:
      return [stringField(name, values.map(asText))];
  }
}

/** Values are joined; records are counted, and kept as JSON beside. */
function listFields(name: string, items: PlacedColumn['column']['items'], values: readonly unknown[]): Field[] {
  const lists = values.map((value) => (value === null || items === undefined ? null : itemsIn(value, items)));
  if (items === undefined || items.columns.length === 0) {
    return [
      stringField(
        name,
        lists.map((list) => (list === null ? null : list.map((each) => asText(each) ?? '').join(', ')))
      ),
    ];
  }
  return [
    numberField(
      `${name}.count`,
      lists.map((list) => (list === null ? null : list.length)),
      { config: { decimals: 0 } }
    ),
    jsonField(name, lists),
  ];
}

function moneyField(
  { name, column, path }: PlacedColumn,
  values: readonly unknown[],
  rows: readonly unknown[],
  { currency: shop, exact }: Place
): { readonly field: Field; readonly currencies: readonly string[] } {
  const { currency } = column;
  const keys = [...path, ...(currency ?? [])];
  const beside = currency === undefined ? [] : rows.map((row) => at(row, keys));
  const named = [...new Set(beside.filter((each): each is string => typeof each === 'string'))].sort();
  // `Money` and `shopMoney` are in the shop's currency by definition.
  const implied = column.type === 'Money' || column.path.includes('shopMoney') ? [shop] : [];
  const currencies = named.length > 0 ? named : implied;
  const only = currencies.length === 1 ? currencies[0] : undefined;
  const unit = only === undefined ? {} : currencyConfig(only);
  const config = exact || only === undefined ? amountConfig(only) : unit;
  const short = column.path.at(-1) === 'amount' ? name.replace(/\.amount$/, '') : name;
  return { field: numberField(short, values.map(decimal), { config }), currencies };
}

/** Numbers that name a thing are texts: nobody adds them up, and large ones would lose digits. */
function isId(key: string | undefined, type: string): boolean {
  return type === 'UnsignedInt64' && (key?.endsWith('Id') ?? false);
}
