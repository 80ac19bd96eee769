import { FieldType, type DataFrame, type LinkModel } from '@grafana/data';
import { z } from 'zod';

/** One log line of a panel. */
export interface Line {
  readonly id: string;
  readonly time: number;
  readonly body: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: readonly LinkModel[];
}

const labelMap = z.record(z.string(), z.string()).catch({});
const own = new Set(['labels', 'labelTypes', 'id', 'tsNs', 'Line']);

/** Lines of a frame as Loki's data source makes it, or of any with times and texts. */
export function linesOf({ fields, length }: DataFrame, frame = 0): Line[] {
  const named = (name: string) => fields.find((field) => field.name === name);
  const time = fields.find(({ type }) => type === FieldType.time);
  const body = named('Line') ?? fields.find(({ type }) => type === FieldType.string);
  if (time === undefined || body === undefined) {
    return [];
  }
  const linked = fields.filter(({ name, getLinks }) => !own.has(name) && getLinks !== undefined);
  return Array.from({ length }, (_, row) => ({
    id: `${frame} ${String(named('id')?.values[row] ?? row)}`,
    time: Number(time.values[row]),
    body: String(body.values[row] ?? ''),
    labels: labelMap.parse(named('labels')?.values[row] ?? {}),
    links: linked.flatMap((field) =>
      field.values[row] === null ? [] : (field.getLinks?.({ valueRowIndex: row }) ?? [])
    ),
  }));
}

/** The level of a line as its labels tell it. */
export const levelOf = ({ labels }: Line): string => labels['level'] ?? labels['detected_level'] ?? 'unknown';
