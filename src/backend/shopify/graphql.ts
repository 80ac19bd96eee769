import { valueFromASTUntyped } from 'graphql';
import type { Costs } from './budget/costs';
import { estimateCost } from './document/estimate';
import { nestedNotices } from './document/nested';
import type { SentDocument } from './document/plan';
import { checkVariables, declaredVariables, prepare, type Prepared } from './document/prepare';
import { guardArguments } from './document/protect';
import { unmet } from './document/scopes';
import type { Environment } from './environment';
import { fail, notice } from './fail';
import { partialNotices, refuseEmpty } from './judge';
import { Pager } from './pager';
import type { Obtained, Requests } from './requests';
import { adminSchema } from './schema/load';
import type { CallOptions, GraphqlAnswer, GraphqlCost, GraphqlRequest, ShopConnection, ShopifyNotice } from './types';
import { versionNotices } from './versions';

/** What a GraphQL call needs from its shop. */
export interface GraphqlParts {
  readonly connection: ShopConnection;
  readonly environment: Environment;
  readonly requests: Requests;
  readonly costs: Costs;
  /** Granted scopes, where they are known by now. */
  readonly granted: () => ReadonlySet<string> | undefined;
  readonly onAnswer: (page: Obtained) => void;
}

/** Guards, sends and pages one document. See `Shopify.graphql`. */
export async function askGraphql(
  parts: GraphqlParts,
  request: GraphqlRequest,
  options: CallOptions,
  caller: string
): Promise<GraphqlAnswer> {
  const { connection, environment, requests, costs } = parts;
  const { apiVersion, allowProtected } = connection;
  const variables = request.variables ?? {};
  const prepared = prepare(request.document, apiVersion, allowProtected);
  checkVariables(prepared, apiVersion, variables);
  guardArguments(prepared.guarded, withDefaults(prepared, variables), allowProtected);
  const notices = [...prepared.notices, ...scopeNotices(prepared, parts.granted())];
  const summary = new Summary(apiVersion, parts.onAnswer);

  const ask = async (document: SentDocument, values: Readonly<Record<string, unknown>>): Promise<Obtained> => {
    const sent = declaredVariables(document, values);
    const costKey = `${document.text}\n${JSON.stringify(numbersOf(sent))}`;
    const estimate = costs.knows(costKey) ? 0 : estimateCost(adminSchema(apiVersion), document.text, sent);
    const parcel = { document: document.text, variables: sent, costKey, estimate };
    const obtained = await requests.obtain(parcel, options, caller, options.maxAge);
    refuseEmpty(obtained.answer, connection.domain);
    return obtained;
  };

  const { plan } = prepared;
  const { paging } = plan;
  if (paging === undefined) {
    const obtained = await ask(plan.document, variables);
    summary.add(obtained);
    const turned =
      plan.backwards === undefined ? [] : [notice('pagingBackwards', { rows: lastCount(plan.backwards, obtained) })];
    return {
      data: obtained.answer.data,
      truncated: false,
      ...summary.meta([...notices, ...turned, ...nestedNotices(prepared.nested, obtained.answer.data, variables)]),
    };
  }
  const pager = new Pager(environment, costs, {
    plan: paging,
    operation: prepared.operation,
    variables,
    request,
    options,
  });
  const paged = await pager.run(
    (which, values) => ask(paging[which], values),
    (page) => summary.add(page)
  );
  return {
    data: paged.data,
    connection: paging.path,
    truncated: paged.truncated,
    ...summary.meta([...notices, ...paged.notices, ...nestedNotices(prepared.nested, paged.data, variables)]),
  };
}

function numbersOf(variables: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(variables).filter(([, value]) => typeof value === 'number');
}

/** Defaults written in the document count as values. */
function withDefaults({ operation }: Prepared, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const]
  );
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(given) };
}

/** Known scopes are checked before anything is sent: an error where nothing could come back, else a notice. */
function scopeNotices({ demands }: Prepared, granted: ReadonlySet<string> | undefined): ShopifyNotice[] {
  if (granted === undefined) {
    return [];
  }
  const missing = demands.flatMap((demand) => {
    const [group] = unmet(demand, granted);
    return group === undefined ? [] : [{ field: demand.field, root: demand.root, scopes: group.join(' / ') }];
  });
  const roots = demands.filter(({ root }) => root);
  const first = missing[0];
  if (first !== undefined && roots.length > 0 && missing.filter(({ root }) => root).length === roots.length) {
    throw fail('scopeMissing', { field: first.field, scopes: first.scopes });
  }
  return missing.map(({ field, scopes }) => notice('scopeMissing', { field, scopes }));
}

function lastCount(path: readonly string[], { answer }: Obtained): number {
  const connection = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    answer.data
  );
  const lists =
    typeof connection === 'object' && connection !== null ? Object.values(connection).filter(Array.isArray) : [];
  return Math.max(0, ...lists.map((list) => list.length));
}

/** What is known of all answers of a call together. */
class Summary {
  readonly #version: string;
  readonly #onAnswer: (page: Obtained) => void;
  readonly #notices = new Map<string, ShopifyNotice>();
  #fetchedAt = Number.POSITIVE_INFINITY;
  #cached = false;
  #requests = 0;
  #servedVersion: string | undefined;
  #cost: GraphqlCost | undefined;

  constructor(version: string, onAnswer: (page: Obtained) => void) {
    this.#version = version;
    this.#onAnswer = onAnswer;
  }

  add(obtained: Obtained): void {
    const { answer, cached, requests } = obtained;
    this.#onAnswer(obtained);
    this.#fetchedAt = Math.min(this.#fetchedAt, answer.fetchedAt);
    this.#cached ||= cached;
    this.#requests += requests;
    this.#servedVersion = answer.servedVersion ?? this.#servedVersion;
    for (const one of [...versionNotices(this.#version, answer), ...partialNotices(answer)]) {
      this.#notices.set(JSON.stringify(one), one);
    }
    const { cost } = answer;
    if (cost?.throttleStatus !== undefined) {
      const { maximumAvailable: maximum, currentlyAvailable: available, restoreRate } = cost.throttleStatus;
      this.#cost = {
        requested: (this.#cost?.requested ?? 0) + cost.requestedQueryCost,
        actual: (this.#cost?.actual ?? 0) + (cost.actualQueryCost ?? cost.requestedQueryCost),
        available,
        maximum,
        restoreRate,
      };
    }
  }

  meta(notices: readonly ShopifyNotice[]) {
    return {
      fetchedAt: this.#fetchedAt,
      cached: this.#cached,
      requests: this.#requests,
      servedVersion: this.#servedVersion,
      notices: [...notices, ...this.#notices.values()],
      ...(this.#cost === undefined ? {} : { cost: this.#cost }),
    };
  }
}
