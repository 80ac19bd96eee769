import type { Compare, Condition, DateTerm, Expression, Grouping, Query, Shown } from './ast';
import { condition } from './conditions';
import { dateTerm, isNamed } from './date-terms';
import { syntaxError } from './errors';
import { reader, type Reader } from './reader';
import { tokenize } from './tokens';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function factor(read: Reader): Expression {
  if (read.symbol('(')) {
    const inner = expression(read);
    read.expectSymbol(')');
    return inner;
  }
  if (read.peek().kind === 'number') {
    return { kind: 'number', value: Number(read.next().text) };
  }
  const { text, place } = read.name('a metric or dimension');
  if (read.peek().text === '(') {
    throw syntaxError(place, `Unknown function '${text}'`);
  }
  return { kind: 'column', name: text.toLowerCase(), place };
}

function operations(
  read: Reader,
  signs: ReadonlyArray<'+' | '-' | '*' | '/'>,
  inner: (read: Reader) => Expression
): Expression {
  let left = inner(read);
  for (;;) {
    const operator = signs.find((sign) => read.symbol(sign));
    if (!operator) {
      return left;
    }
    left = { kind: 'operation', operator, left, right: inner(read) };
  }
}

const expression = (read: Reader): Expression =>
  operations(read, ['+', '-'], (inner) => operations(inner, ['*', '/'], factor));

function list<T>(read: Reader, item: (read: Reader) => T): T[] {
  const items = [item(read)];
  while (read.symbol(',')) {
    items.push(item(read));
  }
  return items;
}

function shown(read: Reader): Shown {
  const of = expression(read);
  return { expression: of, alias: read.take('AS') ? read.name('an alias').text : undefined };
}

function grouping(read: Reader): Grouping {
  const only = read.take('ONLY');
  const top = read.take('TOP') ? read.integer('a number after TOP') : undefined;
  const { text, place } = read.name('a dimension');
  read.take('OVERALL');
  return { column: text.toLowerCase(), place, top, only };
}

function compareTo(read: Reader): Compare {
  const { kind, text } = read.peek();
  if (kind === 'word' && !isNamed(text.toLowerCase()) && !/^(start|end)of/i.test(text)) {
    read.next();
    return { kind: 'named', name: text.toLowerCase() };
  }
  const since = dateTerm(read);
  return { kind: 'dates', since, until: read.take('UNTIL') ? dateTerm(read) : undefined };
}

function option(read: Reader, query: Mutable<Query>): void {
  const word = read.name('an option of WITH');
  const value = (): string =>
    read.peek().kind === 'string' ? read.next().text : read.fail('Expected a value in single quotes');
  switch (word.text.toUpperCase()) {
    case 'TOTALS':
      query.totals = true;
      return;
    case 'GROUP_TOTALS':
      query.groupTotals = true;
      return;
    case 'PERCENT_CHANGE':
      query.percentChange = true;
      return;
    case 'CUMULATIVE_VALUES':
      query.cumulative = true;
      return;
    case 'TIMEZONE':
      query.timeZone = value();
      return;
    case 'CURRENCY':
      query.currency = value();
      return;
    default:
      if (!/_ATTRIBUTION$/i.test(word.text)) {
        throw syntaxError(word.place, `Unknown option '${word.text}' in WITH`);
      }
  }
}

/** VISUALIZE and ANNOTATE say how to draw; what they hold is read and left aside. */
function skipDrawing(read: Reader): void {
  while (read.peek().kind !== 'end' && !clauses.some((clause) => read.at(...clause.words))) {
    read.next();
  }
}

interface Clause {
  readonly words: readonly string[];
  readonly parse: (read: Reader, query: Mutable<Query>) => void;
}

const clauses: readonly Clause[] = [
  {
    words: ['FROM'],
    parse: (read, query) => {
      read.take('ORGANIZATION');
      query.schemas = list(read, (inner) => {
        const { text, place } = inner.name('a schema');
        return { name: text.toLowerCase(), place };
      });
    },
  },
  { words: ['SHOW'], parse: (read, query) => void (query.show = list(read, shown)) },
  { words: ['WHERE'], parse: (read, query) => void (query.where = condition(read)) },
  { words: ['GROUP', 'BY'], parse: (read, query) => void (query.groupBy = list(read, grouping)) },
  {
    words: ['TIMESERIES'],
    parse: (read, query) => {
      const { text, place } = read.name('a time dimension');
      query.timeseries = { column: text.toLowerCase(), place };
    },
  },
  { words: ['SINCE'], parse: (read, query) => void (query.since = dateTerm(read)) },
  { words: ['UNTIL'], parse: (read, query) => void (query.until = dateTerm(read)) },
  {
    words: ['DURING'],
    parse: (read, query) => {
      const { text, place } = read.name('a named period');
      query.during = { name: text.toLowerCase(), place };
    },
  },
  { words: ['COMPARE', 'TO'], parse: (read, query) => void (query.compare = compareTo(read)) },
  { words: ['HAVING'], parse: (read, query) => void (query.having = condition(read)) },
  {
    words: ['ORDER', 'BY'],
    parse: (read, query) => {
      query.orderBy = list(read, (inner) => {
        const { text, place } = inner.name('a column to order by');
        const descending = inner.take('DESC');
        if (!descending) {
          inner.take('ASC');
        }
        return { column: text.toLowerCase(), descending, place };
      });
    },
  },
  { words: ['LIMIT'], parse: (read, query) => void (query.limit = read.integer('a number after LIMIT')) },
  { words: ['OFFSET'], parse: (read, query) => void (query.offset = read.integer('a number after OFFSET')) },
  { words: ['WITH'], parse: (read, query) => void list(read, (inner) => option(inner, query)) },
  { words: ['VISUALIZE'], parse: skipDrawing },
  { words: ['ANNOTATE'], parse: skipDrawing },
];

/** Reads a query. Clauses may come in any order, as Shopify's own samples have them. Throws QueryError. */
export function parse(source: string): Query {
  const read = reader(tokenize(source));
  const query: Mutable<Query> = {
    schemas: [],
    show: [],
    where: undefined satisfies Condition | undefined,
    groupBy: [],
    timeseries: undefined,
    since: undefined satisfies DateTerm | undefined,
    until: undefined,
    during: undefined,
    compare: undefined,
    having: undefined,
    orderBy: [],
    limit: undefined,
    offset: 0,
    totals: false,
    groupTotals: false,
    percentChange: false,
    cumulative: false,
    timeZone: undefined,
    currency: undefined,
  };
  const seen = new Set<Clause>();
  if (!read.at('FROM')) {
    read.fail('Expected FROM');
  }
  while (read.peek().kind !== 'end') {
    const clause = clauses.find(({ words }) => read.at(...words));
    if (!clause) {
      return read.fail('Expected a clause');
    }
    if (seen.has(clause)) {
      return read.fail(`${clause.words.join(' ')} is given twice`);
    }
    seen.add(clause);
    read.take(...clause.words);
    clause.parse(read, query);
  }
  if (query.show.length === 0) {
    read.fail('Expected SHOW');
  }
  if (query.during && (query.since || query.until)) {
    throw syntaxError(query.during.place, 'DURING cannot be used together with SINCE or UNTIL');
  }
  return query;
}
