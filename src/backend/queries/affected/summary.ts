import type { Ask } from '../common/ask';
import { adminSearch, type Summary } from './frame';
import type { Hits } from './hits';
import type { Resolved } from './resolve';

/** Below this share of lines with an id, developers are told what to log; from so many lines on. */
const low = { share: 0.5, lines: 20 };
/** Below this share of keys that a copy which sees all knows, what is logged is not what the shop calls them. */
const lowFound = 0.5;

/** Records of one search in the admin. */
const mostSearched = 50;

/**
 * Counts of what error lines hit. `all`: checkouts of the same stretch, where a copy tells them. `seesAll`: a key that was
 * not found is none of the shop's.
 */
export function summaryOf(
  { t }: Pick<Ask, 't'>,
  { lines, withKey, hits, keyless }: Hits,
  rows: readonly Resolved[],
  all: { readonly orders: number; readonly left: number; readonly leftPaid: number } | undefined,
  seesAll: boolean
): Summary {
  const resolved = rows.filter(({ outcome }) => outcome !== 'unknown');
  const lost = rows.filter(({ outcome }) => outcome === 'not paid');
  const checkouts = rows.filter(({ type, outcome }) => type !== 'customer' && outcome !== 'paid before');
  const total = all === undefined ? 0 : all.orders + all.left - all.leftPaid;
  const people = new Set(rows.flatMap(({ customerId }) => customerId ?? []));
  const match = lines === 0 ? null : withKey / lines;
  const searched = lost.flatMap((row) => adminSearch(row) ?? []).slice(0, mostSearched);
  return {
    numbers: {
      affected_keys: hits.length,
      resolved: resolved.length,
      match_rate: match,
      orders: new Set(rows.flatMap(({ order, cameBack }) => (cameBack ? [] : (order?.id ?? [])))).size,
      checkouts: checkouts.length,
      customers: people.size,
      paid_later: rows.filter(({ outcome }) => outcome === 'paid later').length,
      not_paid: lost.length,
      value_not_paid: lost.reduce((sum, { value }) => sum + (value ?? 0), 0) / 10_000,
      lines,
      lines_with_key: withKey,
      share_of_all_checkouts: total === 0 ? null : Math.min(1, checkouts.length / total),
    },
    advice: adviceOf(t, { lines, match, keyless, found: seesAll ? resolved.length / rows.length : NaN }),
    adminSearch: searched.length === 0 ? null : searched.join(' OR '),
  };
}

function adviceOf(
  t: Ask['t'],
  of: {
    readonly lines: number;
    readonly match: number | null;
    readonly keyless: ReadonlyMap<string, number>;
    /** Share of keys that the shop knows; NaN where that can't be told. */
    readonly found: number;
  }
): string | null {
  const percent = (share: number) => new Intl.NumberFormat(t('kpis:language'), { style: 'percent' }).format(share);
  if (of.match !== null && of.lines >= low.lines && of.match < low.share) {
    const services = [...of.keyless.keys()].slice(0, 3).join(', ');
    return t('affected:advice.few', { share: percent(of.match), services: services === '' ? '–' : services });
  }
  return of.found < lowFound ? t('affected:advice.unknown', { share: percent(of.found) }) : null;
}
