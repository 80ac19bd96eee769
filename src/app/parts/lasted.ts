import { viewerLanguage } from '../../shims/language';

const minute = 60_000;
const hour = 60 * minute;

function part(value: number, unit: 'minute' | 'hour' | 'day'): string {
  return new Intl.NumberFormat(viewerLanguage(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** How long something lasted, to the minute below a day and to the hour above, e.g. `2 hr 5 min`. */
export function lasted(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute);
  const [big, small, perBig, count] =
    minutes < 24 * 60
      ? (['hour', 'minute', 60, minutes] as const)
      : (['day', 'hour', 24, Math.round(milliseconds / hour)] as const);
  const [whole, rest] = [Math.floor(count / perBig), count % perBig];
  return [whole === 0 ? '' : part(whole, big), rest === 0 && whole > 0 ? '' : part(rest, small)]
    .filter(Boolean)
    .join(' ');
}
