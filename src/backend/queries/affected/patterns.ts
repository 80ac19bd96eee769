import { mostErrorLines, type AffectedQuery } from '../../../query';
import { lineFilter, minePatterns, type Mined } from '../../log-patterns';
import { quoteLogql, type EndpointAnswer, type LogAnswer, type LogLine } from '../../loki';
import type { Ask } from '../common/ask';
import { errorLines, selectorOf, type ErrorFilter, type LogAccess } from '../common/logs';
import { week } from './codes';
import { readLine } from './keys';
import type { PatternRow } from './patterns-frame';

const minute = 60_000;

/** Patterns of which the log store is asked whether they are new, where the lines that were read can't tell. */
const mostAsked = 12;

export interface PatternsRead {
  readonly rows: readonly PatternRow[];
  readonly answers: ReadonlyArray<Pick<LogAnswer<unknown>, 'regions'>>;
}

interface Said {
  readonly line: LogLine;
  readonly message: string;
  readonly kind: string;
  readonly isPast: boolean;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Patterns of error lines, most lines first. Lines of the week before are grouped with them: a pattern that none of those
 * has is new. Where the week has more lines than are read, the log store counts those that the most frequent patterns
 * would find there.
 */
export async function readPatterns(
  { query, options }: Pick<Ask<AffectedQuery>, 'query' | 'options'>,
  logs: LogAccess,
  { from }: Stretch,
  lines: readonly LogLine[]
): Promise<PatternsRead> {
  if (lines.length === 0) {
    return { rows: [], answers: [] };
  }
  const { signal } = options;
  const before = { fromMs: from - week, toMs: from };
  const past = await logs.store.lines({ query: errorLines(logs, query), ...before, maxLines: mostErrorLines, signal });
  const said = [...[...past.data].reverse().map(saidOf(true)), ...[...lines].reverse().map(saidOf(false))];
  const found = minePatterns(said, (each) => each).flatMap((mined) => {
    const now = mined.items.filter(({ isPast }) => !isPast);
    return now.length === 0 ? [] : [{ ...mined, items: now, wasThere: now.length < mined.items.length }];
  });
  found.sort((a, b) => b.items.length - a.items.length);
  const rows = found.map((mined) => rowOf(mined, lines.length, logs));
  const isWhole = past.regions.every(({ failed, truncated }) => failed === undefined && truncated !== true);
  const asked = new Set(isWhole ? [] : found.filter(({ wasThere }) => !wasThere).slice(0, mostAsked));
  const isNew = await Promise.all(
    found.map(async (mined, at) => {
      const filter = rows[at]?.filter;
      return mined.wasThere
        ? false
        : isWhole
          ? true
          : asked.has(mined) && filter !== undefined
            ? await isUnheard(query, logs, filter, before, signal)
            : null;
    })
  );
  return {
    rows: rows.map(({ filter, ...row }, at) => ({ ...row, isNew: isNew[at] ?? null })),
    answers: [{ regions: past.regions.map(withoutMore) }],
  };
}

const saidOf =
  (isPast: boolean) =>
  (line: LogLine): Said => {
    const { code, message } = readLine(line);
    const text = message();
    // The last word of a message that was cut may be half of one.
    const whole = text.endsWith('…') ? text.replace(/\s\S*…$/u, '') : text;
    return { line, message: whole, kind: code ?? '', isPast };
  };

const serviceOf = ({ line }: Said) => line.labels['service_name'] ?? line.metadata['service_name'] ?? '';
const instantOf = ({ line }: Said) => Math.floor(Number(line.ns) / 1e6);

interface WithFilter extends Omit<PatternRow, 'isNew'> {
  /** Stages that find its lines; undefined where their texts can't tell. */
  readonly filter: string | undefined;
}

function rowOf({ pattern, kind, items }: Mined<Said>, all: number, { settings }: LogAccess): WithFilter {
  const services = new Map<string, number>();
  for (const each of items) {
    services.set(serviceOf(each), (services.get(serviceOf(each)) ?? 0) + 1);
  }
  const names = [...services].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const text = lineFilter(
    pattern,
    items.map(({ line }) => line.line)
  );
  const byText = text === undefined ? '' : `|~ ${quoteLogql(text)}`;
  const isLabel = kind !== '' && items.every(({ line }) => line.metadata['error_code'] === kind);
  const byCode = isLabel ? `| error_code=${quoteLogql(kind)}` : '';
  const filter = [byText, byCode].filter(Boolean).join(' ');
  const instants = items.map(instantOf);
  return {
    pattern,
    code: kind,
    errors: items.length,
    share: items.length / all,
    services: names,
    firstAt: instants.reduce((a, b) => Math.min(a, b)),
    lastAt: instants.reduce((a, b) => Math.max(a, b)),
    message: items.at(-1)?.message ?? '',
    expr: [selectorOf(names) || '{service_name=~".+"}', byText, `| ${settings.errors}`, byCode]
      .filter(Boolean)
      .join(' '),
    filter: filter === '' ? undefined : filter,
  };
}

/** Whether no error line of the week before is found by these stages; null where not all of them could be asked for. */
async function isUnheard(
  query: ErrorFilter,
  logs: LogAccess,
  filter: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal | undefined
): Promise<boolean | null> {
  const { selector = '', stages = '' } = errorLines(logs, query);
  const { data, regions } = await logs.store.counts({
    query: { selector, stages: `${stages} ${filter}` },
    fromMs: Math.floor(fromMs / minute) * minute,
    toMs: Math.floor(toMs / minute) * minute,
    stepMs: week,
    ...(signal === undefined ? {} : { signal }),
  });
  const isThere = data.series.some(({ counts }) => counts.some((count) => count > 0));
  return isThere ? false : regions.every(({ failed }) => failed === undefined) ? true : null;
}

/** That a week has more lines than are read is told once, in words of its own, where it matters. */
function withoutMore(region: EndpointAnswer): EndpointAnswer {
  return { ...region, notices: region.notices.filter(({ code }) => code !== 'moreLines') };
}
