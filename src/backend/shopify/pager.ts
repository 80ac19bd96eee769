import type { Costs } from './budget/costs';
import type { PagePlan } from './document/plan';
import { added } from './document/plan';
import { intValue, stringValue } from './document/sizes';
import type { Environment } from './environment';
import { ShopifyError } from './errors';
import { notice } from './fail';
import { Pages } from './pages';
import type { Obtained } from './requests';
import type { CallOptions, GraphqlRequest, ShopifyNotice } from './types';
import type { OperationDefinitionNode } from 'graphql';

/** Nodes of one page that Shopify allows at most. */
const largestPage = 250;
/** A page of records that hold lists; such pages multiply in cost. */
const smallerPage = 50;
export const defaultMaxNodes = 5_000;
/** Shopify stops paging there. */
const ceiling = 25_000;
/** Pages without a node that are followed before giving up. */
const emptyPages = 20;

export interface Paged {
  readonly data: unknown;
  readonly truncated: boolean;
  readonly notices: readonly ShopifyNotice[];
}

/** Asks for one page. Throws `tooCostly` where the page has to be smaller. */
export type AskPage = (which: 'first' | 'next', variables: Readonly<Record<string, unknown>>) => Promise<Obtained>;

interface Call {
  readonly plan: PagePlan;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly request: GraphqlRequest;
  readonly options: CallOptions;
}

/**
 * Follows the first connection page by page until there are enough nodes, `keepPaging` says stop, Shopify has no more, or
 * the deadline comes near. What was gathered is never thrown away: only the first page's failure is an error.
 */
export class Pager {
  readonly #environment: Environment;
  readonly #costs: Costs;
  readonly #call: Call;
  readonly #pages: Pages;
  readonly #notices: ShopifyNotice[] = [];
  readonly #limit: number;
  #pageSize: number;
  #slowest = 0;

  constructor(environment: Environment, costs: Costs, call: Call) {
    this.#environment = environment;
    this.#costs = costs;
    this.#call = call;
    this.#pages = new Pages(call.plan);
    this.#limit = Math.max(1, call.request.maxNodes ?? defaultMaxNodes);
    const asked = intValue(call.plan.pageSize, call.operation, call.variables);
    const size = asked ?? (call.plan.flat ? largestPage : smallerPage);
    this.#pageSize = Math.min(size, largestPage, this.#limit, costs.pageLimit(call.plan.first.text) ?? largestPage);
  }

  async run(ask: AskPage, onPage: (page: Obtained) => void): Promise<Paged> {
    const { plan, operation, variables, request, options } = this.#call;
    const seen = new Set<string>();
    let after = stringValue(plan.after, operation, variables);
    let empty = 0;
    for (let pages = 0; ; pages += 1) {
      const began = this.#environment.clock.now();
      if (pages > 0 && began + this.#slowest * 1.5 >= options.deadline) {
        return this.#stop(notice('pagingDeadline', { rows: this.#pages.size }));
      }
      let page: Obtained;
      try {
        page = await this.#ask(ask, pages === 0 ? 'first' : 'next', after);
      } catch (error) {
        return this.#stop(this.#keepWhatCame(error, pages));
      }
      this.#slowest = Math.max(this.#slowest, this.#environment.clock.now() - began);
      onPage(page);
      const end = this.#pages.take(page.answer.data, request.keepPaging);
      if (end === undefined || (!end.more && this.#pages.size <= this.#limit)) {
        return this.#pages.size >= ceiling
          ? this.#stop(notice('paginationCeiling', { rows: this.#pages.size }))
          : this.#done(false);
      }
      if (this.#pages.size >= this.#limit) {
        return this.#pages.stopped ? this.#done(false) : this.#stop(notice('rowsLimited', { rows: this.#limit }));
      }
      if (this.#pages.stopped) {
        return this.#done(false);
      }
      empty = end.empty ? empty + 1 : 0;
      if (end.cursor === undefined || seen.has(end.cursor) || end.cursor === after || empty > emptyPages) {
        return this.#stop(notice('cursorStuck', { rows: this.#pages.size }));
      }
      seen.add(end.cursor);
      after = end.cursor;
    }
  }

  /** Asks with the present page size, and with half of it as long as Shopify finds that too costly. */
  async #ask(ask: AskPage, which: 'first' | 'next', after: string | undefined): Promise<Obtained> {
    for (;;) {
      try {
        return await ask(which, {
          ...this.#call.variables,
          [added.first]: this.#pageSize,
          ...(after === undefined ? {} : { [added.after]: after }),
        });
      } catch (error) {
        if (!(error instanceof ShopifyError) || error.code !== 'tooCostly' || this.#pageSize <= 1) {
          throw error;
        }
        this.#halve(Number(error.values['cost']), Number(error.values['limit']));
      }
    }
  }

  #halve(cost: number, limit: number): void {
    const from = this.#pageSize;
    const fits = cost > 0 && limit > 0 ? (from * limit) / cost : from;
    do {
      this.#pageSize = Math.max(1, Math.floor(this.#pageSize / 2));
    } while (this.#pageSize > 1 && this.#pageSize > fits);
    this.#costs.limitPage(this.#call.plan.first.text, this.#pageSize);
    this.#notices.push(notice('pageHalved', { from, to: this.#pageSize }));
  }

  /** The notice that takes an error's place once there is something to show; before that the error itself. */
  #keepWhatCame(error: unknown, pages: number): ShopifyNotice {
    const rows = this.#pages.size;
    if (pages === 0 || !(error instanceof ShopifyError) || error.code === 'cancelled') {
      throw error;
    }
    switch (error.code) {
      case 'wouldWait':
        return notice('pagingWouldWait', {
          rows,
          needed: error.values['needed'] ?? 0,
          have: error.values['have'] ?? 0,
        });
      case 'deadlinePassed':
        return notice('pagingDeadline', { rows });
      case 'tooCostly':
        return notice('pagingCost', { rows });
      case 'cursorInvalid':
        return notice('cursorInvalid', { rows });
      default:
        return notice('pagingFailed', { rows, code: error.code });
    }
  }

  #stop(why: ShopifyNotice): Paged {
    this.#notices.push(why);
    return this.#done(true);
  }

  #done(truncated: boolean): Paged {
    return { data: this.#pages.assemble(this.#limit), truncated, notices: this.#notices };
  }
}
