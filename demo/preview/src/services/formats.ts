/** A variable's chosen value: several where it allows that. */
export interface VariableValue {
  readonly value: string | readonly string[];
  readonly text: string | readonly string[];
  /** What stands for all values, whatever the format. */
  readonly all?: string;
}

/** Values of a variable, each a text. */
export function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

const formats: Readonly<Record<string, (values: string[]) => string>> = {
  raw: (values) => values.join(','),
  csv: (values) => values.join(','),
  text: (values) => values.join(' + '),
  json: (values) => JSON.stringify(values.length === 1 ? values[0] : values),
  singlequote: (values) => values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(','),
  doublequote: (values) => values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(','),
  percentencode: (values) => encodeURIComponent(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
  regex: (values) => values.map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'),
  glob: (values) => (values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
};

/** A variable's value in the format that a text, or whoever fills it in, asks for. */
export function formatted(value: VariableValue, format: unknown): string {
  if (typeof format === 'function' && value.all === undefined) {
    return String(Reflect.apply(format, undefined, [value.value, {}]));
  }
  const name = typeof format === 'string' ? format : 'glob';
  if (value.all !== undefined && name !== 'text') {
    return value.all;
  }
  return (formats[name] ?? formats['glob'] ?? String)(list(name === 'text' ? value.text : value.value));
}

/** A variable as it stands in an address. */
export function asParameters(name: string, { value, all }: VariableValue): string {
  const values = all === undefined ? list(value) : ['$__all'];
  return values.map((each) => `var-${name}=${encodeURIComponent(each)}`).join('&');
}
