import { z } from 'zod';
import type { CallOptions, GraphqlAnswer, Shopify } from '../../shopify';
import { SyncError } from '../faults';
import type { Pace } from '../pace/pace';
import type { Timing } from '../timing';

export interface AskParts {
  readonly shopify: Pick<Shopify, 'graphql'>;
  readonly pace: Pace;
  readonly timing: Timing;
}

/** Longest that a request of ours may wait for its turn and its answer. */
const patience = 5 * 60_000;
/** Points to reckon with for a document that was never asked. */
const unknownCost = 20;

export type Variables = Readonly<Record<string, unknown>>;

/** One request, in the background, at syncing's pace, never from a cache. */
export class Ask {
  readonly #parts: AskParts;
  readonly #costs = new Map<string, number>();

  constructor(parts: AskParts) {
    this.#parts = parts;
  }

  callOptions(signal: AbortSignal): CallOptions {
    const { clock } = this.#parts.timing;
    return { signal, deadline: clock.now() + patience, priority: 'background', caller: 'sync', maxAge: 0 };
  }

  /** Data of a document; of a connection, one page. Throws where a part of the answer is missing or a search is ignored. */
  async data(document: string, variables: Variables, signal: AbortSignal): Promise<unknown> {
    const { pace, shopify } = this.#parts;
    const expected = this.#costs.get(document) ?? unknownCost;
    return await pace.run(expected, signal, async () => {
      const request = { document, variables, keepPaging: () => false };
      const answer = await shopify.graphql(request, this.callOptions(signal));
      const cost = answer.cost?.actual ?? expected;
      this.#costs.set(document, cost);
      refuseHoles(answer);
      return { result: answer.data, cost };
    });
  }

  /** Something that costs a point or ten and has no document of ours: calls about bulk operations. */
  async other<Result>(
    expected: number,
    signal: AbortSignal,
    send: (options: CallOptions) => Promise<Result>
  ): Promise<Result> {
    return await this.#parts.pace.run(expected, signal, async () => ({
      result: await send(this.callOptions(signal)),
      cost: expected,
    }));
  }
}

const holes = new Set(['partialData', 'searchWarning', 'cursorStuck']);

/** A field that failed would be written as empty, and a search that is ignored finds everything. */
function refuseHoles({ notices }: GraphqlAnswer): void {
  const hole = notices.find(({ code }) => holes.has(code));
  if (hole !== undefined) {
    const { path, field, message } = z
      .looseObject({ path: z.string().optional(), field: z.string().optional(), message: z.string().optional() })
      .parse(hole.values);
    throw new SyncError('partial', 'later', { path: path ?? field ?? '-', message: message ?? hole.code });
  }
}
