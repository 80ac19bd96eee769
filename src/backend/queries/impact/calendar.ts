import type { ImpactSettings } from '../../../query/logs';
import { publicHolidays, type SpecialDays } from '../../impact';
import { localTime } from '../common/zone';

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

const known = new Map<string, Promise<readonly SpecialDays[]>>();

/** Kept by year: the library takes a while. */
async function holidaysOf(country: string, year: number, language: string): Promise<readonly SpecialDays[]> {
  const key = `${country} ${String(year)} ${language}`;
  const found = known.get(key) ?? publicHolidays(country, `${String(year)}-01-01`, `${String(year)}-12-31`, language);
  known.set(key, found);
  return await found;
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
