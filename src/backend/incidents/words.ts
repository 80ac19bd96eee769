import type { Translate } from '../../locales/core';
import type { StoredIncident } from './stored';

/** Whom an incident is told to. */
export interface Telling {
  readonly t: Translate;
  readonly currency: string;
  /** An admin's words for an error code. */
  readonly wordsOf: (code: string) => string | undefined;
}

/** What happened, in a few words. */
export function titleOf({ state, endedAt, service }: StoredIncident, { t }: Pick<Telling, 't'>): string {
  const what = t(`incidents:title.${String(state)}`);
  const where = service === null || state === 2 ? what : t('incidents:title.service', { what, service });
  return endedAt === null ? t('incidents:title.goesOn', { what: where }) : where;
}

/** Its figures in one line, each with its interval. */
export function textOf(incident: StoredIncident, telling: Telling): string {
  const { t, currency, wordsOf } = telling;
  const language = t('kpis:language');
  const count = (value: number) => new Intl.NumberFormat(language).format(value);
  const money = (value: number) =>
    new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value / 10_000);
  const { orders, expected, shortfallLow, shortfallHigh, riskLow, riskHigh, errors, errorsUsual, errorCode } = incident;
  const parts = [t('incidents:text.orders', { orders: count(orders), expected: count(expected) })];
  const range = (key: string, low: number | null, high: number | null, say: (value: number) => string) => {
    if (low !== null && high !== null && high > 0) {
      parts.push(t(key, { low: say(Math.max(0, low)), high: say(high) }));
    }
  };
  range('incidents:text.missing', shortfallLow, shortfallHigh, count);
  range('incidents:text.risk', riskLow, riskHigh, money);
  range('incidents:text.recovered', incident.recoveredLow, incident.recoveredHigh, count);
  if (errors !== null) {
    parts.push(t('incidents:text.errors', { errors: count(errors), usual: count(errorsUsual ?? 0) }));
  }
  if (errorCode !== null) {
    const words = wordsOf(errorCode);
    parts.push(words === undefined ? errorCode : `${errorCode}: ${words}`);
  }
  if (incident.note !== null && incident.note !== '') {
    parts.push(t('incidents:text.note', { note: incident.note }));
  }
  return parts.join(' · ');
}
