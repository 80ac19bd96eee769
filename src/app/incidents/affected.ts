import { z } from 'zod';
import { runQueries, type Rows } from '../ask/query';

const text = z.string().nullable();
const instant = z.number();
const count = z.number().nullable();

/** A row of the query type `affected`. */
const affectedRow = z.object({
  time: instant,
  first_time: instant,
  service: text,
  region: text,
  error_code: text,
  words: text,
  message: text,
  errors: z.number(),
  key_type: z.string(),
  key: z.string(),
  order_id: text,
  order_name: text,
  checkout_id: text,
  customer_id: text,
  outcome: z.string(),
  outcome_code: z.string(),
  minutes_to_paid: z.number().nullable(),
  value: z.number().nullable(),
  currency: text,
  admin_search: text,
});
export type AffectedRow = z.output<typeof affectedRow>;

const summary = z.object({
  affected_keys: count,
  match_rate: count,
  orders: count,
  checkouts: count,
  customers: count,
  paid_later: count,
  not_paid: count,
  share_of_all_checkouts: count,
  advice: text,
  admin_search: text,
});
export type AffectedSummary = z.output<typeof summary>;

const code = z.object({
  error_code: z.string(),
  words: text,
  service: text,
  errors: z.number(),
  first_seen: instant.nullable(),
  is_new: z.boolean(),
});
export type CodeRow = z.output<typeof code>;

const event = z.object({ time: instant, title: z.string(), text: text });
export type EventRow = z.output<typeof event>;

const verdict = z.object({ sentence: z.string(), state: z.number().nullable() });

/** Most rows that the page shows and exports. */
export const mostRows = 1_000;
const mostEvents = 30;
/** How long before the beginning changes in the shop are told: what came just before matters. */
const before = 2 * 3_600_000;

/** What the logs and the shop say of a stretch of time. What could not be asked is empty, and `problems` say why. */
export interface Told {
  readonly rows: readonly AffectedRow[];
  readonly titles: Readonly<Record<string, string>>;
  readonly summary: AffectedSummary | undefined;
  readonly codes: readonly CodeRow[];
  /** The judgement of the stretch in one sentence. */
  readonly verdict: { readonly sentence: string; readonly state: number | null } | undefined;
  /** Why the list of those affected may have fewer than there were. */
  readonly notices: readonly string[];
  /** Each says whose fault it is. */
  readonly problems: readonly string[];
}

function read<Schema extends z.ZodType>({ rows }: Rows, schema: Schema): Array<z.output<Schema>> {
  return z.array(schema).parse(rows);
}

const base = { version: 2 } as const;

/** Which error lines are meant, where not all. */
export interface Lines {
  readonly services: string[];
  /** LogQL pipeline. */
  readonly stages: string;
}

/** Asks for all of it at once. The judgement is of the whole shop, whichever lines are meant. */
export async function askTold(
  uid: string,
  range: { readonly from: number; readonly to: number },
  lines: Partial<Lines> = {}
): Promise<Told> {
  const told = await runQueries(uid, range, {
    rows: { ...base, queryType: 'affected', ...lines, show: 'rows', limit: mostRows },
    summary: { ...base, queryType: 'affected', ...lines, show: 'summary' },
    codes: { ...base, queryType: 'affected', ...lines, show: 'codes', limit: 50 },
    verdict: { ...base, queryType: 'impact', format: 'verdict' },
  });
  const [rows, sums, codes, verdicts] = [told('rows'), told('summary'), told('codes'), told('verdict')];
  return {
    rows: read(rows, affectedRow),
    titles: rows.titles,
    summary: read(sums, summary)[0],
    codes: read(codes, code),
    verdict: read(verdicts, verdict)[0],
    notices: [...new Set(rows.notices)],
    problems: [...new Set([rows, sums, codes, verdicts].flatMap(({ error }) => error ?? []))],
  };
}

/** What was changed in the shop before and during it: apart, as Shopify may take its time. Empty where it can't be told. */
export async function askChanges(
  uid: string,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<readonly EventRow[]> {
  const changes = await runQueries(
    uid,
    { from: from - before, to },
    {
      events: {
        ...base,
        queryType: 'events',
        kinds: ['theme_publishes', 'price_changes', 'discount_changes'],
        limit: mostEvents,
      },
    }
  );
  return read(changes('events'), event);
}
