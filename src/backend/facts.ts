import { factsPatience } from './shopify/facts';
import { ShopifyError, type CallOptions, type ShopFacts, type Shopify } from './shopify';
import type { CopyUse } from './sync';

export interface FactsParts {
  readonly copy:
    Pick<Extract<CopyUse, { kind: 'on' }>, 'kind' | 'storedFacts'> | Pick<Extract<CopyUse, { kind: 'off' }>, 'kind'>;
  readonly shopify: Pick<Shopify, 'facts' | 'lastFacts'>;
  readonly now: () => number;
}

/**
 * The shop's facts for whatever may be answered by the copy: Shopify's own, those of last time where Shopify is away, and
 * after a restart those that the copy was last written with. Credentials that Shopify refuses are never passed over.
 */
export function factsFor({ copy, shopify, now }: FactsParts): (options: CallOptions) => Promise<ShopFacts> {
  let hasAnswered = false;
  const asked = async (options: CallOptions) => {
    const facts = await shopify.lastFacts(options);
    hasAnswered = true;
    return facts;
  };
  return async (options) => {
    if (copy.kind === 'off') {
      return await shopify.facts(options);
    }
    const stored = hasAnswered ? undefined : await copy.storedFacts(options);
    if (stored === undefined) {
      return await asked(options);
    }
    try {
      return await asked({ ...options, deadline: Math.min(options.deadline, now() + factsPatience) });
    } catch (error) {
      if (error instanceof ShopifyError && error.fault === 'shopify') {
        return stored;
      }
      throw error;
    }
  };
}
