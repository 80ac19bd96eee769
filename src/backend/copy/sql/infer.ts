import { tokensOf, type Token } from '../guard/tokens';
import { eitherMoneyOrUnits, views } from '../views/columns';
import type { SqlResultColumn } from './messages';

/** Names of columns that hold money in every view that has them. */
const money: ReadonlySet<string> = new Set(
  views({ personal: false }).flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.kind === 'decimal' && !eitherMoneyOrUnits.has(`${name}.${column.name}`))
      .map((column) => column.name)
  )
);

/** Functions of which one gives money where it is given money. */
const keepsMoney: ReadonlySet<string> = new Set(
  'sum avg min max total abs round coalesce ifnull nullif lag lead first_value last_value median distinct'.split(' ')
);
const gives: ReadonlySet<string> = new Set(
  'count sum avg total round abs rank dense_rank row_number ntile length percent_rank cume_dist median'.split(' ')
);
const plain = /^[+\-(),.\d\s]$/;

/** What an expression of a select list gives, by its words; undefined where that can't be told. */
export function kindOf(expression: readonly Token[]): SqlResultColumn['kind'] {
  const slash = expression.findIndex(({ kind, text }) => kind === 'sign' && text === '/');
  const isMoney = ({ kind, text }: Token) => kind !== 'sign' && money.has(text);
  const head = slash === -1 ? expression : expression.slice(0, slash);
  const divisor = slash === -1 ? [] : expression.slice(slash + 1);
  if (head.some(isMoney) && head.every((token, at) => fits(token, expression[at + 1])) && !divisor.some(isMoney)) {
    return 'decimal';
  }
  const [first] = expression;
  return first?.kind === 'word' && gives.has(first.text) && expression[1]?.text === '(' ? 'number' : undefined;
}

function fits({ kind, text }: Token, next: Token | undefined): boolean {
  if (kind === 'sign') {
    return plain.test(text);
  }
  return money.has(text) || keepsMoney.has(text) || next?.text === '.';
}

/** Expressions by the name that `AS` gives them; a name given twice is the last one's, that of the outer SELECT. */
function named(tokens: readonly Token[]): ReadonlyMap<string, readonly Token[]> {
  const found = new Map<string, readonly Token[]>();
  for (const [at, { kind, text }] of tokens.entries()) {
    const name = tokens[at + 1];
    if (kind === 'word' && text === 'as' && name !== undefined && name.kind !== 'sign') {
      found.set(name.text, expressionBefore(tokens, at));
    }
  }
  return found;
}

function expressionBefore(tokens: readonly Token[], end: number): readonly Token[] {
  let depth = 0;
  let start = end;
  while (start > 0) {
    const { kind, text } = tokens[start - 1] ?? { kind: 'sign', text: ',' };
    depth += text === ')' && kind === 'sign' ? 1 : text === '(' && kind === 'sign' ? -1 : 0;
    if (depth < 0 || (depth === 0 && ((kind === 'sign' && text === ',') || (kind === 'word' && text === 'select')))) {
      break;
    }
    start -= 1;
  }
  return tokens.slice(start, end);
}

/** Adds what columns hold where SQLite knows no origin of theirs. */
export function withKinds(sql: string, columns: readonly SqlResultColumn[]): SqlResultColumn[] {
  const names = named(tokensOf(sql));
  return columns.map((column) => {
    if (column.kind !== undefined) {
      return column;
    }
    const kind = kindOf(names.get(column.name.toLowerCase()) ?? tokensOf(column.name));
    return kind === undefined ? column : { ...column, kind };
  });
}
