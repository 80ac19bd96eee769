import type { ShopifyqlQuery } from '../../../query';
import type { Frame, Notice } from '../../grafana';
import type { ShopifyqlAnswer } from '../../shopify';
import type { Ask } from '../common/ask';
import { notice } from '../common/notices';
import { maxSeries, shapeFrame } from '../common/shape';
import { fieldOf, isTime } from './columns';
import { clausesOf } from './tokens';

/** An answer as frames: columns typed by Shopify's metadata, in the form the query asks for. */
export function shopifyqlFrames(
  { columns, rows }: Pick<ShopifyqlAnswer, 'columns' | 'rows'>,
  sent: string,
  { query, facts, zone, t }: Pick<Ask<ShopifyqlQuery>, 'query' | 'facts' | 'zone' | 't'>
): { readonly frames: readonly Frame[]; readonly notices: readonly Notice[] } {
  const place = { zone, currency: currencyIn(sent) ?? facts.currency };
  const fields = columns.map((column, at) =>
    fieldOf(
      column,
      rows.map((row) => row[at] ?? null),
      place
    )
  );
  const time = columns.find(isTime)?.name;
  const { frames, dropped } = shapeFrame(fields, { format: query.format, time, name: nameOf(sent) });
  return {
    frames,
    notices: dropped === 0 ? [] : [notice(t, 'warning', 'queries:notice.seriesCut', { shown: maxSeries, dropped })],
  };
}

/** The schemas that FROM names: the frame's name. */
function nameOf(text: string): string {
  const from = clausesOf(text).find(({ name }) => name === 'FROM');
  const words = (from?.tokens ?? []).slice(1).filter(({ kind }) => kind === 'word');
  return words.length === 0 ? 'shopifyql' : words.map((token) => token.text).join(', ');
}

/** `WITH CURRENCY 'EUR'` makes Shopify convert; the answer's money is in that currency then. */
function currencyIn(text: string): string | undefined {
  const tokens = clausesOf(text).find(({ name }) => name === 'WITH')?.tokens ?? [];
  const at = tokens.findIndex((token) => token.text.toUpperCase() === 'CURRENCY');
  const value = at < 0 ? undefined : tokens[at + 1];
  return value?.kind === 'text' ? value.text.slice(1, -1) : undefined;
}
