import { readdirSync, readFileSync } from 'node:fs';
import { globSync } from 'glob';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const catalogue = z.record(z.string(), z.string());
const read = (language: string, area: string) =>
  catalogue.parse(JSON.parse(readFileSync(`src/locales/${language}/${area}.json`, 'utf8')));
const areas = readdirSync('src/locales/en').map((file) => file.replace('.json', ''));
const screenAreas = [
  'app',
  'app-alerts',
  'app-home',
  'app-incidents',
  'app-kpi',
  'app-order',
  'config',
  'data',
  'editor',
  'query-words',
  'setup',
];

const stem = (key: string) => key.replace(/_(one|other)$/, '');
const stems = (messages: Record<string, string>) => [...new Set(Object.keys(messages).map(stem))].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Keys as code writes them: whole ones, and patterns where a part is filled in. */
function keysInCode(): RegExp[] {
  const files = globSync('src/{app,datasource}/**/*.{ts,tsx}', { ignore: '**/*.test.*', posix: true });
  const found: RegExp[] = [];
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      found.push(new RegExp(`^${escape(node.text)}$`));
    } else if (ts.isTemplateExpression(node)) {
      const rest = node.templateSpans.map(({ literal }) => `.+${escape(literal.text)}`).join('');
      found.push(new RegExp(`^${escape(node.head.text)}${rest}$`));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) {
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  }
  return found.filter(({ source }) => new RegExp(`^\\^(${screenAreas.join('|')}):`).test(source));
}

describe.each(areas)('the catalogue of %s', (area) => {
  const [en, ko] = [read('en', area), read('ko', area)];

  it('has the same messages in both languages', () => {
    expect(stems(ko)).toEqual(stems(en));
  });

  it('has the same placeholders in both languages', () => {
    const byStem = Object.fromEntries(Object.entries(en).map(([key, text]) => [stem(key), placeholders(text)]));
    const korean = Object.fromEntries(Object.entries(ko).map(([key, text]) => [stem(key), placeholders(text)]));
    expect(korean).toEqual(byStem);
  });

  it('is written in its language, with no message left empty', () => {
    expect(Object.entries(en).filter(([, text]) => text.trim() === '' || /[\u3131-\uD79D]/.test(text))).toEqual([]);
    expect(Object.entries(ko).filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('the screens’ catalogues', () => {
  const keys = screenAreas.flatMap((area) => stems(read('en', area)).map((key) => `${area}:${key}`));
  const inCode = keysInCode();

  it('have no message that no screen shows', () => {
    expect(inCode.length).toBeGreaterThan(80);
    expect(keys.filter((key) => !inCode.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('have every message that a screen asks for', () => {
    expect(inCode.filter((pattern) => !keys.some((key) => pattern.test(key))).map(String)).toEqual([]);
  });
});
