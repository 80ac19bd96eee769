import type { Courier, Delivered, Parcel } from '../courier';
import type { Environment } from '../environment';
import { ShopifyError } from '../errors';
import { Flights } from '../flights';
import { refuseEmpty } from '../judge';
import { mayRetry } from '../transport/faults';
import type { BulkOperation, BulkOperations, CallOptions, GraphqlAnswer, ShopConnection, Shopify } from '../types';
import { checkBulkQuery } from './check';
import { cancelDocument, oneDocument, startDocument, unfinishedDocument } from './documents';
import { cancelAnswer, listAnswer, oneAnswer, operationOf, readAnswer, startAnswer } from './operation';
import { checkUrl } from './url';

/** What bulk operations need from their shop. */
export interface BulkParts {
  readonly connection: ShopConnection;
  readonly environment: Environment;
  readonly courier: Courier;
  readonly graphql: Shopify['graphql'];
  /** Granted scopes, where they are known by now. */
  readonly granted: () => ReadonlySet<string> | undefined;
  /** Does something that ends with the call, or with the shop. */
  readonly during: <Result>(
    options: CallOptions,
    work: (inside: CallOptions, caller: string) => Promise<Result>
  ) => Promise<Result>;
  readonly onAnswer: (delivered: Delivered) => void;
}

/** Points of any mutation. */
const mutationCost = 10;
/** Milliseconds that Shopify's clock may be behind ours. */
const clockSkew = 120_000;
const gid = /^gid:\/\/shopify\/BulkOperation\/\d+$/;

/** See `BulkOperations`. */
export function makeBulk(parts: BulkParts): BulkOperations {
  const { connection, environment, courier, graphql, granted, during, onAnswer } = parts;

  /** Sends one of the two mutations, once: equal ones are neither joined nor answered from a cache. */
  async function mutate(parcel: Parcel, options: CallOptions): Promise<unknown> {
    return await during(options, async (inside, caller) => {
      const flights = new Flights<Delivered>(environment);
      const delivered = await flights.join('', inside, (flight) => courier.carry(parcel, flight, caller));
      onAnswer(delivered);
      refuseEmpty(delivered.answer, connection.domain);
      return delivered.answer.data;
    });
  }

  const read = (document: string, options: CallOptions, variables = {}): Promise<GraphqlAnswer> =>
    graphql({ document, variables }, { ...options, maxAge: 0 });

  const bulk: BulkOperations = {
    async start(query, options) {
      checkBulkQuery(connection, query, granted());
      const began = environment.clock.now();
      const parcel = {
        document: startDocument,
        variables: { query },
        costKey: startDocument,
        estimate: mutationCost,
        once: true,
      };
      try {
        return operationOf(readAnswer(startAnswer, await mutate(parcel, options)).bulkOperationRunQuery);
      } catch (error) {
        if (!(error instanceof ShopifyError) || !mayRetry(error)) {
          throw error;
        }
        const started = await bulk.running(options);
        const ours = started.findLast(({ query: text, createdAt }) => text === query && createdAt >= began - clockSkew);
        if (ours === undefined) {
          throw error;
        }
        return ours;
      }
    },
    async get(id, options) {
      if (!gid.test(id)) {
        return undefined;
      }
      const { data } = await read(oneDocument, options, { id });
      return readAnswer(oneAnswer, data).bulkOperation ?? undefined;
    },
    async running(options) {
      const { data } = await read(unfinishedDocument, options);
      const { created, running, canceling } = readAnswer(listAnswer, data);
      // One that begins between two of the lists is in both.
      const byId = new Map<string, BulkOperation>(
        [created, running, canceling].flatMap(({ nodes }) => nodes.map((node) => [node.id, node] as const))
      );
      return [...byId.values()].sort((a, b) => a.createdAt - b.createdAt);
    },
    async cancel(id, options) {
      const parcel = { document: cancelDocument, variables: { id }, costKey: cancelDocument, estimate: mutationCost };
      return operationOf(readAnswer(cancelAnswer, await mutate(parcel, options)).bulkOperationCancel);
    },
    checkUrl: (url) => checkUrl(connection, url),
  };
  return bulk;
}
