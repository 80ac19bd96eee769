import type { Translate } from '../../../locales/core';
import type { SaidValue, Sentence } from '../../impact';
import { currencyDigits } from '../common/money';
import { localTime } from '../common/zone';

/** Whom a sentence is said to. */
export interface Listener {
  readonly t: Translate;
  /** Zone that times are told in. */
  readonly zone: string;
  readonly currency: string;
  readonly now: number;
}

const minute = 60_000;

/** A sentence of the impact room in the listener's language. */
export function say({ key, values }: Sentence, listener: Listener): string {
  const told = Object.entries(values).map(([name, value]): readonly [string, string | number] => [
    name,
    // Plurals are chosen by it.
    name === 'count' && value.kind === 'count' ? value.value : written(value, listener),
  ]);
  return listener.t(`impact:${key}`, Object.fromEntries(told));
}

/** A value as people read it: `1,234`, `12.5`, `38%`, `14:05`, `2 h 5 min`, `₩1,200,000`. */
export function written(said: SaidValue, { t, zone, currency, now }: Listener): string {
  const language = t('kpis:language');
  const number = (options: Intl.NumberFormatOptions, value: number) =>
    Number.isFinite(value) ? new Intl.NumberFormat(language, options).format(value) : '–';
  switch (said.kind) {
    case 'text':
      return said.value;
    case 'count':
      return number({ maximumFractionDigits: 0 }, said.value);
    case 'decimal':
      return number({ maximumFractionDigits: 1 }, said.value);
    case 'percent':
      return number({ style: 'percent', maximumFractionDigits: Math.abs(said.value) < 0.1 ? 1 : 0 }, said.value);
    case 'money':
      return number(
        { style: 'currency', currency, maximumFractionDigits: Math.min(2, currencyDigits(currency)) },
        said.value / 10_000
      );
    case 'time': {
      const [date = '', clock = ''] = localTime(said.value, zone).split('T');
      const time = clock.slice(0, 5);
      return date === localTime(now, zone).slice(0, 10) ? time : `${date.slice(5)} ${time}`;
    }
    case 'duration':
      return duration(t, said.value);
  }
}

function duration(t: Translate, milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) {
    return '–';
  }
  const minutes = Math.max(1, Math.round(milliseconds / minute));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    ...(days > 0 ? [t('impact-query:duration.days', { days })] : []),
    ...(hours > 0 ? [t('impact-query:duration.hours', { hours })] : []),
    ...(rest > 0 && days === 0 ? [t('impact-query:duration.minutes', { minutes: rest })] : []),
  ];
  return parts.join(' ');
}
