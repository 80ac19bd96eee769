import { z } from 'zod';

const time = z.union([z.string(), z.number()]).optional().catch(undefined);
const timed = z.looseObject({ time, timestamp: time, ts: time, '@timestamp': time });
const day = 86_400_000;

/**
 * When a line was written, in milliseconds: what its JSON says in `time`, `timestamp`, `ts` or `@timestamp` (ISO 8601,
 * seconds or milliseconds), or a time at its beginning. `otherwise` where it says none, or one that can't be: after
 * `otherwise` by more than a day.
 */
export function timeOf(line: string, otherwise: number): number {
  const said = line.startsWith('{')
    ? inJson(line)
    : /^\[?(\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)/.exec(line)?.[1];
  const at = typeof said === 'number' ? (said < 1e11 ? said * 1000 : said) : Date.parse(zoned(said ?? ''));
  return at > 0 && at < otherwise + day ? at : otherwise;
}

/** A time that names no zone is UTC, wherever this runs. */
const zoned = (text: string): string => {
  const iso = text.replace(' ', 'T').replace(',', '.');
  return /T.*(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`;
};

function inJson(line: string): string | number | undefined {
  try {
    const { data } = timed.safeParse(JSON.parse(line));
    return data?.time ?? data?.timestamp ?? data?.ts ?? data?.['@timestamp'];
  } catch {
    return undefined;
  }
}
