import type { SearchFilter } from '../../schema/format';

const head = /\|\s*name\s*\|\s*type\s*\|[^]*?example_use\s*\|\s*(?:\|\s*-+\s*)+\|/;
const foot = /\s+You can apply one or more filters to a\s+query\.[^]*$/;
/** Cells are wrapped over lines and trailing ones left out, so a row is known by its first two cells. */
const rowStart = /\n\|\s*([a-z0-9_.{}]+)\s*\|\s*([a-z]+)\s*\|/gi;

/** Reads the filter table inside the description of a `query:` argument; undefined where there is none. */
export function parseFilters(description: string): SearchFilter[] | undefined {
  const start = head.exec(description);
  if (start === null) {
    return undefined;
  }
  const body = description.slice(start.index + start[0].length).replace(foot, '');
  const rows = [...body.matchAll(rowStart)];
  if (rows.length === 0 || rows[0]?.index !== 0) {
    throw new Error(`A filter table without rows: ${body.slice(0, 80)}`);
  }
  return rows.map((row, at) => {
    const rest = body.slice(row.index + row[0].length, rows[at + 1]?.index);
    const [, values = '', preset = ''] = rest.split(/(?<!\\)\|/).map((cell) => cell.replace(/\s+/g, ' ').trim());
    return toFilter(row[1] ?? '', row[2] ?? '', values, preset);
  });
}

function toFilter(name: string, type: string, values: string, preset: string): SearchFilter {
  const accepted = quoted(values);
  const fallback = quoted(preset)[0] ?? preset;
  return {
    name,
    type,
    ...(accepted.length > 0 ? { values: accepted } : {}),
    ...(fallback !== '' ? { default: fallback } : {}),
  };
}

function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap((match) => (match[1] === undefined ? [] : [match[1].trim()]));
}
