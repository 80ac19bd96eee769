import { ShopifyError } from '../errors';
import { adminSchema } from '../schema/load';
import type { ApiVersion } from '../types';
import { estimateCost } from './estimate';
import { prepare } from './prepare';

export interface DocumentCheck {
  /** Why the document would be refused; nothing was sent. */
  readonly refusal?: ShopifyError;
  /** Points that the first page may cost at most, as far as can be told before Shopify has. */
  readonly cost?: number;
  /** Scopes that its fields need; where one of several is enough they are joined by ` / `. */
  readonly scopes: readonly string[];
}

/** What can be said of a document without sending it. */
export function checkDocument(
  document: string,
  version: ApiVersion,
  allowed: ReadonlySet<string>,
  variables: Readonly<Record<string, unknown>>
): DocumentCheck {
  try {
    const { plan, demands } = prepare(document, version, allowed);
    const first = (plan.paging?.first ?? plan.document).text;
    return {
      cost: estimateCost(adminSchema(version), first, variables),
      scopes: [...new Set(demands.flatMap(({ groups }) => groups.map((group) => group.join(' / '))))],
    };
  } catch (error) {
    if (error instanceof ShopifyError) {
      return { refusal: error, scopes: [] };
    }
    throw error;
  }
}
