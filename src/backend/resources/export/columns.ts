import type { CopyValue, SqlResultColumn } from '../../copy';
import type { Field } from '../../grafana';

/** What a column of an exported table holds. `money` is in units of its currency, with at most four decimals. */
export type ExportKind = 'text' | 'number' | 'integer' | 'money' | 'instant' | 'flag';

export interface ExportColumn {
  readonly name: string;
  readonly kind: ExportKind;
}

/** A table that comes in parts, column by column. Instants are epoch milliseconds, flags 0 and 1. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly parts: AsyncIterable<ReadonlyArray<readonly CopyValue[]>>;
}

/** What a column of SQL's result holds; those of which nothing is known may hold anything, as texts do. */
export function ofSql({ name, kind }: SqlResultColumn): ExportColumn {
  switch (kind) {
    case 'money':
    case 'decimal':
      return { name, kind: 'money' };
    case 'instant':
    case 'flag':
    case 'integer':
    case 'number':
      return { name, kind };
    default:
      return { name, kind: 'text' };
  }
}

/** A frame's columns and values, for queries whose answer is small. */
export function ofFields(fields: readonly Field[]): ExportTable {
  const columns = fields.map(({ name, type, labels, config }): ExportColumn => {
    const told = Object.entries(labels ?? {}).map(([label, value]) => `${label}=${value}`);
    return {
      name: told.length === 0 ? name : `${name} {${told.join(', ')}}`,
      kind:
        type === 'time'
          ? 'instant'
          : type === 'bool'
            ? 'flag'
            : type === 'float64' || type === 'int64'
              ? (config?.unit?.startsWith('currency') ?? false)
                ? 'money'
                : 'number'
              : 'text',
    };
  });
  const values = fields.map(({ type, values: found }) => [...found].map((value: unknown) => valueOf(type, value)));
  return { columns, parts: once(values) };
}

async function* once<Value>(value: Value): AsyncGenerator<Value> {
  yield await Promise.resolve(value);
}

function valueOf(type: Field['type'], value: unknown): CopyValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value === 'bigint') {
    return type === 'time' ? Number(value / 1_000_000n) : value;
  }
  if (typeof value === 'boolean') {
    return value ? 1 : 0;
  }
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
