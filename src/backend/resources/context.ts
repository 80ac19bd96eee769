import type { Language, Translate } from '../../locales/core';
import type { ImpactSettings } from '../../query/logs';
import type { ResourcePart } from '../grafana';
import type { LogAccess } from '../queries/common/logs';
import type { CallOptions, ShopConnection, Shopify } from '../shopify';
import type { CopyUse } from '../sync';

/** What resources answer from. */
export interface ResourceParts {
  readonly settings: {
    readonly language: Language;
    readonly connection: ShopConnection;
    readonly impact?: ImpactSettings;
  };
  readonly shopify: Shopify;
  readonly copy: CopyUse;
  /** Left out where no log store is set up. */
  readonly logs?: LogAccess;
  /** Who asks, as Grafana calls them. */
  readonly login?: string;
  readonly now: () => number;
  /** Compares up to so many days of the copy with Shopify's reports; how many were due. */
  readonly reconcile: (days: number) => Promise<number>;
  readonly options: CallOptions;
  /** The failure as Grafana is told it. */
  readonly errorOf: (error: unknown, language: Language) => { readonly message: string; readonly status: number };
}

/** One request, read. */
export interface Asked extends ResourceParts {
  readonly parameters: URLSearchParams;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
  readonly language: Language;
  readonly t: Translate;
  readonly role: string;
  /** What stands in the place of the route's `:` parts, decoded. */
  readonly segments: readonly string[];
}

/** A whole answer, or one in parts as they come. */
export type Answered = ResourcePart | AsyncIterable<ResourcePart>;
export type Answer = (asked: Asked) => Answered | Promise<Answered>;

export function json(value: unknown, status = 200): ResourcePart {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}
