import type { SpecialDays } from './types';

const day = 86_400_000;

/**
 * Public holidays of a country as days that are not like others, from the package date-holidays, Korea's lunar and
 * substitute days among them. The package gives Seollal as three days from the lunar new year on; by Korean law it is the
 * day before, the day and the day after, so those three are moved by one.
 * The package is loaded when first asked for: it knows the whole world and takes a quarter of a second.
 * @param country ISO 3166-1 code; of a country that is not known there are no holidays
 * @param from first day asked for, `YYYY-MM-DD`
 * @param to last day asked for
 */
export async function publicHolidays(
  country: string,
  from: string,
  to: string,
  language = 'en'
): Promise<SpecialDays[]> {
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays(country, { types: ['public'], languages: [language], timezone: 'UTC' });
  const days: SpecialDays[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const { name, start, end, rule } of calendar.getHolidays(year)) {
      const eve = country.toUpperCase() === 'KR' && rule === 'korean 01-0-01 P3D' ? day : 0;
      const first = dateOf(start.getTime() - eve);
      const last = dateOf(end.getTime() - eve - 1);
      if (last >= from && first <= to) {
        days.push({ kind: 'holiday', name, from: first, to: last });
      }
    }
  }
  return days;
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
