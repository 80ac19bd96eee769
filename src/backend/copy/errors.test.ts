import { expect, test } from 'vitest';
import en from '../../locales/en/copy.json';
import ko from '../../locales/ko/copy.json';
import { CopyError, copyErrorCodes, isCopyErrorCode } from './errors';

test('every code has a text in both languages, and every text its code', () => {
  const codes = (catalogue: object) =>
    Object.keys(catalogue)
      .filter((key) => key.startsWith('error.'))
      .map((key) => key.slice('error.'.length));
  expect(codes(en)).toEqual(expect.arrayContaining([...copyErrorCodes]));
  expect(codes(en)).toHaveLength(copyErrorCodes.length);
  expect(Object.keys(ko)).toEqual(Object.keys(en));
});

test('texts of both languages take the same values', () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const [key, text] of Object.entries(en)) {
    expect(values(Object.entries(ko).find(([name]) => name === key)?.[1] ?? ''), key).toEqual(values(text));
  }
});

test('a code says whose fault it is', () => {
  expect(new CopyError('diskFull', { file: 'a', free: 0 })).toMatchObject({ fault: 'settings', status: 507 });
  expect(new CopyError('sqlEmpty')).toMatchObject({ fault: 'query', status: 400 });
  expect(isCopyErrorCode('toString')).toBe(false);
});
