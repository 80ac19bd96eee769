import { createHash } from 'node:crypto';
import { Bucket } from './budget/bucket';
import { Costs } from './budget/costs';
import { FairQueue } from './budget/queue';
import { Window } from './budget/window';
import type { Budgets } from './courier';
import { makeTokens, type Tokens } from './credentials/tokens';
import { baseUrl } from './domain';
import type { Environment } from './environment';
import { makeCache, type AnswerCache } from './requests';
import type { ShopConnection } from './types';

/** What the data sources of one shop and app share. */
export interface Shared {
  readonly budgets: Budgets;
  readonly tokens: Tokens;
  readonly cache: AnswerCache;
  /** Tells shops, credentials, versions and allowed personal data apart in the cache. */
  readonly prefix: string;
  /** Shared things are dropped when their last user is gone. */
  readonly release: () => void;
}

interface Counted<Value> {
  readonly value: Value;
  users: number;
}

/**
 * Keeps budgets per shop and app, tokens per shop and exact credentials (somebody with a wrong secret gets nothing of those
 * with the right one), and one cache.
 */
export class Registry {
  readonly environment: Environment;
  readonly #budgets = new Map<string, Counted<Budgets>>();
  readonly #tokens = new Map<string, Counted<Tokens>>();
  readonly #cache: AnswerCache;

  constructor(environment: Environment) {
    this.environment = environment;
    this.#cache = makeCache(environment.clock);
  }

  share(connection: ShopConnection): Shared {
    const base = baseUrl(connection);
    const { credentials, domain, apiVersion, allowProtected } = connection;
    const exact = digest(base, domain, JSON.stringify(credentials));
    const app = credentials.kind === 'client' ? digest(base, domain, credentials.clientId) : exact;
    const tokens = use(this.#tokens, exact, () => makeTokens(connection, base, this.environment));
    const budgets = use(this.#budgets, app, () => makeBudgets(this.environment));
    let open = true;
    return {
      tokens: tokens.value,
      budgets: budgets.value,
      cache: this.#cache,
      prefix: [exact, apiVersion, [...allowProtected].sort().join(',')].join(' '),
      release: () => {
        if (open) {
          open = false;
          leave(this.#tokens, exact, tokens);
          leave(this.#budgets, app, budgets);
        }
      },
    };
  }
}

function makeBudgets(environment: Environment): Budgets {
  const bucket = new Bucket(environment.clock.now());
  const window = new Window();
  return {
    bucket,
    bucketQueue: new FairQueue(environment, bucket),
    window,
    windowQueue: new FairQueue(environment, window),
    costs: new Costs(),
    throttled: 0,
  };
}

function use<Value>(all: Map<string, Counted<Value>>, key: string, make: () => Value): Counted<Value> {
  const counted = all.get(key) ?? { value: make(), users: 0 };
  counted.users += 1;
  all.set(key, counted);
  return counted;
}

function leave<Value>(all: Map<string, Counted<Value>>, key: string, counted: Counted<Value>): void {
  counted.users -= 1;
  if (counted.users === 0 && all.get(key) === counted) {
    all.delete(key);
  }
}

/** Secrets are told apart without being kept. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
