import type { Bucket, BucketTold } from './budget/bucket';
import type { Costs } from './budget/costs';
import type { FairQueue, Lease } from './budget/queue';
import type { Window, WindowTold } from './budget/window';
import type { Token, Tokens } from './credentials/tokens';
import { sleep, type Environment } from './environment';
import { ShopifyError } from './errors';
import { fail } from './fail';
import type { Flight } from './flights';
import { windowCost, type Answer, type WindowCost } from './transport/answer';
import type { Endpoint } from './transport/endpoint';
import { mayRetry } from './transport/faults';

/** The budgets of one app in one shop, shared by everything that asks with it. */
export interface Budgets {
  readonly bucket: Bucket;
  readonly bucketQueue: FairQueue<BucketTold>;
  readonly window: Window;
  readonly windowQueue: FairQueue<WindowTold>;
  readonly costs: Costs;
  /** Times that Shopify has refused a request as THROTTLED. */
  throttled: number;
}

/** A document on its way. */
export interface Parcel {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What costs are learned under. */
  readonly costKey: string;
  /** Points to reckon with until the cost is known. */
  readonly estimate: number;
  /** Set where ShopifyQL's own budget is needed too. */
  readonly windowKey?: string;
  /** Set where it must not be done twice: it is sent again only where Shopify has refused it for certain. */
  readonly once?: boolean;
}

export interface Delivered {
  readonly answer: Answer;
  /** Requests that were sent for it. */
  readonly requests: number;
}

/** What has happened to a parcel so far. */
interface State {
  renewed: boolean;
  failures: number;
  refusals: number;
  requests: number;
}

const maxTries = 5;
const firstBackoff = 250;
const maxBackoff = 8_000;

/** Takes a document to Shopify and brings the answer: token, budgets, and asking again where that helps. */
export class Courier {
  readonly #environment: Environment;
  readonly #endpoint: Endpoint;
  readonly #tokens: Tokens;
  readonly #budgets: Budgets;

  constructor(environment: Environment, endpoint: Endpoint, tokens: Tokens, budgets: Budgets) {
    this.#environment = environment;
    this.#endpoint = endpoint;
    this.#tokens = tokens;
    this.#budgets = budgets;
  }

  /** Throws `ShopifyError`, at the latest when the flight's deadline makes a further try pointless. */
  async carry(parcel: Parcel, flight: Flight, caller: string): Promise<Delivered> {
    const state = { renewed: false, failures: 0, refusals: 0, requests: 0 };
    for (;;) {
      let token: Token | undefined;
      let answer: Answer;
      try {
        token = await this.#token(flight);
        answer = await this.#send(parcel, flight, caller, token, state);
      } catch (error) {
        await this.#recover(error, parcel, token, state, flight);
        continue;
      }
      if (throttledBy(answer) !== undefined) {
        this.#budgets.throttled += 1;
        state.refusals += 1;
        await this.#afterRefusal(state.refusals, flight);
      } else if (isInternalError(answer) && parcel.once !== true && state.failures + 1 < maxTries) {
        const error = fail('internalError', { requestId: answer.requestId ?? '-' });
        await this.#recover(error, parcel, token, state, flight);
      } else {
        return { answer, requests: state.requests };
      }
    }
  }

