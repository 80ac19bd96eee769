import type { SaidValue, Sentence } from './types';

/** In what language, zone and currency a sentence is told, and the catalogue's `area:key` lookup. */
export interface Speaking {
  readonly translate: (key: string, values: Readonly<Record<string, string>>) => string;
  readonly language: string;
  readonly zone: string;
  /** ISO 4217. */
  readonly currency: string;
}

const minute = 60_000;
const units = [
  ['day', 1440 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** A sentence of the catalogue `impact` as people read it. */
export function speak({ key, values }: Sentence, speaking: Speaking): string {
  const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, told(value, speaking)]));
  return speaking.translate(`impact:${key}`, said);
}

function told(said: SaidValue, { language, zone, currency }: Speaking): string {
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, options).format(value);
  switch (said.kind) {
    case 'text':
      return said.value;
    case 'count':
      return number(Math.round(said.value));
    case 'decimal':
      return number(said.value, { maximumFractionDigits: 1 });
    case 'percent':
      return number(said.value, { style: 'percent', maximumFractionDigits: said.value < 0.1 ? 1 : 0 });
    case 'money':
      return number(said.value / 10_000, { style: 'currency', currency, maximumFractionDigits: 0 });
    case 'time':
      return new Intl.DateTimeFormat(language, {
        timeZone: zone,
        weekday: 'short',
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
      }).format(said.value);
    case 'duration':
      return duration(said.value, language);
  }
}

/** The two largest units, `2 hours 5 minutes`; minutes from half a minute on are rounded. */
function duration(ms: number, language: string): string {
  let rest = Math.max(1, Math.round(ms / minute)) * minute;
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const whole = Math.floor(rest / length);
    // A whole day is said in hours: windows of 24 hours are not calendar days.
    if (whole > 0 && parts.length < 2 && !(unit === 'day' && rest === length)) {
      parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(whole));
      rest -= whole * length;
    }
  }
  return parts.join(' ');
}
