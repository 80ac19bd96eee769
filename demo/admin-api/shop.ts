import { randomBytes } from 'node:crypto';
import type { World } from '../world/types';
import { demoApp, type DemoApp } from './apps';
import { BulkJobs } from './bulk/jobs';
import { withoutDeleted, type Deletion } from './deletions';
import { LeakyBucket } from './cost/bucket';
import { WindowBudget } from './cost/window';
import { readScopes } from './scopes';

/** One shop that the server answers for. */
export interface ShopSetup {
  readonly world: World;
  readonly apps?: readonly DemoApp[];
  /** Points and points a second; 2,000 and 100 as a Standard plan has them. */
  readonly bucket?: { readonly maximum: number; readonly restoreRate: number };
  /** Records that are deleted at a moment, past or to come; none where absent. */
  readonly deletions?: readonly Deletion[];
  /** Points of ShopifyQL a minute; 1,000 where absent. */
  readonly shopifyqlBudget?: number;
}

/** What one app is metered and allowed in one shop. */
export interface AppSession {
  readonly app: DemoApp;
  readonly scopes: ReadonlySet<string>;
  readonly bucket: LeakyBucket;
  readonly shopifyql: WindowBudget;
  readonly bulk: BulkJobs;
}

/** A shop with its apps, tokens and budgets. */
export class Shop {
  readonly world: World;
  readonly domain: string;
  readonly #clock: () => number;
  readonly #deletions: Deletion[];
  readonly #sessions: readonly AppSession[];
  readonly #tokens = new Map<string, { readonly session: AppSession; expiresAt: number }>();

  constructor(setup: ShopSetup, clock: () => number) {
    this.world = setup.world;
    this.domain = setup.world.shop.domain;
    this.#clock = clock;
    this.#deletions = [...(setup.deletions ?? [])];
    this.#sessions = (setup.apps ?? [demoApp]).map((app) => ({
      app,
      scopes: new Set(app.scopes ?? readScopes),
      bucket: new LeakyBucket(setup.bucket?.maximum ?? 2000, setup.bucket?.restoreRate ?? 100, clock),
      shopifyql: new WindowBudget(setup.shopifyqlBudget ?? 1000, clock),
      bulk: new BulkJobs(clock),
    }));
  }

  /** The world at a moment, without what is deleted by then. */
  worldAt(now: number): World {
    return withoutDeleted(this.world.at(now), this.#deletions);
  }

  /** Deletes a record as staff does. */
  delete(deletion: Deletion): void {
    this.#deletions.push(deletion);
  }

  get sessions(): readonly AppSession[] {
    return this.#sessions;
  }

  appOf(clientId: string): AppSession | undefined {
    return this.#sessions.find(({ app }) => app.clientId === clientId);
  }

  /** A new token that lasts `seconds`. */
  issueToken(session: AppSession, seconds: number): string {
    const token = `shpat_${randomBytes(16).toString('hex')}`;
    this.#tokens.set(token, { session, expiresAt: this.#clock() + seconds * 1000 });
    return token;
  }

  /** Who a token belongs to; undefined where it is unknown or has run out. */
  sessionOf(token: string | undefined): AppSession | undefined {
    if (token === undefined) {
      return undefined;
    }
    const legacy = this.#sessions.find(({ app }) => app.legacyToken === token && app.installed !== false);
    const granted = this.#tokens.get(token);
    return legacy ?? (granted !== undefined && granted.expiresAt > this.#clock() ? granted.session : undefined);
  }

  /** Makes every granted token invalid, as a rotated secret or an uninstalled app does. */
  revokeTokens(): void {
    this.#tokens.clear();
  }
}
