import type { MessageValues } from '../../../locales/core';
import type { BackendMessage } from '../../../locales/backend';
import type { Fault } from '../../shopify';

/** A failure of the queries room; the text a person sees is catalogue entry `queries:error.<…>`. */
export class QueryProblem extends Error {
  readonly key: BackendMessage;
  readonly values: MessageValues;
  readonly fault: Fault;
  readonly status: number;

  constructor(key: BackendMessage, values: MessageValues = {}, options: { fault?: Fault; status?: number } = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.name = 'QueryProblem';
    this.key = key;
    this.values = values;
    this.fault = options.fault ?? 'query';
    this.status = options.status ?? 400;
  }
}
