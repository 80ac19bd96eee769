import type { ImpactInput, Sentence } from './types';

const hour = 3_600_000;
const day = 24 * hour;

/** Orders this many times the usual in the six hours before count as a rush that may simply have ended. */
export const rush = 1.4;

/** What else may explain what is seen, of what is known: days, events, a rush that ended, more traffic. */
export function confounders(
  { zone, days = [], events = [] }: Pick<ImpactInput, 'zone' | 'days' | 'events'>,
  at: number,
  since: number,
  before: { readonly orders: number; readonly expected: number },
  busier: boolean
): Sentence[] {
  const found: Sentence[] = [];
  const dates = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  const [today, yesterday] = [dates.format(at), dates.format(at - day)];
  for (const { kind, name, from, to } of days) {
    const values = { name: { kind: 'text' as const, value: name } };
    if (from <= today && today <= to) {
      found.push({ key: `confounder.${kind}`, values });
    } else if (to === yesterday) {
      found.push({ key: `confounder.${kind}_ended`, values });
    }
  }
  for (const event of events) {
    if (event.at >= since - 2 * hour && event.at <= at) {
      found.push({
        key: `confounder.${event.kind}`,
        values: { name: { kind: 'text', value: event.name }, at: { kind: 'time', value: event.at } },
      });
    }
  }
  if (before.expected >= 5 && before.orders > rush * before.expected) {
    found.push({ key: 'confounder.rush_ended', values: {} });
  }
  if (busier) {
    found.push({ key: 'confounder.busier', values: {} });
  }
  return found;
}
