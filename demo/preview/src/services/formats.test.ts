import { expect, it } from 'vitest';
import { asParameters, formatted, type VariableValue } from './formats';

const all: VariableValue = { value: ['$__all'], text: 'All', all: '.+' };
const several: VariableValue = { value: ['A.B', 'C'], text: ['A.B', 'C'] };
const one = (value: string): VariableValue => ({ value, text: value });

it('writes a variable into an address as Grafana does', () => {
  expect(asParameters('store', one('a b'))).toBe('var-store=a%20b');
  expect(asParameters('service', all)).toBe('var-service=%24__all');
  expect(asParameters('code', several)).toBe('var-code=A.B&var-code=C');
});

it.each([
  [one('a(b'), 'regex', 'a\\(b'],
  [several, 'regex', 'A\\.B|C'],
  [all, 'regex', '.+'],
  [all, 'text', 'All'],
  [one('#1 "x"'), 'percentencode', '%231%20%22x%22'],
])('fills %o in as %s', (value, format, filled) => {
  expect(formatted(value, format)).toBe(filled);
});

it('gives a format of its own every value of a list, and all values as they stand', () => {
  const joined = (value: unknown) => (Array.isArray(value) ? value.map(String) : [String(value)]).join('|');
  expect(formatted(several, joined)).toBe('A.B|C');
  expect(formatted(all, joined)).toBe('.+');
});
