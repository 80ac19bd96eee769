import type { Input } from './input';
import type { Ran } from './run';

export interface Row {
  readonly source: string;
  readonly inputs: number;
  readonly sent: number;
  readonly kept: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly ids: Readonly<Record<string, number>>;
}

const sum = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) => {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(keys.map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)]));
};
const ids = 'order_id order_name checkout_token cart_token customer_id shop request_id trace_id error_code'.split(' ');

export function rowOf({ source }: Input, { sent, arrived, dropped }: Ran): Row {
  const found = ids.map((id) => [id, arrived.filter(({ metadata }) => metadata[id] !== undefined).length] as const);
  return { source, inputs: 1, sent, kept: arrived.length, dropped, ids: Object.fromEntries(found) };
}

/** A table in Markdown, one row a source. Lines neither kept nor dropped were joined to others. */
export function tableOf(rows: readonly Row[]): string {
  const sources = new Map<string, Row>();
  for (const row of rows) {
    for (const key of [row.source, 'all']) {
      const before = sources.get(key) ?? { source: key, inputs: 0, sent: 0, kept: 0, dropped: {}, ids: {} };
      sources.set(key, {
        source: key,
        inputs: before.inputs + row.inputs,
        sent: before.sent + row.sent,
        kept: before.kept + row.kept,
        dropped: sum(before.dropped, row.dropped),
        ids: sum(before.ids, row.ids),
      });
    }
  }
  const listed = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  const written = [...sources.values()]
    .sort((a, b) => Number(a.source === 'all') - Number(b.source === 'all'))
    .map((row) => [row.source, row.inputs, row.sent, row.kept, listed(row.dropped), listed(row.ids)].join(' | '));
  return ['Source | Inputs | Sent | Kept | Dropped, by reason | Lines with', '---|---:|---:|---:|---|---', ...written]
    .map((line) => `| ${line} |`.replace('| ---|---:|---:|---:|---|--- |', '|---|---:|---:|---:|---|---|'))
    .join('\n');
}
