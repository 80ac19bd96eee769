import { boolField, numberField, stringField, timeField, type FieldConfig, type Frame } from '../../grafana';
import { frameOf } from '../common/shape';
import { wordsOf } from '../impact/words';
import { exploreLink, hidden, jsonInside, type Place } from './frame';

/** One kind of message. Instants are epoch milliseconds. */
export interface PatternRow {
  readonly pattern: string;
  /** Empty where its lines bear none. */
  readonly code: string;
  readonly errors: number;
  /** Of the lines that were read, 0 to 1. */
  readonly share: number;
  /** Most lines first. */
  readonly services: readonly string[];
  readonly firstAt: number;
  readonly lastAt: number;
  /** Null where it can't be told. */
  readonly isNew: boolean | null;
  /** The newest message. */
  readonly message: string;
  /** LogQL that finds its lines. */
  readonly expr: string;
}

/** One row per kind of message. */
export function patternsFrame({ t, impact }: Place, rows: readonly PatternRow[]): Frame {
  const config = (name: string, more: FieldConfig = {}) => ({
    config: { displayName: t(`affected:column.${name}`), ...more },
  });
  const text = (name: string, of: (row: PatternRow) => string | null, more: FieldConfig = {}) =>
    stringField(name, rows.map(of), config(name, more));
  const link = exploreLink(t('affected:link.logs'));
  const minute = 60_000;
  return frameOf('patterns', 'table', [
    boolField(
      'is_new',
      rows.map(({ isNew }) => isNew),
      config('is_new')
    ),
    text('pattern', ({ pattern }) => pattern, link),
    numberField(
      'errors',
      rows.map(({ errors }) => errors),
      config('errors', { decimals: 0, ...link })
    ),
    numberField(
      'share',
      rows.map(({ share }) => share),
      config('share', { unit: 'percentunit', min: 0, max: 1 })
    ),
    text('service', ({ services }) => services.join(', ')),
    text('error_code', ({ code }) => code || null),
    text('words', ({ code }) => wordsOf(impact, code, t) ?? null),
    timeField(
      'first_seen',
      rows.map(({ firstAt }) => firstAt),
      config('first_seen')
    ),
    timeField(
      'last_seen',
      rows.map(({ lastAt }) => lastAt),
      config('last_seen')
    ),
    text('message', ({ message }) => message),
    text('logs_expr', ({ expr }) => jsonInside(expr), hidden),
    text('logs_from', ({ firstAt }) => String(firstAt - minute), hidden),
    text('logs_to', ({ lastAt }) => String(lastAt + minute), hidden),
  ]);
}
