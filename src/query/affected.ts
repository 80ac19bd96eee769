import { z } from 'zod';
import { baseShape } from './base';
import { logFilterShape } from './log-filter';

/**
 * `rows`: one row per key that error lines bear. `summary`: one row of counts. `codes`: one row per error code. `patterns`:
 * one row per kind of message. `services`: error lines over time, a column per service.
 */
export const affectedShows = ['rows', 'summary', 'codes', 'patterns', 'services'] as const;
export type AffectedShow = (typeof affectedShows)[number];

/**
 * Keys that tell what an error line is about, in the order in which they are believed: an order's id, its name (`#1001`),
 * the checkout's token, the cart's token, the customer's id.
 */
export const affectedKeys = ['order', 'name', 'checkout', 'cart', 'customer'] as const;
export type AffectedKey = (typeof affectedKeys)[number];

/** `paid later`: after its first error. `paid before`: the order was there already. `unknown`: the copy has nothing of the key. */
export const affectedOutcomes = ['paid later', 'paid before', 'not paid', 'unknown'] as const;
export type AffectedOutcome = (typeof affectedOutcomes)[number];

/** Error lines that one query reads at most. */
export const mostErrorLines = 5_000;

/**
 * Which orders, checkouts and customers error lines of the range name, and what became of them.
 *
 * - `rows` (newest error first): `time`, `first_time`, `service`, `region`, `error_code`, `words`, `message`, `errors`
 *   (lines), `key_type`, `key`, `order_id`, `order_name`, `checkout_id`, `customer_id`, `outcome`, `outcome_code`,
 *   `minutes_to_paid`, `value`, `currency`, `admin_search` (a search that finds it in the Shopify admin), with links to the
 *   admin, the app's order page and the log lines.
 * - `summary`: `affected_keys`, `resolved`, `match_rate` (share of lines with a key), `orders`, `checkouts`, `customers`,
 *   `paid_later`, `not_paid`, `value_not_paid`, `lines`, `lines_with_key`, `share_of_all_checkouts`, `advice`,
 *   `admin_search`.
 * - `codes`: `error_code`, `words`, `has_words`, `service`, `errors`, `keys`, `first_seen`, `last_seen`, `is_new` (not seen
 *   in the week before the range).
 * - `patterns` (of the lines that were read, most first): `is_new` (not seen in the week before the range; null: not known),
 *   `pattern` (`<_>` where messages differ), `errors` (lines), `share` (0 to 1, of the lines that were read), `service` (all
 *   that wrote it, most lines first), `error_code`, `words`, `first_seen`, `last_seen`, `message` (the newest), with a link
 *   to the log lines.
 * - `services` (time series, wide): `time` and `errors` (lines) with the label `service_name`, the 12 services with most lines
 *   and the rest as one.
 */
export const affectedQuery = z.object({
  ...baseShape,
  queryType: z.literal('affected'),
  ...logFilterShape,
  /** Error codes; none: every code. */
  errorCodes: z.array(z.string().max(200)).max(100).default([]),
  /** Rows of `rows`, `codes` and `patterns`. */
  limit: z.number().int().min(1).max(5_000).default(500),
  show: z.enum(affectedShows).default('rows'),
});
export type AffectedQuery = z.infer<typeof affectedQuery>;
