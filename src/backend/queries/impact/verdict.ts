import type { Sentence } from '../../impact';
import { errorLines } from '../common/logs';
import { worstService } from './errors';
import type { VerdictRow } from './frame';
import type { ImpactAsk, Judged } from './judge';
import { figuresOf, ongoing, windowOf } from './now';
import { sayer } from './say';
import { impactOf, wordsOf } from './words';

const minute = 60_000;

/** A sentence for people with its figures, in their language. */
export async function verdictRow(ask: ImpactAsk, judged: Judged): Promise<VerdictRow> {
  const { t } = ask;
  const say = sayer(ask);
  const { verdict } = judged.series;
  const said = (sentences: readonly Sentence[]) => (sentences.length === 0 ? null : sentences.map(say).join(' '));
  const worst = verdict.state === 0 ? undefined : await worstOf(ask, judged);
  const { state, orders, expected, errors, revenue_at_risk_low, revenue_at_risk_high } = figuresOf(judged);
  return {
    texts: {
      sentence: say(verdict.sentence),
      details: said(verdict.details),
      service: worst?.service ?? null,
      error_code: worst?.code ?? null,
      code_words: wordsOf(impactOf(ask), worst?.code, t) ?? null,
      left_out: said(verdict.leftOut),
      confounders: said(verdict.confounders),
    },
    numbers: {
      state: verdict.told ? state : null,
      orders,
      expected,
      errors,
      revenue_at_risk_low,
      revenue_at_risk_high,
    },
    times: {
      since: ongoing(judged)?.start ?? null,
      orders_fresh_at: judged.copy?.freshAt ?? null,
      logs_fresh_at: judged.logsAt ?? null,
    },
  };
}

export interface Worst {
  readonly service: string;
  /** The service's most frequent error code. */
  readonly code?: string;
}

/** The service with most error lines of the window, and its most frequent code. */
async function worstOf(ask: ImpactAsk, judged: Judged): Promise<Worst | undefined> {
  return await worstBetween(ask, judged, windowOf(judged));
}

/** The same for any stretch. */
export async function worstBetween(
  ask: ImpactAsk,
  { errors, span }: Pick<Judged, 'errors' | 'span'>,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<Worst | undefined> {
  const { logs, query, options } = ask;
  const worst = errors === undefined ? undefined : worstService(errors, span.bucketMs, from, to);
  if (logs === undefined || worst === undefined || to <= from) {
    return undefined;
  }
  const { service } = worst;
  const stepMs = Math.max(minute, Math.ceil((to - from) / minute) * minute);
  const answer = await logs.store.counts({
    query: errorLines(logs, { ...query, services: [service] }),
    fromMs: from,
    toMs: to,
    stepMs,
    by: ['error_code'],
    signal: options.signal,
  });
  const [code] = answer.data.series.flatMap(({ labels, rest, counts }) => {
    const name = labels['error_code'] ?? '';
    return rest === true || name === '' || !counts.some((count) => count > 0) ? [] : [name];
  });
  return { service, ...(code === undefined ? {} : { code }) };
}
