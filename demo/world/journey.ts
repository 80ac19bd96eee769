import type { Context } from './context';
import type { Promotion } from './promotions';
import type { Random } from './random';
import type { Journey } from './types';

/** Where visits come from, as ShopifyQL's `referrer_source` names them, with their share of sessions. */
export const referrers = [
  { source: 'direct', share: 0.34, type: null, url: null },
  { source: 'search', share: 0.29, type: 'SEO', url: 'https://search.example.com/' },
  { source: 'social', share: 0.19, type: null, url: 'https://social.example.com/' },
  { source: 'email', share: 0.11, type: null, url: null },
  { source: 'unknown', share: 0.07, type: null, url: null },
] as const;

export function journeyOf(context: Context, key: number, promotion: Promotion | undefined, draw: Random): Journey {
  const referrer = referrers[draw.weighted(referrers.map(({ share }) => share))] ?? referrers[0];
  const product = context.catalogue[key % context.catalogue.length];
  const campaign = promotion?.code ?? null;
  return {
    source: referrer.source,
    sourceType: referrer.type,
    landingPage: draw.chance(0.5) ? '/' : `/products/${product?.handle ?? ''}`,
    referrerUrl: referrer.url,
    utm:
      referrer.source === 'email' || (campaign !== null && referrer.source === 'social')
        ? { campaign: (campaign ?? 'newsletter').toLowerCase(), medium: referrer.source, source: 'harbor' }
        : null,
    daysToConversion: draw.chance(0.6) ? 0 : draw.between(1, 20),
  };
}
