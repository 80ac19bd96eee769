import type { Line, Passing } from './line';
import { json } from './parsers';

interface Field {
  readonly values: Set<string>;
  /** Where it was found; structured metadata needs no parser. */
  readonly parsers: readonly string[] | null;
}

/** Fields beside and inside of lines: structured metadata, and leaves of lines that are JSON. */
function fieldsOf(lines: readonly Passing[]): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>();
  const note = (name: string, value: string, parsers: Field['parsers']): void => {
    const field = found.get(name) ?? { values: new Set<string>(), parsers };
    found.set(name, field);
    field.values.add(value);
  };
  for (const passing of lines) {
    Object.entries(passing.line.metadata).forEach(([name, value]) => note(name, value, null));
    Object.entries(json(passing))
      .filter(([name]) => !name.startsWith('__'))
      .forEach(([name, value]) => note(name, value, ['json']));
  }
  return found;
}

function typeOf(values: ReadonlySet<string>): string {
  const all = (pattern: RegExp): boolean => [...values].every((value) => pattern.test(value));
  return all(/^-?\d+$/) ? 'int' : all(/^-?\d+(\.\d+)?$/) ? 'float' : all(/^(true|false)$/) ? 'boolean' : 'string';
}

/** `/detected_fields`; no envelope. */
export function detectedFields(lines: readonly Passing[], limit: number): unknown {
  const fields = [...fieldsOf(lines)].slice(0, limit).map(([label, { values, parsers }]) => ({
    label,
    type: typeOf(values),
    cardinality: values.size,
    parsers,
  }));
  return { fields, limit };
}

/** `/detected_field/{name}/values`; no envelope. */
export function detectedValues(lines: readonly Passing[], name: string, limit: number): unknown {
  return { limit, values: [...(fieldsOf(lines).get(name)?.values ?? [])].slice(0, limit) };
}

/** `/detected_labels`; no envelope. */
export function detectedLabels(lines: readonly Line[]): unknown {
  const found = new Map<string, Set<string>>();
  for (const labels of new Set(lines.map((line) => line.labels))) {
    for (const [label, value] of Object.entries(labels)) {
      found.set(label, (found.get(label) ?? new Set<string>()).add(value));
    }
  }
  return { detectedLabels: [...found].map(([label, { size }]) => ({ label, cardinality: size })) };
}
