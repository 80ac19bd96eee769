const zero = 48;
const nine = 57;
/** `2026-11-01T00:00:00Z`, as Shopify writes nearly every time. */
const usualLength = 20;
const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const midnights = new Map<string, number>();
const mostMidnights = 20_000;

/** Epoch milliseconds of an ISO 8601 time with its offset; undefined for other text. */
export function instantOf(text: string): number | undefined {
  if (text.length === usualLength && text[19] === 'Z' && text[10] === 'T') {
    const hour = twoDigits(text, 11);
    const minute = twoDigits(text, 14);
    const second = twoDigits(text, 17);
    const day = midnight(text.slice(0, 10));
    const ordered = text[13] === ':' && text[16] === ':' && hour < 24 && minute < 60 && second < 60;
    return day !== undefined && ordered ? day + ((hour * 60 + minute) * 60 + second) * 1000 : undefined;
  }
  const parsed = exact.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

function midnight(date: string): number | undefined {
  const known = midnights.get(date);
  if (known !== undefined) {
    return known;
  }
  const text = `${date}T00:00:00Z`;
  const parsed = exact.test(text) ? Date.parse(text) : NaN;
  // Some runtimes read 31 February as 3 March.
  if (Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(date)) {
    return undefined;
  }
  if (midnights.size >= mostMidnights) {
    midnights.clear();
  }
  midnights.set(date, parsed);
  return parsed;
}

/** 100 where there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  const digits = tens >= zero && tens <= nine && ones >= zero && ones <= nine;
  return digits ? (tens - zero) * 10 + (ones - zero) : 100;
}
