import { mostErrorLines } from '../../../query';
import type { CopyAccess } from '../../copy';
import type { CheckoutOutcomes } from '../../impact';
import type { Ask } from '../common/ask';
import { errorLines, type ErrorFilter, type LogAccess } from '../common/logs';
import { countCheckouts, findInCopy } from './from-copy';
import { gather } from './hits';
import { resolve } from './resolve';

/**
 * What became of the checkouts of a stretch, by whether an error line bears their id. Checkouts whose order was there
 * before the error met none; those of which the copy knows nothing count on neither side.
 */
export async function checkoutOutcomes(
  ask: Pick<Ask, 'options'>,
  { copy, logs }: { readonly copy: CopyAccess; readonly logs: LogAccess },
  asked: ErrorFilter & { readonly from: number; readonly to: number }
): Promise<CheckoutOutcomes | undefined> {
  const { from, to } = asked;
  const { signal } = ask.options;
  const { data } = await logs.store.lines({
    query: errorLines(logs, asked),
    fromMs: from,
    toMs: to,
    maxLines: mostErrorLines,
    signal,
  });
  const { hits } = gather(data);
  if (hits.length === 0) {
    return undefined;
  }
  const [found, all] = await Promise.all([findInCopy(ask, copy, hits), countCheckouts(ask, copy, { from, to })]);
  const met = resolve(hits, found).filter(
    ({ type, outcome }) => type !== 'customer' && (outcome === 'paid later' || outcome === 'not paid')
  );
  const converted = met.filter(({ outcome, cameBack }) => outcome === 'paid later' && !cameBack);
  const lost = met.filter(({ outcome, cameBack }) => outcome !== 'paid later' || cameBack);
  const [hit, hitConverted] = [met.length, converted.length];
  const clean = Math.max(0, all.orders + all.left - all.leftPaid - hit);
  return {
    hit,
    hitConverted,
    clean,
    cleanConverted: Math.min(clean, Math.max(0, all.orders - hitConverted)),
    unconvertedValue: lost.reduce((sum, { value }) => sum + (value ?? 0), 0),
    cameBack: met.filter(({ cameBack }) => cameBack).length,
  };
}
