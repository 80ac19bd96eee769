import { z } from 'zod';
import type { Problem } from '../../query/resources';
import { clausesOf, tokensOf, type Token } from '../queries/shopifyql/tokens';
import { personalColumn } from '../shopify';
import { readBody } from './body';
import { json, type Answer, type Asked } from './context';
import { schemas } from './shopifyql-schemas';

const named = (names: readonly string[]) => names.map((name) => ({ name, text: name.replaceAll('_', ' ') }));

/** Schemas with the metrics and dimensions that are known here; Shopify has more. */
export const shopifyqlReference: Answer = () =>
  json({
    schemas: schemas.map(({ name, metrics, dimensions }) => ({
      name,
      text: name.replaceAll('_', ' '),
      metrics: named(metrics),
      dimensions: named(dimensions),
    })),
  });

const checkBody = z.object({ text: z.string() });

/** What can be told of a text without asking Shopify, whose parser has the last word. */
export const checkShopifyql: Answer = (asked) => {
  const { text } = readBody(asked.body, checkBody);
  const tokens = tokensOf(text);
  const names = new Set(clausesOf(text).map(({ name }) => name));
  const problems: Problem[] = [
    ...tokens.filter(isOpen).map((token) => problem(asked, text, token, 'queries:shopifyql.openText')),
    ...tokens
      .filter(({ kind, text: word }) => kind === 'word' && word.toUpperCase() === 'SELECT')
      .map((token) => problem(asked, text, token, 'queries:shopifyql.select')),
    ...personal(asked, text, tokens),
    ...(names.has('FROM') ? [] : [{ severity: 'error' as const, message: asked.t('queries:shopifyql.from') }]),
    ...(names.has('SHOW') || names.has('VISUALIZE')
      ? []
      : [{ severity: 'error' as const, message: asked.t('queries:shopifyql.show') }]),
  ];
  return json({ problems });
};

function isOpen({ kind, text }: Token): boolean {
  return kind === 'text' && (text.length < 2 || !text.endsWith(text.charAt(0)));
}

function personal(asked: Asked, text: string, tokens: readonly Token[]): Problem[] {
  const { allowProtected } = asked.settings.connection;
  return tokens.flatMap((token) => {
    const kind = token.kind === 'word' ? personalColumn(token.text) : undefined;
    return kind === undefined || allowProtected.has(kind)
      ? []
      : [problem(asked, text, token, 'shopify:error.protectedColumn', { column: token.text, kind })];
  });
}

function problem(
  { t }: Asked,
  text: string,
  { start, end }: Token,
  key: string,
  values: Readonly<Record<string, string>> = {}
): Problem {
  const place = (at: number) => {
    const before = text.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const from = place(start);
  const to = place(end);
  return { severity: 'error', message: t(key, values), ...from, endLine: to.line, endColumn: to.column };
}