  async #send(parcel: Parcel, flight: Flight, caller: string, token: Token, state: State): Promise<Answer> {
    const leases = await this.#acquire(parcel, flight, caller);
    state.requests += 1;
    try {
      const answer = await this.#endpoint.post(token.value, parcel.document, parcel.variables, flight.signal);
      leases.settle(answer);
      return answer;
    } catch (error) {
      leases.fail(error);
      throw error;
    }
  }

  /** Does what makes another try worth while; throws where nothing does. */
  async #recover(
    error: unknown,
    { once }: Parcel,
    token: Token | undefined,
    state: State,
    flight: Flight
  ): Promise<void> {
    if (!(error instanceof ShopifyError)) {
      throw error;
    }
    if (once === true && token !== undefined && mayRetry(error)) {
      throw error;
    }
    if (error.code === 'tokenRejected' && token !== undefined && !state.renewed && this.#tokens.reject(token)) {
      state.renewed = true;
    } else if (error.code === 'rateLimited' && token !== undefined) {
      this.#pause(error.retryAfter ?? 1000);
    } else {
      state.failures += 1;
      await this.#backOff(error, state.failures, flight);
    }
  }

  #token(flight: Flight): Promise<Token> {
    return this.#tokens.get({ signal: flight.signal, deadline: flight.deadline(), priority: flight.priority() });
  }

  async #acquire(parcel: Parcel, flight: Flight, caller: string) {
    const { bucketQueue, windowQueue, costs } = this.#budgets;
    const known = costs.knows(parcel.costKey);
    const ticket = {
      caller,
      signal: flight.signal,
      priority: () => flight.priority(),
      deadline: () => flight.deadline(),
    };
    const { windowKey } = parcel;
    const windowLease: Lease<WindowTold> | undefined =
      windowKey === undefined ? undefined : await windowQueue.acquire({ ...ticket, need: costs.need(windowKey, 1) });
    let bucketLease: Lease<BucketTold>;
    try {
      bucketLease = await bucketQueue.acquire({ ...ticket, need: costs.need(parcel.costKey, parcel.estimate) });
    } catch (error) {
      windowLease?.settle({ taken: 0, status: undefined, refused: false });
      throw error;
    }
    return {
      fail: (error: unknown) => {
        const untouched = error instanceof ShopifyError && error.status < 500 && error.code !== 'cancelled';
        bucketLease.settle(untouched ? { taken: 0, status: undefined, surprised: false } : undefined);
        windowLease?.settle(untouched ? { taken: 0, status: undefined, refused: false } : undefined);
      },
      settle: (answer: Answer) => {
        bucketLease.settle(this.#learnCost(parcel, answer, known));
        windowLease?.settle(this.#learnWindow(windowKey ?? '', answer));
      },
    };
  }

  #learnCost({ costKey }: Parcel, answer: Answer, known: boolean): BucketTold | undefined {
    const { cost } = answer;
    if (cost === undefined) {
      return undefined;
    }
    if (answer.errors.some(({ extensions }) => extensions?.code === 'MAX_COST_EXCEEDED')) {
      // Refused before it was run: nothing was taken, and its cost is no cost that could ever be waited for.
      return { taken: 0, status: cost.throttleStatus, surprised: false };
    }
    const refused = throttledBy(answer) === 'bucket';
    const actual = cost.actualQueryCost ?? undefined;
    this.#budgets.costs.learn(costKey, Math.max(cost.requestedQueryCost, actual ?? 0), refused ? undefined : actual);
    return {
      taken: refused ? 0 : (actual ?? cost.requestedQueryCost),
      status: cost.throttleStatus,
      surprised: refused && known,
    };
  }

  #learnWindow(key: string, answer: Answer): WindowTold | undefined {
    const refusal = windowRefusal(answer);
    const told = refusal ?? answer.shopifyqlCost;
    if (told === undefined) {
      return undefined;
    }
    this.#budgets.costs.learn(key, told.requestedQueryCost, told.requestedQueryCost);
    return {
      taken: refusal === undefined ? told.requestedQueryCost : 0,
      status: {
        maximum: told.maximumAvailable,
        available: told.currentlyAvailable,
        resetsAt: told.windowResetAt,
      },
      refused: refusal !== undefined,
    };
  }

  /** The whole shop waits, a little spread so that not all come back at one moment. */
  #pause(milliseconds: number): void {
    const until = this.#environment.clock.now() + milliseconds * (1 + this.#environment.random() * 0.1);
    this.#budgets.bucketQueue.pause(until);
    this.#environment.log.info('Shopify asks to wait', { milliseconds });
  }

  /** The budget knows now what is needed; only a shop that refuses again is given time. */
  async #afterRefusal(refusals: number, flight: Flight): Promise<void> {
    if (refusals > 1) {
      const wait = Math.min(firstBackoff * 2 ** refusals, maxBackoff);
      await this.#wait(wait, flight, (needed, have) => fail('wouldWait', { needed, have }, { retryAfter: wait }));
    }
  }

  async #backOff(error: ShopifyError, failures: number, flight: Flight): Promise<void> {
    if (!mayRetry(error) || failures >= maxTries) {
      throw error;
    }
    const wait = Math.min(firstBackoff * 2 ** (failures - 1), maxBackoff) * (0.5 + this.#environment.random() / 2);
    this.#environment.log.debug('asking Shopify again', { code: error.code, failures, wait });
    await this.#wait(wait, flight, () => error);
  }

  async #wait(milliseconds: number, flight: Flight, late: (needed: number, have: number) => Error): Promise<void> {
    const left = flight.deadline() - this.#environment.clock.now();
    if (milliseconds >= left) {
      throw late(Math.max(1, Math.ceil(milliseconds / 1000)), Math.max(1, Math.ceil(left / 1000)));
    }
    await sleep(this.#environment, milliseconds, flight.signal);
  }
}

/** Which budget refused, if one did: only ShopifyQL's error says when a window turns. */
function throttledBy(answer: Answer): 'bucket' | 'window' | undefined {
  if (!answer.errors.some(({ extensions }) => extensions?.code === 'THROTTLED')) {
    return undefined;
  }
  return windowRefusal(answer) === undefined ? 'bucket' : 'window';
}

function windowRefusal(answer: Answer): WindowCost | undefined {
  for (const { extensions } of answer.errors) {
    const parsed = extensions?.code === 'THROTTLED' ? windowCost.safeParse(extensions['cost']) : undefined;
    if (parsed?.success === true) {
      return parsed.data;
    }
  }
  return undefined;
}

/** Nothing came but Shopify's own failure; with some data it is kept and said. */
function isInternalError(answer: Answer): boolean {
  const { data } = answer;
  const empty =
    data === null ||
    data === undefined ||
    (typeof data === 'object' && Object.values(data).every((value) => value === null));
  return empty && answer.errors.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
}
