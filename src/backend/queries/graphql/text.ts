import { z } from 'zod';
import { fillMacros, type MacroValues } from '../common/macros';
import { QueryProblem } from '../common/problem';

const texts = /"""[^]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g;

/** A document with its macros filled: as they are inside texts and comments, as a text or number of GraphQL elsewhere. */
export function fillDocument(document: string, values: MacroValues): string {
  const inside = [...document.matchAll(texts)].map(({ index, 0: text }) => [index, index + text.length] as const);
  return fillMacros(document, values, (value, at) =>
    inside.some(([start, end]) => start <= at && at < end) || /^\d+$/.test(value) ? value : JSON.stringify(value)
  );
}

const variablesSchema = z.record(z.string(), z.unknown());

export interface Variables {
  readonly values: Readonly<Record<string, unknown>>;
  /** Dashboard variables that nobody filled in (as in alert rules); null stands for them. */
  readonly unfilled: readonly string[];
}

/** Variables out of their JSON text, with macros filled inside texts. */
export function readVariables(text: string, macros: MacroValues): Variables {
  if (text.trim() === '') {
    return { values: {}, unfilled: [] };
  }
  const unfilled: string[] = [];
  const json = parse(text) ?? parse(withoutBare(text, unfilled));
  const parsed = variablesSchema.safeParse(json?.value);
  if (!parsed.success) {
    throw new QueryProblem('queries:error.variables', { reason: reasonOf(text) });
  }
  return {
    values: Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [name, filled(value, macros)])),
    unfilled,
  };
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function reasonOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? 'array' : typeof value;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `$name` and `${name}` where a value of JSON should stand. */
function withoutBare(text: string, found: string[]): string {
  return text.replace(/"(?:\\.|[^"\\])*"|\$\{[\w:]+\}|\$\w+/g, (part) => {
    if (part.startsWith('"')) {
      return part;
    }
    found.push(part);
    return 'null';
  });
}

function filled(value: unknown, macros: MacroValues): unknown {
  if (typeof value === 'string') {
    const whole = /^\$__(?:from|to|interval_ms)$/.test(value);
    const text = fillMacros(value, macros, (each) => each);
    return whole ? Number(text) : text;
  }
  if (Array.isArray(value)) {
    return value.map((each) => filled(each, macros));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, macros)]))
    : value;
}
