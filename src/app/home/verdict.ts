import { z } from 'zod';
import { factsSchema } from '../../query/resources';
import { runQueries } from '../ask/query';
import { getResource } from '../ask/resource';

/** How far back Home looks, as the dashboard *Is the shop fine?* does. */
export const judged = { from: 'now-6h', to: 'now' } as const;
const sixHours = 6 * 3_600_000;

const text = z.string().nullable();
const count = z.number().nullable();

const verdictSchema = z.object({
  sentence: z.string(),
  /** 0 fine, 1 watching, 2 quieter without errors, 3 errors without loss, 4 both; null where it can't be told. */
  state: count,
  orders: count,
  expected: count,
  errors: count,
  /** Amounts in the shop's currency, the ends of an interval. */
  revenue_at_risk_low: count,
  revenue_at_risk_high: count,
  service: text,
  error_code: text,
  code_words: text,
  details: text,
  left_out: text,
  confounders: text,
  /** Epoch milliseconds. */
  orders_fresh_at: count,
  logs_fresh_at: count,
});
export type Verdict = z.output<typeof verdictSchema>;

export interface Judgement {
  readonly verdict: Verdict | undefined;
  /** Why there is no verdict: what is wrong and whose fault it is. */
  readonly problem: string | undefined;
  /** What the judgement could not take into account. */
  readonly notices: readonly string[];
  /** ISO 4217; undefined where the shop could not be asked. */
  readonly currency: string | undefined;
  readonly at: number;
}

async function currencyOf(uid: string): Promise<string | undefined> {
  try {
    return (await getResource(uid, 'facts', factsSchema)).currency;
  } catch {
    return undefined; // The verdict stands without it, its amounts are then plain numbers.
  }
}

/** Asks whether a store is fine: the same query as the dashboard's, over the same stretch. */
export async function askVerdict(uid: string, at = Date.now()): Promise<Judgement> {
  const range = { from: at - sixHours, to: at };
  const [told, currency] = await Promise.all([
    runQueries(uid, range, { verdict: { version: 2, queryType: 'impact', format: 'verdict' } }),
    currencyOf(uid),
  ]);
  const { rows, error, notices } = told('verdict');
  return {
    verdict: z.array(verdictSchema).parse(rows)[0],
    problem: error,
    notices: [...new Set(notices)],
    currency,
    at,
  };
}
