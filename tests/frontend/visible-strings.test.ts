import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Props whose text a person sees or hears. */
const shown = new Set([
  'alt',
  'aria-label',
  'ariaLabel',
  'content',
  'description',
  'error',
  'hint',
  'label',
  'message',
  'placeholder',
  'subTitle',
  'text',
  'title',
  'tooltip',
]);

const isWord = (text: string) => /\p{L}{2}/u.test(text);

/** Texts written straight into a screen: between tags, in a prop that is shown, or in an option's label. */
export function hardCoded(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const literal = (node: ts.Node | undefined): void => {
    if (node === undefined) {
      return;
    }
    if ((ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && isWord(node.text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${name}:${line + 1} ${node.text}`);
    } else if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) {
      literal(node.expression);
    } else if (ts.isConditionalExpression(node)) {
      literal(node.whenTrue);
      literal(node.whenFalse);
    } else if (
      ts.isTemplateExpression(node) &&
      [node.head, ...node.templateSpans.map((span) => span.literal)].some(({ text }) => isWord(text))
    ) {
      found.push(`${name} ${node.getText(file)}`);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWord(node.text)) {
      found.push(`${name} ${node.text.trim()}`);
    } else if (ts.isJsxAttribute(node) && shown.has(node.name.getText(file))) {
      literal(node.initializer);
    } else if (ts.isPropertyAssignment(node) && shown.has(node.name.getText(file).replaceAll("'", ''))) {
      literal(node.initializer);
    } else if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) {
      literal(node.expression);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('the screens', () => {
  it('say nothing that is not in the catalogues', () => {
    const files = globSync('src/{app,datasource}/**/*.tsx', { ignore: '**/*.test.tsx', posix: true });
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => hardCoded(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    '<p>Hello there</p>',
    '<Button aria-label="Close it" />',
    '<Field label={ok ? t("a") : "Not ok"} />',
    '<p>{`Hello ${name}`}</p>',
    'const option = { value: 1, label: "First" };',
  ])('would be caught saying %s', (source) => {
    expect(hardCoded('x.tsx', source)).toHaveLength(1);
  });
});
