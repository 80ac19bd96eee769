import { views } from '../../copy';
import type { TimeRange } from '../../grafana';
import { duration } from '../common/macros';
import { QueryProblem } from '../common/problem';
import { localTime } from '../common/zone';
import { placeText } from './place';
import { timeGroup, widthOf, widthWords } from './time-group';

/** What macros are filled in with. */
export interface MacroPlace {
  readonly range: TimeRange;
  readonly now: number;
  readonly intervalMs: number;
  /** Zone of buckets. */
  readonly zone: string;
  /** Zone of the copy's days. */
  readonly shopZone: string;
  readonly domain: string;
}

/** A text with its macros filled in, and where its characters come from. */
export interface Filled {
  readonly sql: string;
  /** The place in the author's text that a place in `sql` comes from. */
  origin(at: number): number;
}

/** Macros, as completion offers them. */
export const sqlMacros = [
  { name: '$__timeFilter', insert: '$__timeFilter(created_at)' },
  { name: '$__timeGroup', insert: "$__timeGroup(created_at, 'day')" },
  { name: '$__timeFrom', insert: '$__timeFrom()' },
  { name: '$__timeTo', insert: '$__timeTo()' },
  { name: '$__interval', insert: '$__interval' },
  { name: '$__interval_ms', insert: '$__interval_ms' },
  { name: '$__shop', insert: '$__shop' },
] as const;

const year = 366 * 86_400_000;
/** From when on buckets follow the zone's clock whatever the range is. */
const earliest = Date.UTC(2015, 0, 1);

const dayColumns: ReadonlySet<string> = new Set(
  views({ personal: true }).flatMap(({ columns }) =>
    columns.filter(({ kind }) => kind === 'day').map(({ name }) => name)
  )
);

const pattern =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\$__(\w+)|\$\{__(\w+)\}/g;

interface Piece {
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly isFilled: boolean;
}

/** Fills macros in, outside of texts and comments. Throws for unknown macros and wrong arguments, with their place. */
export function fillSqlMacros(text: string, place: MacroPlace): Filled {
  const pieces: Piece[] = [];
  let sql = '';
  let done = 0;
  const add = (part: string, from: number, isFilled: boolean) => {
    pieces.push({ at: sql.length, from, length: part.length, isFilled });
    sql += part;
  };
  for (const { 0: whole, 1: plain, 2: braced, index } of text.matchAll(pattern)) {
    const name = plain ?? braced;
    if (name === undefined || index < done) {
      continue;
    }
    const call = callAt(text, index + whole.length);
    const filled = valueOf(name, call?.args, place, () => placeText(text, index));
    add(text.slice(done, index), done, false);
    add(filled.text, index, true);
    done = filled.takesCall && call !== undefined ? call.end : index + whole.length;
  }
  add(text.slice(done), done, false);
  return {
    sql,
    origin: (at) => {
      const piece = pieces.findLast((each) => each.at <= at) ?? { at: 0, from: 0, length: 0, isFilled: false };
      return piece.isFilled ? piece.from : piece.from + (at - piece.at);
    },
  };
}

interface Call {
  readonly args: readonly string[];
  readonly end: number;
}

/** Arguments in brackets, with brackets and texts inside of them. */
function callAt(text: string, at: number): Call | undefined {
  if (text[at] !== '(') {
    return undefined;
  }
  const args: string[] = [];
  let depth = 0;
  let start = at + 1;
  for (const { 0: sign, index } of text.slice(at).matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]/g)) {
    const here = at + index;
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth === 0 || (depth === 1 && sign === ',')) {
      args.push(text.slice(start, here).trim());
      start = here + 1;
    }
    if (depth === 0) {
      return { args: args.length === 1 && args[0] === '' ? [] : args, end: here + 1 };
    }
  }
  return undefined;
}

function valueOf(
  name: string,
  args: readonly string[] | undefined,
  place: MacroPlace,
  where: () => Readonly<Record<string, string | number>>
): { readonly text: string; readonly takesCall: boolean } {
  const { range, intervalMs, domain } = place;
  const wrong = (usage: string) =>
    new QueryProblem('queries:sql.macroArguments', { name: `$__${name}`, usage, ...where() });
  switch (name) {
    case 'timeFrom':
      return { text: String(range.from), takesCall: true };
    case 'timeTo':
      return { text: String(range.to), takesCall: true };
    case 'from':
    case 'to':
      return { text: String(range[name]), takesCall: false };
    case 'interval':
      return { text: duration(intervalMs), takesCall: false };
    case 'interval_ms':
      return { text: String(intervalMs), takesCall: false };
    case 'shop':
      return { text: `'${domain.replaceAll("'", "''")}'`, takesCall: true };
    case 'timeFilter': {
      const [column] = args ?? [];
      if (column === undefined || column === '' || args?.length !== 1) {
        throw wrong('$__timeFilter(created_at)');
      }
      return { text: timeFilter(column, place), takesCall: true };
    }
    case 'timeGroup': {
      const [column, written] = args ?? [];
      const width = widthOf(unquoted(written ?? '', intervalMs));
      if (column === undefined || column === '' || args?.length !== 2 || width === undefined) {
        throw wrong(`$__timeGroup(created_at, 'day'): ${widthWords}`);
      }
      const from = Math.min(earliest, range.from - year);
      const to = Math.max(range.to, place.now) + year;
      return { text: timeGroup(column, width, place.zone, from, to), takesCall: true };
    }
    default:
      throw new QueryProblem('queries:sql.macroUnknown', {
        name: `$__${name}`,
        known: sqlMacros.map((macro) => macro.name).join(', '),
        ...where(),
      });
  }
}

/** A width as it is written: in quotes or not, or Grafana's own suggestion. */
function unquoted(text: string, intervalMs: number): string {
  const bare = text.replace(/^(['"])(.*)\1$/, '$2').trim();
  return /^(\$__interval|\$\{__interval\}|auto)$/.test(bare) ? duration(intervalMs) : bare;
}

/** Instants between both ends of the range, or days of the shop that touch it. */
function timeFilter(column: string, { range, shopZone }: MacroPlace): string {
  const name = /(\w+)["`\]]?$/.exec(column)?.[1]?.toLowerCase() ?? '';
  const [from, to] = dayColumns.has(name)
    ? [range.from, range.to].map((at) => `'${localTime(at, shopZone).slice(0, 10)}'`)
    : [String(range.from), String(range.to)];
  return `(${column} >= ${from ?? ''} AND ${column} <= ${to ?? ''})`;
}
