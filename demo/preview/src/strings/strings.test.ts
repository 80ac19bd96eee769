import { describe, expect, it } from 'vitest';
import en from './en.json';
import ko from './ko.json';

const stem = (key: string) => key.replace(/_(one|other)$/, '');
const holes = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort();

describe("the page's texts", () => {
  it('are the same in both languages', () => {
    expect(new Set(Object.keys(ko).map(stem))).toEqual(new Set(Object.keys(en).map(stem)));
  });

  it('take the same values', () => {
    const english: Readonly<Record<string, string>> = en;
    for (const [key, text] of Object.entries(ko)) {
      expect([key, holes(text)]).toEqual([key, holes(english[key] ?? '')]);
    }
  });
});
