import { CopyError } from '../errors';
import { tokensOf, type Token } from './tokens';

const reading: ReadonlySet<string> = new Set(['select', 'with', 'values']);
const databases: ReadonlySet<string> = new Set(['main', 'temp']);

/**
 * Refuses what is no single reading statement before SQLite sees it, so that it is told in words; SQLite's authorizer
 * holds the line, this does not. Throws `sqlEmpty`, `sqlSeveral`, `sqlNotRead`, `sqlDenied`.
 */
export function checkStatement(sql: string): void {
  const tokens = tokensOf(sql);
  const [first] = tokens;
  if (first === undefined || isEnd(first)) {
    throw new CopyError('sqlEmpty');
  }
  const end = tokens.findIndex(isEnd);
  if (end !== -1 && tokens.slice(end).some((token) => !isEnd(token))) {
    throw new CopyError('sqlSeveral');
  }
  if (first.kind !== 'word' || !reading.has(first.text)) {
    throw new CopyError('sqlNotRead', { word: first.text.toUpperCase() });
  }
  if (sql.includes('\0')) {
    throw new CopyError('sqlDenied', { what: 'NUL' });
  }
  const qualified = tokens.find(
    ({ kind, text }, at) => kind !== 'sign' && databases.has(text) && tokens[at + 1]?.text === '.'
  );
  if (qualified !== undefined) {
    throw new CopyError('sqlDenied', { what: `${qualified.text}.` });
  }
}

function isEnd({ kind, text }: Token): boolean {
  return kind === 'sign' && text === ';';
}
