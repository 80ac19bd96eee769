import { z } from 'zod';
import { fail } from './fail';
import type { GraphqlAnswer, ShopFacts } from './types';

export const factsDocument = `{
  shop { name myshopifyDomain ianaTimezone currencyCode plan { publicDisplayName } }
  currentAppInstallation { accessScopes { handle } }
}`;

/** Milliseconds that facts may be old. */
export const factsMaxAge = 5 * 60_000;
/** Milliseconds to wait for new ones where those of last time would do. */
export const factsPatience = 3_000;

const facts = z.looseObject({
  shop: z.looseObject({
    name: z.string(),
    myshopifyDomain: z.string(),
    ianaTimezone: z.string(),
    currencyCode: z.string(),
    plan: z.looseObject({ publicDisplayName: z.string() }),
  }),
  currentAppInstallation: z.looseObject({ accessScopes: z.array(z.looseObject({ handle: z.string() })) }).nullish(),
});

/** Reads the answer to `factsDocument`; `unexpectedAnswer` names the first part that is missing. */
export function readFacts({ data }: GraphqlAnswer): ShopFacts {
  const parsed = facts.safeParse(data);
  if (!parsed.success) {
    throw fail('unexpectedAnswer', { reason: parsed.error.issues[0]?.path.join('.') ?? '-' });
  }
  const { shop, currentAppInstallation: installation } = parsed.data;
  return {
    name: shop.name,
    domain: shop.myshopifyDomain,
    plan: shop.plan.publicDisplayName,
    timezone: shop.ianaTimezone,
    currency: shop.currencyCode,
    scopes: installation?.accessScopes.map(({ handle }) => handle).sort() ?? [],
  };
}
