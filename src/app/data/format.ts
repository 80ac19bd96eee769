import { dateTimeFormat, formattedValueToString, getValueFormat } from '@grafana/data';
import { viewerLanguage } from '../../shims/language';

const second = 1;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A whole number with separators. */
export function number(value: number): string {
  return new Intl.NumberFormat(viewerLanguage(), { maximumFractionDigits: 0 }).format(value);
}

/** A share of 1 as per cent; small ones keep the digits that tell them from nothing. */
export function percent(share: number): string {
  const digits = share !== 0 && Math.abs(share) < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  return new Intl.NumberFormat(viewerLanguage(), { style: 'percent', ...digits }).format(share);
}

/** `1.2 GiB`. */
export function size(bytes: number): string {
  return formattedValueToString(getValueFormat('bytes')(bytes, bytes < 1024 ? 0 : 1));
}

/** An instant in the viewer's zone, as Grafana writes it. */
export function moment(at: number): string {
  return dateTimeFormat(at);
}

export function date(at: number): string {
  return dateTimeFormat(at, { format: 'YYYY-MM-DD' });
}

function unitOf(seconds: number): readonly ['second' | 'minute' | 'hour' | 'day', number] {
  const magnitude = Math.abs(seconds);
  if (magnitude < 1.5 * minute) {
    return ['second', second];
  }
  if (magnitude < 1.5 * hour) {
    return ['minute', minute];
  }
  return magnitude < 2 * day ? ['hour', hour] : ['day', day];
}

/** A length of time, e.g. `4 min`. */
export function duration(seconds: number): string {
  const [unit, length] = unitOf(seconds);
  const format = new Intl.NumberFormat(viewerLanguage(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  });
  return format.format(Math.ceil(seconds / length));
}

/** How long ago an instant was, e.g. `12 seconds ago`. */
export function ago(at: number, now: number): string {
  const seconds = Math.min(0, (at - now) / 1000);
  const [unit, length] = unitOf(seconds);
  return new Intl.RelativeTimeFormat(viewerLanguage(), { numeric: 'auto' }).format(
    Math.round(seconds / length) || 0,
    unit
  );
}

/** A KPI's figure in its unit; money in the shop's currency. */
export function figure(value: number | null, unit: string, currency: string | undefined): string {
  if (value === null) {
    return '–';
  }
  if (unit === 'percent') {
    return percent(value);
  }
  const money = unit === 'money' && currency !== undefined ? ({ style: 'currency', currency } as const) : {};
  const digits = unit === 'money' || unit === 'count' ? {} : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(viewerLanguage(), { ...money, ...digits }).format(value);
}
