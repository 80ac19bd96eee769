import { z } from 'zod';
import type { Labels, Passing } from './line';

type Parsed = (passing: Passing) => Labels;

const failed: Labels = {
  __error__: 'JSONParserErr',
  __error_details__: 'Value looks like object, but can’t find closing',
};

const object = z.record(z.string(), z.unknown());

function objectOf(text: string): z.infer<typeof object> | undefined {
  try {
    return object.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A leaf as Loki writes it into a label; absent ones are empty. */
function textOf(leaf: unknown): string {
  return typeof leaf === 'string' ? leaf : leaf === undefined || leaf === null ? '' : JSON.stringify(leaf);
}

function flat(value: z.infer<typeof object>, prefix: string, into: Record<string, string>): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = `${prefix}${key.replace(/[^a-zA-Z0-9_]/g, '_')}`;
    const nested = object.safeParse(inner).data;
    if (nested !== undefined) {
      flat(nested, `${name}_`, into);
    } else if (inner !== null && !Array.isArray(inner)) {
      into[name] = textOf(inner);
    }
  }
}

/** A parsed key that a label or metadata has already is called `<key>_extracted`. */
function extracted({ line }: Passing, found: Labels): Labels {
  const taken = (key: string) => key in line.labels || key in line.metadata;
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [taken(key) ? `${key}_extracted` : key, value])
  );
}

/** `| json`: every leaf, nested keys joined by `_`. */
export const json: Parsed = (passing) => {
  const value = objectOf(passing.text);
  if (value === undefined) {
    return failed;
  }
  const found: Record<string, string> = {};
  flat(value, '', found);
  return extracted(passing, found);
};

/** `| json name="a.b"`: the named leaves; absent ones are empty. */
export function jsonPaths(paths: ReadonlyMap<string, string>): Parsed {
  return (passing) => {
    const value = objectOf(passing.text);
    if (value === undefined) {
      return failed;
    }
    const at = (path: string): unknown =>
      path
        .replace(/\["?([^"\]]+)"?\]/g, '.$1')
        .split('.')
        .filter((key) => key !== '')
        .reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
    return Object.fromEntries([...paths].map(([name, path]) => [name, textOf(at(path))]));
  };
}

/** `| logfmt`: every `key=value` and `key="value"`. */
export const logfmt: Parsed = (passing) => {
  const found: Record<string, string> = {};
  for (const [, key, quoted, bare] of passing.text.matchAll(/([a-zA-Z_][\w.]*)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g)) {
    found[(key ?? '').replaceAll('.', '_')] = quoted ?? bare ?? '';
  }
  return extracted(passing, found);
};
