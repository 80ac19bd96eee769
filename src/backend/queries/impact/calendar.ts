import type { ImpactSettings } from '../../../query/logs';
import type { SpecialDays } from '../../impact';
import { localTime } from '../common/zone';

const day = 86_400_000;

/** Countries of zones and currencies that name one alone; for all others an admin names the country. */
const ofZone: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'KR',
  'Asia/Tokyo': 'JP',
  'Asia/Taipei': 'TW',
  'Asia/Singapore': 'SG',
  'Europe/London': 'GB',
  'Europe/Berlin': 'DE',
  'Europe/Paris': 'FR',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Amsterdam': 'NL',
};
const ofCurrency: Readonly<Record<string, string>> = {
  USD: 'US',
  KRW: 'KR',
  JPY: 'JP',
  GBP: 'GB',
  CAD: 'CA',
  AUD: 'AU',
};

/** The country whose holidays count: the admin's, else the one that the shop's zone or currency stands for. */
export function countryOf(
  { country }: Pick<ImpactSettings, 'country'>,
  { timezone, currency }: { readonly timezone: string; readonly currency: string }
): string | undefined {
  return country ?? ofZone[timezone] ?? ofCurrency[currency];
}

const known = new Map<string, readonly SpecialDays[]>();

/** Public holidays of a year, lunar and substitute days included. Loaded when first asked for: the library is large. */
async function holidaysOf(country: string, year: number, language: string): Promise<readonly SpecialDays[]> {
  const key = `${country} ${String(year)} ${language}`;
  const found = known.get(key);
  if (found !== undefined) {
    return found;
  }
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays(country, { types: ['public'] });
  const days = calendar.getHolidays(year, language).map(({ name, start, end, date }): SpecialDays => {
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / day));
    const from = date.slice(0, 10);
    const to = new Date(Date.parse(`${from}T00:00:00Z`) + (length - 1) * day).toISOString().slice(0, 10);
    return { kind: 'holiday', name, from, to };
  });
  known.set(key, days);
  return days;
}

/** Days between two instants that are not like others: holidays and the shop's own campaigns. */
export async function specialDays(
  settings: Pick<ImpactSettings, 'country' | 'campaigns'>,
  shop: { readonly timezone: string; readonly currency: string },
  stretch: { readonly from: number; readonly to: number; readonly language: string }
): Promise<SpecialDays[]> {
  const [first, last] = [stretch.from, stretch.to].map((at) => localTime(at, shop.timezone).slice(0, 10));
  const country = countryOf(settings, shop);
  const years = country === undefined ? [] : yearsBetween(first ?? '', last ?? '');
  const holidays = await Promise.all(years.map((year) => holidaysOf(country ?? '', year, stretch.language)));
  const campaigns = settings.campaigns.map((each): SpecialDays => ({ kind: 'campaign', ...each }));
  return [...holidays.flat(), ...campaigns].filter(({ from, to }) => from <= (last ?? '') && to >= (first ?? ''));
}

function yearsBetween(first: string, last: string): number[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
